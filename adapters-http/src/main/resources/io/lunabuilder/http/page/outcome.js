import {authorization, send} from './api.js';
import {copyButton, h, save, say} from './dom.js';
import {token} from './token.js';
import {duration, size, stageWord, taken, timeElement} from './words.js';

/** How a build ended, in plain words, with what to do next. */
export function outcomeOf(page, build) {
  if (build.failure) {
    return [failureOf(build.failure)];
  }
  return build.image ? [imageOf(page, build)] : [];
}

function failureOf(failure) {
  const exit = failure.exit_code === undefined ? '' : `, with exit code ${failure.exit_code}`;
  return h('section', {class: 'outcome failed', 'aria-labelledby': 'outcome'},
    h('h2', {id: 'outcome'}, failure.meaning ?? 'The build failed.'),
    h('p', {class: 'message'}, failure.message),
    h('p', {}, h('strong', {}, 'What to do: '), failure.remedy,
      failure.retryable ? ' Another try can help.' : ''),
    h('p', {class: 'fine'}, `${stageWord(failure.stage)}${exit} · `,
      h('a', {href: 'docs/errors'}, failure.code)));
}

function imageOf(page, build) {
  const {reference, digest, size: bytes} = build.image;
  const pushed = isPushed(reference);
  return h('section', {class: 'outcome completed', 'aria-labelledby': 'outcome'},
    h('h2', {id: 'outcome'}, pushed ? 'The image is in the registry.' : 'The image is ready.'),
    h('dl', {class: 'facts'},
      fact('Digest', copyable(digest, 'the digest')),
      fact('Size', size(bytes)),
      pushed
        ? fact('Get it', copyable(`docker pull ${pinned(reference, digest)}`, 'the command'))
        : fact('Get it', copyable(loadLine(build), 'the command'), download(page, build))));
}

/** As docker reads names: a first part with a dot or a port, or localhost, is a registry. */
function isPushed(reference) {
  const first = reference.split('/')[0];
  return reference.includes('/') && (/[.:]/.test(first) || first === 'localhost');
}

function pinned(reference, digest) {
  const slash = reference.lastIndexOf('/');
  return `${reference.slice(0, slash)}${reference.slice(slash).replace(/:[^:]*$/, '')}@${digest}`;
}

function imagePath(build) {
  return `1/builds/${build.build_id}/image`;
}

function loadLine(build) {
  const url = new URL(imagePath(build), document.baseURI);
  const header = token() ? '-H "Authorization: Bearer $LUNA_BUILDER_TOKEN" ' : '';
  return `curl -sSf ${header}${url.href} | docker load`;
}

/** A link, which the browser fetches by itself; with a token it cannot, and the page does it. */
function download(page, build) {
  const name = `${build.parameters.image_name.replaceAll(/[/:]/g, '-')}.tar`;
  if (!token()) {
    return h('a', {class: 'button small', href: imagePath(build), download: name}, 'Download the tar');
  }
  const button = h('button', {type: 'button', class: 'small', onclick: async () => {
    button.disabled = true;
    button.textContent = 'Downloading…';
    try {
      const response = await send('GET', imagePath(build), {headers: authorization()});
      save(await response.blob(), name);
      say('The image is downloaded');
    } catch (error) {
      page.trouble(error);
    }
    button.disabled = false;
    button.textContent = 'Download the tar';
  }}, 'Download the tar');
  return button;
}

function copyable(text, what) {
  return h('span', {class: 'copyable'}, h('code', {}, text), copyButton(text, what));
}

function fact(name, ...values) {
  return h('div', {}, h('dt', {}, name), h('dd', {}, ...values));
}

/** What was asked for. */
export function detailsOf(build) {
  const asked = build.parameters;
  const millis = taken(build);
  const facts = [
    ['Build', h('code', {}, build.build_id)],
    ['Submitted', timeElement(build.create_time)],
    ['Took', millis === null || !build.end_time ? null : duration(millis)],
    ['Archive', h('code', {}, build.archive)],
    ['SHA-256', build.sha256 && h('code', {}, build.sha256)],
    ['Builder', asked.image_builder],
    ['Dockerfile', asked.dockerfile],
    ['Context', asked.context === '.' ? null : asked.context],
    ['Target', asked.target],
    ['Tags', asked.tags?.join(', ')],
    ['Build arguments', asked.build_args?.join(', ')],
    ['Labels', pairs(asked.labels)],
    ['Namespace', asked.namespace],
    ['Selector', pairs(asked.selector)],
    ['Layer cache', asked.cache ? 'on' : null],
    ['Time limit', asked.timeout && duration(asked.timeout * 1000)],
    ['Account', build.account_id],
    ['Request', build.request_id && h('code', {}, build.request_id)],
  ];
  return [
    h('h2', {id: 'details'}, 'Details'),
    h('dl', {class: 'facts'}, facts.filter(([, value]) => value).map(([name, value]) => fact(name, value))),
  ];
}

function pairs(entries) {
  return entries && Object.entries(entries).map(([key, value]) => `${key}=${value}`).join(', ');
}
