import {ApiError, getJson, postJson, send} from './api.js';
import {confirmed, h, say} from './dom.js';
import {follow} from './events.js';
import {showLog} from './log.js';
import {detailsOf, outcomeOf} from './outcome.js';
import {timelineOf} from './timeline.js';
import {badge, isOver, refreshTimes, stageWord, statusWord} from './words.js';

const POSITION_PAUSE = 3000;

/** One build: what it is doing, what it printed, how it ended. */
export function showBuild(page, id) {
  const path = `1/builds/${encodeURIComponent(id)}`;
  let build = null;
  let stopLog = null;
  let left = false;

  const title = h('h1', {tabindex: '-1'}, 'Build');
  const state = h('p', {class: 'state'});
  const cancel = h('button', {type: 'button', class: 'danger', hidden: true, onclick: cancelIt}, 'Cancel');
  const again = h('a', {class: 'button', href: `#/new?from=${id}`, hidden: true}, 'Build again');
  const forget = h('button', {type: 'button', hidden: true, onclick: forgetIt}, 'Forget');
  const outcome = h('div');
  const timeline = h('section', {'aria-labelledby': 'stages'});
  const details = h('section', {'aria-labelledby': 'details'});
  const log = h('section', {'aria-labelledby': 'log'});
  const known = h('div', {hidden: true}, outcome, timeline, log, details);
  page.main.append(
    h('div', {class: 'title'}, title, h('p', {class: 'buttons'}, cancel, again, forget)),
    state, known);
  page.title('Build');

  function update(next) {
    const before = build;
    build = next;
    const name = build.parameters.image_name;
    if (!before) {
      title.textContent = name;
      page.title(name);
      known.hidden = false;
      stopLog = left ? null : showLog(page, log, build);
    }
    state.replaceChildren(badge(build.status), h('span', {}, stateOf(build)));
    timeline.replaceChildren(...timelineOf(build));
    details.replaceChildren(...detailsOf(build));
    if (isOver(build) && (!before || !isOver(before))) {
      outcome.replaceChildren(...outcomeOf(page, build));
    }
    if (before && before.status !== build.status) {
      say(`${name}: ${statusWord(build.status)}`);
    }
    cancel.hidden = isOver(build) || !page.may('builder');
    again.hidden = !isOver(build) || !page.may('builder');
    forget.hidden = !isOver(build) || !page.may('admin');
  }

  async function cancelIt() {
    if (!(await confirmed('Stop this build? What it did so far is lost.', 'Stop it'))) {
      return;
    }
    cancel.disabled = true;
    cancel.textContent = 'Stopping…';
    await tried(async () => update(await postJson(`${path}/cancel`)));
    cancel.disabled = false;
    cancel.textContent = 'Cancel';
  }

  async function forgetIt() {
    if (await confirmed('Forget this build, with its log and the image that is kept for it?', 'Forget it')) {
      await tried(async () => {
        await send('DELETE', path);
        page.go('#/');
      });
    }
  }

  async function tried(action) {
    try {
      await action();
    } catch (error) {
      page.trouble(error);
    }
  }

  const stop = follow(`${path}/events`, {
    each: ({type, data}) => {
      if (type !== 'build') {
        return false;
      }
      const next = JSON.parse(data);
      update(next);
      return isOver(next);
    },
    trouble: (error) => {
      if (error && !error.passing && !build) {
        title.textContent = error.status === 404 ? 'There is no such build' : 'This build cannot be shown';
      }
      page.trouble(error);
    },
  });
  const clock = setInterval(() => {
    refreshTimes(page.main);
    if (build && !isOver(build)) {
      timeline.replaceChildren(...timelineOf(build));
    }
  }, 1000);
  // Events do not tell of a build's place in the queue, which changes with others.
  const position = setInterval(async () => {
    if (build && !isOver(build) && build.stage === 'queued' && !document.hidden) {
      try {
        const now = await getJson(path);
        if (!left && !isOver(build)) {
          update(now);
        }
      } catch (error) {
        if (!(error instanceof ApiError)) {
          throw error;
        }
      }
    }
  }, POSITION_PAUSE);
  return () => {
    left = true;
    stop();
    stopLog?.();
    clearInterval(clock);
    clearInterval(position);
  };
}

function stateOf(build) {
  const attempt = build.attempt > 1 ? ` · attempt ${build.attempt}` : '';
  if (isOver(build)) {
    return attempt.replace(' · ', '');
  }
  const place = build.position ? `, number ${build.position}` : '';
  return `${stageWord(build.stage)}${place}${attempt}`;
}
