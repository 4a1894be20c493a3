import {getJson} from './api.js';
import {showBuild} from './build.js';
import {h} from './dom.js';
import {showList} from './list.js';
import {showForm} from './submit.js';
import {GIVEN, forgetToken, token} from './token.js';
import {mayDo} from './words.js';

const PAUSE = 3000;

const main = document.getElementById('main');
const trouble = document.getElementById('trouble');
let leave = () => {};
let caller = {role: 'reader'};

/** What views need of the page around them. */
const page = {
  main,
  may: (role) => mayDo(caller.role, role),
  title: (text) => {
    document.title = `${text} · Luna Builder`;
  },
  /** Says that something does not work; null when it does again. */
  trouble: (error) => {
    trouble.hidden = error === null;
    const link = error?.link ? h('a', {href: error.link.replace(/^\//, '')}, 'What this means') : null;
    trouble.replaceChildren(...(error ? [`${error.message}. `, link ?? ''] : []));
  },
  go: (hash) => {
    location.hash = hash;
  },
};

/** The parts of the address behind #, for example #/builds/ID or #/?status=error. */
function route() {
  const [path, query] = location.hash.replace(/^#/, '').split('?');
  const parts = path.split('/').filter((part) => part !== '');
  return {view: parts[0] ?? 'list', id: parts[1] ?? null, query: new URLSearchParams(query ?? '')};
}

function show(first) {
  if (location.hash === '#main') {
    return;
  }
  leave();
  page.trouble(null);
  main.replaceChildren();
  const {view, id, query} = route();
  for (const link of document.querySelectorAll('nav a')) {
    link.toggleAttribute('aria-current', link.dataset.view === view);
    if (link.dataset.view === view) {
      link.setAttribute('aria-current', 'page');
    }
  }
  if (view === 'builds' && id) {
    leave = showBuild(page, id);
  } else if (view === 'new') {
    leave = showForm(page, query.get('from'));
  } else {
    leave = showList(page, query);
  }
  // The page itself begins where the reader is; a view that a link led to begins at its heading.
  if (!first) {
    main.querySelector('h1')?.focus();
    window.scrollTo(0, 0);
  }
}

function showCaller() {
  const out = h('button', {type: 'button', class: 'small', onclick: () => {
    forgetToken();
    location.reload();
  }}, 'Forget the token');
  document.getElementById('caller').replaceChildren(...(token() ? [`${caller.name} (${caller.role}) `, out] : []));
  for (const element of document.querySelectorAll('[data-needs]')) {
    element.hidden = !page.may(element.dataset.needs);
  }
}

/** Asks who calls, until the service answers; false when it refuses. */
async function meet() {
  for (;;) {
    try {
      const {Version: v} = await getJson('version');
      document.getElementById('version').textContent = `Luna Builder ${v.major}.${v.minor}.${v.patch}`;
      caller = await getJson('1/caller');
      showCaller();
      return true;
    } catch (error) {
      page.trouble(error);
      if (!error.passing) {
        return false;
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}

async function start() {
  if (!(await meet())) {
    main.append(
      h('h1', {tabindex: '-1'}, 'Nothing is shown without a token'),
      h('button', {type: 'button', onclick: () => location.reload()}, 'Give a token'));
    return;
  }
  show(true);
  window.addEventListener('hashchange', () => show(false));
  // What a view shows stays: somebody may be in the middle of a form.
  document.addEventListener(GIVEN, meet);
}

start();
