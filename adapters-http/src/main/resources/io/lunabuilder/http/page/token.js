import {h} from './dom.js';

const KEPT = 'luna-builder-token';

/** Told to the document when there is another token. */
export const GIVEN = 'luna-builder-token-given';

let asking = null;

/** The token of this tab; null without one. It is gone when the tab is closed. */
export function token() {
  return sessionStorage.getItem(KEPT);
}

export function forgetToken() {
  sessionStorage.removeItem(KEPT);
}

/**
 * Asks for a token, once for all calls that were refused meanwhile.
 *
 * @param why what the service said
 * @returns true when one was given
 */
export function askForToken(why) {
  asking ??= ask(why).finally(() => {
    asking = null;
  });
  return asking;
}

function ask(why) {
  return new Promise((resolve) => {
    const input = h('input', {id: 'token', type: 'password', required: true, autocomplete: 'off', spellcheck: 'false'});
    const form = h('form', {},
      h('h2', {id: 'token-title'}, 'This service wants a token'),
      h('p', {id: 'token-why'}, `${why}. An administrator can give you one; it is kept in this tab alone.`),
      h('label', {for: 'token'}, 'Token'),
      input,
      h('p', {class: 'buttons'},
        h('button', {class: 'primary'}, 'Use it'),
        h('button', {type: 'button', onclick: () => dialog.close()}, 'Not now')));
    const dialog = h('dialog', {'aria-labelledby': 'token-title', 'aria-describedby': 'token-why'}, form);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      sessionStorage.setItem(KEPT, input.value.trim());
      dialog.close('given');
      document.dispatchEvent(new Event(GIVEN));
    });
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'given');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
