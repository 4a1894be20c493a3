/**
 * Makes an element. Attributes whose names begin with "on" are listeners; null, undefined and false are left out, of
 * attributes and of children.
 */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) {
      element.addEventListener(key.slice(2), value);
    } else if (isThere(value)) {
      element.setAttribute(key, value === true ? '' : value);
    }
  }
  element.append(...children.flat().filter(isThere));
  return element;
}

function isThere(value) {
  return value !== null && value !== undefined && value !== false;
}

/** Tells those who do not see the page what changed; the same words twice are told twice. */
export function say(text) {
  const region = document.getElementById('said');
  region.textContent = '';
  requestAnimationFrame(() => {
    region.textContent = text;
  });
}

/** A button that copies text, and says that it did. */
export function copyButton(text, what) {
  const button = h('button', {type: 'button', class: 'small', 'aria-label': `Copy ${what}`}, 'Copy');
  button.addEventListener('click', async () => {
    const done = await copied(text);
    button.textContent = done ? 'Copied' : 'Select it by hand';
    say(done ? `Copied ${what}` : `${what} could not be copied`);
    setTimeout(() => {
      button.textContent = 'Copy';
    }, 2000);
  });
  return button;
}

/** Browsers give the clipboard to pages of HTTPS and of this machine only; the old way works elsewhere. */
async function copied(text) {
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(text).then(() => true, () => copiedTheOldWay(text));
  }
  return copiedTheOldWay(text);
}

function copiedTheOldWay(text) {
  const focused = document.activeElement;
  const area = h('textarea', {class: 'unseen', 'aria-hidden': 'true'});
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  focused?.focus();
  return done;
}

/** Asks a question in a dialog; true when the answer is yes. */
export function confirmed(question, yes) {
  return new Promise((resolve) => {
    const close = (answer) => () => dialog.close(answer);
    const dialog = h(
      'dialog',
      {'aria-labelledby': 'question', onclose: () => {
        dialog.remove();
        resolve(dialog.returnValue === 'yes');
      }},
      h('p', {id: 'question'}, question),
      h('p', {class: 'buttons'},
        h('button', {type: 'button', class: 'danger', onclick: close('yes')}, yes),
        h('button', {type: 'button', onclick: close('no')}, 'Leave it')));
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Has the browser save what was fetched. */
export function save(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = h('a', {href: url, download: name});
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
