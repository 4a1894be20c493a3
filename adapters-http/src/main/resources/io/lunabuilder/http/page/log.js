import {ApiError, send} from './api.js';
import {h, save, say} from './dom.js';
import {follow} from './events.js';
import {Lines} from './lines.js';

const ERROR = /\b(error|fatal|panic|exception|traceback|failed|failure|denied|not found|no such file)\b/i;
const NO_ERROR = /\b(0|no|without) (errors?|failures?|failed)\b/i;
const TYPING_PAUSE = 150;
const WRAPPED = 'luna-builder-wrap';

/** The log of a build, while it grows. */
export function showLog(page, section, build) {
  const path = `1/builds/${build.build_id}/log`;
  let following = true;
  let firstError = -1;
  let found = [];
  let place = -1;
  let wanted = '';
  let typing = null;

  const scroller = h('div', {class: 'log', tabindex: '0', role: 'region', 'aria-label': 'What the build printed'});
  const follows = toggle('Follow', true, (on) => {
    following = on;
    stick();
  });
  const wraps = toggle('Wrap', localStorage.getItem(WRAPPED) !== 'no', (on) => {
    localStorage.setItem(WRAPPED, on ? 'yes' : 'no');
    scroller.classList.toggle('wrapped', on);
    lines.resized();
    stick();
  });
  const search = h('input', {id: 'log-search', type: 'search', autocomplete: 'off', 'aria-describedby': 'log-found',
    oninput: () => {
      clearTimeout(typing);
      typing = setTimeout(look, TYPING_PAUSE);
    },
    onkeydown: (event) => {
      if (event.key === 'Enter') {
        event.preventDefault();
        step(event.shiftKey ? -1 : 1);
      }
    }});
  const count = h('span', {id: 'log-found', class: 'count', role: 'status'});
  const before = button('Previous', () => step(-1), {disabled: true});
  const next = button('Next', () => step(1), {disabled: true});
  const error = button('First error', () => goTo(firstError), {disabled: true});
  const download = button('Download', downloadIt);
  const state = h('p', {class: 'fine', role: 'status'}, 'Waiting for the first line…');
  section.replaceChildren(
    h('h2', {id: 'log'}, 'Log'),
    h('div', {class: 'tools', role: 'group', 'aria-label': 'Log'},
      h('label', {for: 'log-search'}, 'Search'), search, count, before, next, error, follows, wraps, download),
    scroller, state);
  scroller.classList.toggle('wrapped', wraps.getAttribute('aria-pressed') === 'true');
  const lines = new Lines(scroller);

  function stick() {
    if (following) {
      lines.scrollToEnd();
    }
  }

  /**
   * Whoever scrolls up wants to read; whoever comes back to the end wants to see what comes. A window or a log of
   * another size scrolls too, but nobody did.
   */
  let top = 0;
  let shape = '';
  scroller.addEventListener('scroll', () => {
    const {scrollHeight, clientHeight, clientWidth, scrollTop} = scroller;
    const distance = scrollHeight - clientHeight - scrollTop;
    const same = shape === `${scrollHeight} ${clientHeight} ${clientWidth}`;
    if (same && scrollTop < top - 1 && distance > 20) {
      setFollowing(false);
    } else if (same && distance < 2) {
      setFollowing(true);
    } else if (!same) {
      stick();
    }
    top = scroller.scrollTop;
    shape = `${scrollHeight} ${clientHeight} ${clientWidth}`;
  });

  function setFollowing(on) {
    following = on;
    follows.setAttribute('aria-pressed', on);
  }

  function append(text) {
    const first = lines.count;
    lines.append(text.split('\n'));
    for (let i = first; i < lines.count; i++) {
      const line = lines.textOf(i);
      if (firstError < 0 && ERROR.test(line) && !NO_ERROR.test(line)) {
        firstError = i;
        error.disabled = false;
      }
      if (wanted !== '' && line.toLowerCase().includes(wanted)) {
        found.push(i);
      }
    }
    tellCount();
    state.textContent = `${lines.count} lines`;
    stick();
  }

  /** Finds the text that is looked for in all lines, and goes to the first place. */
  function look() {
    wanted = search.value.toLowerCase();
    found = [];
    for (let i = 0; wanted !== '' && i < lines.count; i++) {
      if (lines.textOf(i).toLowerCase().includes(wanted)) {
        found.push(i);
      }
    }
    place = -1;
    lines.mark(wanted, -1);
    tellCount();
    if (found.length > 0) {
      step(1);
    }
  }

  function step(by) {
    clearTimeout(typing);
    if (search.value.toLowerCase() !== wanted) {
      look();
    } else if (found.length > 0) {
      place = (Math.max(place, by > 0 ? -1 : 0) + by + found.length) % found.length;
      goTo(found[place]);
      tellCount();
    }
  }

  function tellCount() {
    before.disabled = found.length === 0;
    next.disabled = found.length === 0;
    const text = found.length === 0 ? 'nothing found' : `${place + 1} of ${found.length}`;
    count.textContent = wanted === '' ? '' : text;
  }

  function goTo(line) {
    setFollowing(false);
    lines.mark(wanted, line);
    lines.scrollTo(line);
    top = scroller.scrollTop;
    say(`Line ${line + 1}: ${lines.textOf(line)}`);
  }

  async function downloadIt() {
    try {
      const response = await send('GET', path, {headers: {Accept: 'text/plain'}});
      save(await response.blob(), `${build.parameters.image_name.replaceAll(/[/:]/g, '-')}-${build.build_id}.log`);
    } catch (refused) {
      page.trouble(refused);
    }
  }

  const stopSizes = lines.whenResized(stick);
  const stop = follow(path, {
    each: ({type, data}) => {
      if (type === 'log') {
        append(data);
      } else if (type === 'end') {
        state.textContent = lines.count === 0 ? 'It printed nothing.' : `${lines.count} lines, all there are`;
        return true;
      }
      return false;
    },
    trouble: (refused) => {
      if (refused instanceof ApiError && refused.status === 410) {
        const tail = (build.failure?.log_tail ?? '').trimEnd();
        if (tail !== '') {
          append(tail);
        }
        state.textContent = `The log is kept no longer.${tail === '' ? '' : ' These were its last lines.'}`;
      }
    },
  });
  return () => {
    stop();
    stopSizes();
    lines.close();
    clearTimeout(typing);
  };
}

function button(text, onclick, attributes = {}) {
  return h('button', {type: 'button', class: 'small', onclick, ...attributes}, text);
}

function toggle(text, on, changed) {
  const element = button(text, () => {
    const now = element.getAttribute('aria-pressed') !== 'true';
    element.setAttribute('aria-pressed', now);
    changed(now);
  }, {'aria-pressed': String(on)});
  return element;
}
