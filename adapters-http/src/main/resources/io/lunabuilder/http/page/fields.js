import {h} from './dom.js';

/** A field of a form with its label, a hint, and a place for what is wrong with it. */
export function field(name, label, control, hint = null) {
  const id = control.id;
  const note = hint ? h('p', {id: `${id}-hint`, class: 'hint'}, hint) : null;
  const problem = h('p', {id: `${id}-problem`, class: 'problem', hidden: true});
  if (note) {
    control.setAttribute('aria-describedby', note.id);
  }
  return h('div', {class: 'field', 'data-field': name}, h('label', {for: id}, label), control, note, problem);
}

export function textField(name, label, hint, attributes = {}) {
  const {value = '', ...rest} = attributes;
  const input = h('input', {id: idOf(name), type: 'text', autocomplete: 'off', spellcheck: 'false',
    autocapitalize: 'none', ...rest});
  input.value = value;
  return field(name, label, input, hint);
}

/** One pair a line, as NAME=value. */
export function pairsField(name, label, hint, value = '') {
  const area = h('textarea', {id: idOf(name), rows: 3, spellcheck: 'false', autocapitalize: 'none'});
  area.value = value;
  return field(name, label, area, hint);
}

function idOf(name) {
  return `field-${name.replaceAll('.', '-')}`;
}

/** The control of a field that is shown; null when there is none. */
export function control(form, name) {
  return shown(form).find((place) => place.dataset.field === name)?.querySelector('input, select, textarea') ?? null;
}

function shown(form) {
  return [...form.querySelectorAll('[data-field]')].filter((place) => place.closest('[hidden]') === null);
}

/** What is in a field; undefined when it is empty or not there, so that it is not sent. */
export function textOf(form, name) {
  const text = control(form, name)?.value.trim();
  return text ? text : undefined;
}

/** An object of the lines of a field; undefined when there is none. */
export function pairsOf(form, name) {
  const lines = (control(form, name)?.value ?? '').split('\n').map((line) => line.trim()).filter((line) => line !== '');
  if (lines.length === 0) {
    return undefined;
  }
  return Object.fromEntries(lines.map((line) => {
    const at = line.indexOf('=');
    return at < 0 ? [line, ''] : [line.slice(0, at).trim(), line.slice(at + 1)];
  }));
}

export function clearProblems(form) {
  for (const place of form.querySelectorAll('.problem')) {
    place.hidden = true;
    place.replaceChildren();
    place.closest('.field')?.querySelectorAll('[aria-invalid]').forEach((each) => {
      each.removeAttribute('aria-invalid');
      describe(each, place.id, false);
    });
  }
}

/**
 * Shows each violation at its field, and all in a summary that leads to them.
 *
 * @param violations {field, value, problem, remedy}
 * @param summary an element that can have the focus
 */
export function showProblems(form, violations, summary) {
  const links = violations.map((violation) => {
    const place = placeOf(form, violation.field);
    const text = sentence(violation);
    if (!place) {
      return h('li', {}, `${violation.field}: ${text}`);
    }
    const problem = place.querySelector('.problem');
    const input = place.querySelector('input, select, textarea');
    problem.hidden = false;
    problem.append(h('span', {}, partOf(violation.field, place.dataset.field), text), ' ');
    input.setAttribute('aria-invalid', 'true');
    describe(input, problem.id, true);
    place.closest('details')?.setAttribute('open', '');
    const label = place.querySelector('.label, label').textContent;
    return h('li', {}, h('button', {type: 'button', class: 'link', onclick: () => input.focus()}, `${label}: ${text}`));
  });
  summary.hidden = false;
  const count = violations.length === 1 ? 'One thing is wrong' : `${violations.length} things are wrong`;
  summary.replaceChildren(h('h2', {}, count), h('ul', {}, links));
  summary.focus();
}

/** Of parameters.tags[0] the field parameters.tags, of parameters.labels.a.b the field parameters.labels. */
function placeOf(form, name) {
  const places = shown(form);
  return places.find((place) => place.dataset.field === name)
    ?? places.find((place) => name.startsWith(`${place.dataset.field}.`) || name.startsWith(`${place.dataset.field}[`));
}

function partOf(name, field) {
  return name === field ? '' : `${name.slice(field.length).replace(/^\./, '')} `;
}

function sentence({value, problem, remedy}) {
  return `${value ? `"${value}" ` : ''}${problem}; ${remedy}.`;
}

function describe(element, id, on) {
  const ids = new Set((element.getAttribute('aria-describedby') ?? '').split(' ').filter((each) => each !== ''));
  ids[on ? 'add' : 'delete'](id);
  if (ids.size > 0) {
    element.setAttribute('aria-describedby', [...ids].join(' '));
  } else {
    element.removeAttribute('aria-describedby');
  }
}
