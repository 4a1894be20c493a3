import {ApiError, getJson, isAbort, postJson} from './api.js';
import {chooser} from './chooser.js';
import {h} from './dom.js';
import {clearProblems, control, field, pairsField, pairsOf, showProblems, textField, textOf} from './fields.js';
import {holds, packed} from './source.js';
import {upload} from './upload.js';
import {size} from './words.js';

/** What stands for an archive that is not sent yet, while the rest of a request is checked. */
const NOT_SENT = 'upload://00000000-0000-0000-0000-000000000000';

/** The form that starts a build; filled with what another build was, where one is named. */
export function showForm(page, from) {
  page.title('New build');
  page.main.append(h('h1', {tabindex: '-1'}, 'New build'));
  let left = false;
  let stop = () => {};
  prepare(from).then(
    ({builders, build}) => {
      if (!left) {
        stop = form(page, builders, build);
      }
    },
    (error) => page.trouble(error));
  return () => {
    left = true;
    stop();
  };
}

async function prepare(from) {
  const [builders, build] = await Promise.all([
    getJson('1/builders'),
    from ? getJson(`1/builds/${encodeURIComponent(from)}`) : null,
  ]);
  return {builders, build};
}

function form(page, {builders, default: usual}, build) {
  const asked = build?.parameters ?? {};
  const inCluster = builders.includes('kaniko');
  let running = null;

  const summary = h('div', {class: 'summary', role: 'alert', tabindex: '-1', hidden: true});
  const files = chooser(() => control(element, 'parameters.image_name').focus());
  const link = textField('archive', 'Link', 'https://…, s3://… or upload://…, to a tar or zip with a Dockerfile',
    {value: build?.archive ?? '', inputmode: 'url'});
  const sha256 = textField('sha256', 'SHA-256 of the archive', 'If it is given, the archive must have it.',
    {value: build?.sha256 ?? ''});
  const filesPart = h('div', {class: 'field', 'data-field': 'archive', role: 'group', 'aria-label': 'Folder or archive'},
    h('span', {class: 'unseen label'}, 'Folder or archive'), files.element,
    h('p', {id: 'files-problem', class: 'problem', hidden: true}));
  const linkPart = h('div', {}, link, sha256);
  const ways = h('fieldset', {class: 'ways'},
    h('legend', {}, 'What to build'),
    way('files', 'A folder or archive of this machine', !build),
    way('link', 'A link', Boolean(build)));
  const builder = h('select', {id: 'field-builder'},
    builders.map((name) => h('option', {selected: name === (asked.image_builder ?? usual ?? builders[0])}, name)));
  const cache = h('input', {id: 'field-cache', type: 'checkbox', checked: asked.cache === true});
  const names = asked.build_args ?? [];
  const more = h('details', {open: Boolean(build)},
    h('summary', {}, 'More options'),
    field('parameters.image_builder', 'Builder', builder),
    textField('parameters.dockerfile', 'Dockerfile', 'Relative to the context; Dockerfile when nothing is said.',
      {value: asked.dockerfile === 'Dockerfile' ? '' : asked.dockerfile}),
    textField('parameters.context', 'Context', 'The folder of the archive that the Dockerfile sees; its root when nothing is said.',
      {value: asked.context === '.' ? '' : asked.context}),
    textField('parameters.target', 'Target', 'The stage of the Dockerfile to build; the last when nothing is said.',
      {value: asked.target}),
    textField('parameters.tags', 'More tags', 'Separated by spaces, for example: latest 1.2', {value: asked.tags?.join(' ')}),
    pairsField('parameters.build_args', 'Build arguments', names.length > 0
      ? 'One a line, as NAME=value. Values are not kept: those of the other build must be given again.'
      : 'One a line, as NAME=value', names.map((name) => `${name}=\n`).join('')),
    pairsField('parameters.labels', 'Labels', 'One a line, as name=value', linesOf(asked.labels)),
    inCluster && textField('parameters.namespace', 'Namespace', 'Of the cluster; the usual one when nothing is said.',
      {value: asked.namespace}),
    inCluster && pairsField('parameters.selector', 'Node selector', 'One a line, as label=value', linesOf(asked.selector)),
    textField('parameters.timeout', 'Time limit in seconds', 'The limit of the service when nothing is said.',
      {value: asked.timeout === undefined ? '' : String(asked.timeout), inputmode: 'numeric'}),
    h('div', {class: 'field check', 'data-field': 'parameters.cache'}, cache,
      h('label', {for: 'field-cache'}, 'Use layers of earlier builds again'),
      h('p', {id: 'field-cache-problem', class: 'problem', hidden: true})));
  const bar = h('progress', {id: 'upload', max: '1', value: '0'});
  const sent = h('span', {});
  const giveUp = h('button', {type: 'button', onclick: () => running?.abort()}, 'Stop sending');
  const sending = h('div', {class: 'sending', hidden: true},
    h('label', {for: 'upload'}, 'Sending'), bar, sent, giveUp);
  const start = h('button', {class: 'primary'}, 'Start the build');
  const element = h('form', {class: 'submit', novalidate: true, onsubmit: submit},
    summary, ways, filesPart, linkPart,
    textField('parameters.image_name', 'Image name', 'For example team/app:1',
      {value: asked.image_name ?? '', 'aria-required': 'true'}),
    more, sending, h('p', {class: 'buttons'}, start));
  page.main.append(element);
  chooseWay();

  function way(value, label, checked) {
    const id = `way-${value}`;
    return h('p', {}, h('input', {type: 'radio', name: 'way', id, value, checked, onchange: chooseWay}),
      h('label', {for: id}, label));
  }

  function isLink() {
    return element.querySelector('#way-link').checked;
  }

  function chooseWay() {
    filesPart.hidden = isLink();
    linkPart.hidden = !isLink();
  }

  function request(archive) {
    const number = textOf(element, 'parameters.timeout');
    return {
      archive,
      sha256: isLink() ? textOf(element, 'sha256') : undefined,
      parameters: {
        image_name: textOf(element, 'parameters.image_name'),
        image_builder: builder.value,
        namespace: textOf(element, 'parameters.namespace'),
        selector: pairsOf(element, 'parameters.selector'),
        dockerfile: textOf(element, 'parameters.dockerfile'),
        context: textOf(element, 'parameters.context'),
        target: textOf(element, 'parameters.target'),
        build_args: pairsOf(element, 'parameters.build_args'),
        labels: pairsOf(element, 'parameters.labels'),
        tags: textOf(element, 'parameters.tags')?.split(/[\s,]+/),
        cache: cache.checked ? true : undefined,
        // What is no number is sent as it is: the service says what is wrong with it.
        timeout: number !== undefined && /^\d{1,15}$/.test(number) ? Number(number) : number,
      },
    };
  }

  async function submit(event) {
    event.preventDefault();
    clearProblems(element);
    summary.hidden = true;
    page.trouble(null);
    running = new AbortController();
    start.disabled = true;
    try {
      const archive = isLink() ? textOf(element, 'archive') : await sendFiles(running.signal);
      const {build_id: id} = await postJson('1/builds', request(archive));
      page.go(`#/builds/${id}`);
    } catch (error) {
      tell(error);
    } finally {
      sending.hidden = true;
      start.disabled = false;
      running = null;
    }
  }

  /** Everything else is checked before much is sent. */
  async function sendFiles(signal) {
    const problems = await problemsBeforeSending();
    const source = files.source();
    if (!source) {
      problems.unshift({field: 'archive', problem: 'is missing', remedy: 'drop or choose a folder or an archive'});
    } else if (!holds(source, dockerfile())) {
      problems.unshift({field: 'archive', value: source.name, problem: `has no ${dockerfile()}`,
        remedy: 'choose the folder that it is in, or name it under More options'});
    }
    if (problems.length > 0) {
      throw new ApiError(400, {desc: 'Bad/incomplete input data', violations: problems});
    }
    const {blob, left} = await packed(source, dockerfile());
    sending.hidden = false;
    const note = left === 0 ? '' : `, ${left} left out by .dockerignore`;
    const tellSent = (bytes) => {
      const done = Math.min(bytes, blob.size);
      bar.value = blob.size === 0 ? 1 : done / blob.size;
      sent.textContent = `${size(done)} of ${size(blob.size)}${note}`;
    };
    tellSent(0);
    return upload(blob, tellSent, signal);
  }

  function dockerfile() {
    const parts = `${textOf(element, 'parameters.context') ?? '.'}/${textOf(element, 'parameters.dockerfile') ?? 'Dockerfile'}`;
    return parts.split('/').filter((part) => part !== '' && part !== '.').join('/');
  }

  async function problemsBeforeSending() {
    try {
      await postJson('1/builds?dry_run=true', request(NOT_SENT));
      return [];
    } catch (error) {
      if (error instanceof ApiError && error.violations.length > 0) {
        return error.violations.filter((violation) => violation.field !== 'archive');
      }
      throw error;
    }
  }

  function tell(error) {
    if (error instanceof ApiError && error.violations.length > 0) {
      showProblems(element, error.violations, summary);
    } else if (error instanceof ApiError) {
      page.trouble(error);
    } else if (!isAbort(error)) {
      page.trouble(new ApiError(0, {desc: 'It cannot be sent', detail: error.message}));
    }
  }

  return () => running?.abort();
}

function linesOf(entries) {
  return Object.entries(entries ?? {}).map(([key, value]) => `${key}=${value}`).join('\n');
}
