const NAMES = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];
/** Colours and styles; any other sequence, which would move a cursor or name a window, is left out. */
const SEQUENCE = /\u001b(?:\[([0-9;:]*)m|\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])/g;
const CUBE = [0, 95, 135, 175, 215, 255];

/** How text looks where nothing was said. */
export const PLAIN = Object.freeze({});

export function hasSequences(text) {
  return text.includes('\u001b');
}

/** A line as people read it. */
export function plain(text) {
  return hasSequences(text) ? text.replace(SEQUENCE, '') : text;
}

/**
 * The pieces of a line, each with how it looks, and how the next line begins.
 *
 * @param style at the line's beginning
 */
export function pieces(text, style) {
  const found = [];
  let now = style;
  let at = 0;
  for (const match of text.matchAll(SEQUENCE)) {
    if (match.index > at) {
      found.push({text: text.slice(at, match.index), style: now});
    }
    if (match[1] !== undefined) {
      now = changed(now, match[1].split(/[;:]/).map(Number));
    }
    at = match.index + match[0].length;
  }
  if (at < text.length) {
    found.push({text: text.slice(at), style: now});
  }
  return {found, style: now};
}

/** Source: ECMA-48, 8.3.117, and what xterm made of 38 and 48. */
function changed(style, codes) {
  let next = {...style};
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i];
    if (code === 0) {
      next = {};
    } else if (code === 1 || code === 2 || code === 3 || code === 4) {
      next[['bold', 'dim', 'italic', 'underline'][code - 1]] = true;
    } else if (code === 22) {
      delete next.bold;
      delete next.dim;
    } else if (code === 23 || code === 24) {
      delete next[code === 23 ? 'italic' : 'underline'];
    } else if (code === 38 || code === 48) {
      const {colour, used} = extended(codes.slice(i + 1));
      next[code === 38 ? 'colour' : 'behind'] = colour;
      i += used;
    } else if (code === 39) {
      delete next.colour;
    } else if (code === 49) {
      delete next.behind;
    } else {
      named(next, code);
    }
  }
  return Object.keys(next).length === 0 ? PLAIN : next;
}

function named(style, code) {
  if (code >= 30 && code <= 37) {
    style.colour = NAMES[code - 30];
  } else if (code >= 90 && code <= 97) {
    style.colour = NAMES[code - 90];
  } else if (code >= 40 && code <= 47) {
    style.behind = NAMES[code - 40];
  } else if (code >= 100 && code <= 107) {
    style.behind = NAMES[code - 100];
  }
}

function extended([kind, ...rest]) {
  if (kind === 5) {
    return {colour: ofTable(rest[0] ?? 0), used: 2};
  }
  return kind === 2
    ? {colour: `rgb(${rest.slice(0, 3).map((part) => part & 255).join(' ')})`, used: 4}
    : {colour: undefined, used: 1};
}

/** Of the 256 colours: 16 with names, a cube of 216, 24 greys. */
function ofTable(number) {
  if (number < 16) {
    return NAMES[number % 8];
  }
  if (number >= 232) {
    const grey = 8 + (number - 232) * 10;
    return `rgb(${grey} ${grey} ${grey})`;
  }
  const place = number - 16;
  return `rgb(${CUBE[Math.floor(place / 36)]} ${CUBE[Math.floor(place / 6) % 6]} ${CUBE[place % 6]})`;
}

/** Makes an element look so. Colours with names are the page's own, which can be read on its background. */
export function paint(element, style) {
  for (const kind of ['bold', 'dim', 'italic', 'underline']) {
    element.classList.toggle(kind, style[kind] === true);
  }
  for (const kind of ['colour', 'behind']) {
    const value = style[kind];
    if (value?.startsWith('rgb')) {
      element.classList.add(`${kind}-exact`);
      element.style.setProperty(`--${kind}`, value);
    } else if (value) {
      element.classList.add(`${kind}-${value}`);
    }
  }
}
