import {getJson} from './api.js';
import {h, say} from './dom.js';
import {follow} from './events.js';
import {STATUSES, badge, duration, isOver, refreshTimes, soFar, stageWord, statusWord, taken, timeElement} from './words.js';

const PAGE = 50;
const TYPING_PAUSE = 250;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Builds, the newest first, as they are now. */
export function showList(page, query) {
  page.title('Builds');
  const builds = new Map();
  let cursor = null;
  let loads = 0;
  let typing = null;

  const rows = h('ul', {class: 'builds', 'aria-label': 'Builds'});
  const none = h('p', {class: 'none', hidden: true});
  const older = h('button', {type: 'button', hidden: true, onclick: () => load(cursor)}, 'Show older builds');
  const search = h('input', {id: 'search', type: 'search', value: query.get('image_name') ?? '', autocomplete: 'off',
    placeholder: 'team/app', oninput: () => {
      clearTimeout(typing);
      typing = setTimeout(changed, TYPING_PAUSE);
    }});
  const status = h('select', {id: 'status', onchange: changed},
    h('option', {value: ''}, 'All'),
    STATUSES.map((each) => h('option', {value: each, selected: query.get('status') === each}, statusWord(each))));
  page.main.append(
    h('h1', {tabindex: '-1'}, 'Builds'),
    h('form', {class: 'filter', role: 'search', onsubmit: (event) => {
      event.preventDefault();
      changed();
    }},
      h('p', {}, h('label', {for: 'search'}, 'Image name or build ID'), search),
      h('p', {}, h('label', {for: 'status'}, 'Status'), status)),
    rows, none, older);

  /** Keeps the filter in the address, so that it can be sent to somebody. */
  function changed() {
    const text = search.value.trim();
    if (ID.test(text)) {
      page.go(`#/builds/${text}`);
      return;
    }
    const filter = new URLSearchParams();
    if (status.value) {
      filter.set('status', status.value);
    }
    if (text) {
      filter.set('image_name', text);
    }
    history.replaceState(null, '', filter.size ? `#/?${filter}` : '#/');
    load(null);
  }

  /** The first page, or the one behind a cursor. An answer that comes after a later question is dropped. */
  async function load(after) {
    const mine = ++loads;
    const filter = new URLSearchParams({limit: PAGE});
    for (const [name, value] of [['status', status.value], ['image_name', search.value.trim()], ['cursor', after]]) {
      if (value) {
        filter.set(name, value);
      }
    }
    try {
      const answer = await getJson(`1/builds?${filter}`);
      if (mine !== loads) {
        return;
      }
      if (!after) {
        builds.clear();
        rows.replaceChildren();
      }
      cursor = answer.cursor ?? null;
      answer.builds.forEach((build) => put(build));
      page.trouble(null);
      finish();
    } catch (error) {
      page.trouble(error);
    }
  }

  function finish() {
    older.hidden = cursor === null;
    none.hidden = builds.size > 0;
    const filtered = status.value || search.value.trim();
    none.textContent = filtered ? 'No build is like that.' : 'There is no build yet.';
  }

  function accepts(build) {
    return (!status.value || build.status === status.value)
      && build.parameters.image_name.includes(search.value.trim());
  }

  function isNewerThan(build, other) {
    const times = Date.parse(build.create_time) - Date.parse(other.create_time);
    return times > 0 || (times === 0 && build.build_id > other.build_id);
  }

  /** Puts a build where it belongs. One that is older than all that are shown may be on the next page. */
  function put(build, live = false) {
    const known = builds.get(build.build_id);
    if (!accepts(build)) {
      known?.row.remove();
      builds.delete(build.build_id);
      return;
    }
    const row = rowOf(build, known?.row);
    if (!known) {
      const next = [...builds.values()].find((other) => isNewerThan(build, other.build));
      if (live && cursor !== null && !next) {
        return;
      }
      rows.insertBefore(row, next?.row ?? null);
      resort(build, row);
    } else {
      builds.set(build.build_id, {build, row});
    }
  }

  /** A map keeps the order in which its entries came; the rows have the right one. */
  function resort(build, row) {
    builds.set(build.build_id, {build, row});
    const entries = [...builds.entries()].sort(([, a], [, b]) => (isNewerThan(a.build, b.build) ? -1 : 1));
    builds.clear();
    entries.forEach(([id, entry]) => builds.set(id, entry));
  }

  function tell(build) {
    const before = builds.get(build.build_id)?.build;
    if (before && !isOver(before) && isOver(build)) {
      say(`${build.parameters.image_name}: ${statusWord(build.status)}`);
    }
  }

  const stop = follow('1/builds/events', {
    opened: () => load(null),
    trouble: (error) => {
      if (error) {
        page.trouble(error);
      }
    },
    each: ({type, data}) => {
      if (type === 'build') {
        const build = JSON.parse(data);
        tell(build);
        put(build, true);
        finish();
      }
    },
  });
  const clock = setInterval(() => {
    refreshTimes(rows);
    for (const {build, row} of builds.values()) {
      if (!isOver(build)) {
        row.querySelector('.took').textContent = tookOf(build);
      }
    }
  }, 1000);
  return () => {
    stop();
    clearInterval(clock);
    clearTimeout(typing);
    loads++;
  };
}

function tookOf(build) {
  const millis = taken(build);
  if (millis === null) {
    return '';
  }
  return isOver(build) ? duration(millis) : soFar(millis);
}

/** A new row, or the one that is there with what changed: a link that has the focus keeps it. */
function rowOf(build, row) {
  const parts = [
    badge(build.status),
    h('span', {class: 'what'}, whatOf(build)),
    h('span', {class: 'took'}, tookOf(build)),
    timeElement(build.create_time),
  ];
  if (row) {
    const link = row.firstElementChild;
    [...row.children].slice(1).forEach((child) => child.remove());
    link.after(...parts);
    return row;
  }
  const link = h('a', {href: `#/builds/${build.build_id}`}, build.parameters.image_name);
  return h('li', {'data-id': build.build_id}, link, ...parts);
}

function whatOf(build) {
  if (build.failure) {
    return build.failure.code.replaceAll('_', ' ');
  }
  const attempt = build.attempt > 1 ? `, attempt ${build.attempt}` : '';
  return isOver(build) ? '' : stageWord(build.stage) + attempt;
}
