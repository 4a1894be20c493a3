import {PLAIN, hasSequences, paint, pieces, plain} from './ansi.js';
import {h} from './dom.js';

/** Lines that are shown or hidden together. */
const CHUNK = 200;
/** How far outside of what is seen lines are there already. */
const MARGIN = '1500px 0px';

/**
 * The lines of a log in an element that scrolls. Only those near to what is seen are elements, so that a log of any
 * length is as quick as a short one.
 */
export class Lines {
  #texts = [];
  #chunks = [];
  #scroller;
  #content;
  #observer;
  #marked = {text: '', current: -1};
  #lineHeight = 20;

  constructor(scroller) {
    this.#scroller = scroller;
    this.#content = h('div', {class: 'lines'});
    scroller.append(this.#content);
    this.#observer = new IntersectionObserver(
      (changes) => changes.forEach(({target, isIntersecting}) => this.#turn(target.chunk, isIntersecting)),
      {root: scroller, rootMargin: MARGIN});
    this.#measure();
  }

  get count() {
    return this.#texts.length;
  }

  /** What a line says, without colours. */
  textOf(index) {
    return plain(this.#texts[index]);
  }

  append(texts) {
    for (const text of texts) {
      const last = this.#chunks.at(-1);
      const chunk = last && last.count < CHUNK ? last : this.#begin();
      this.#texts.push(text);
      chunk.count++;
      chunk.end = hasSequences(text) ? pieces(text, chunk.end).style : chunk.end;
      chunk.stale = true;
    }
    for (let i = this.#chunks.length - 1; i >= 0 && this.#chunks[i].stale; i--) {
      this.#refresh(this.#chunks[i]);
    }
  }

  #begin() {
    const style = this.#chunks.at(-1)?.end ?? PLAIN;
    const element = h('div', {class: 'chunk'});
    const chunk = {element, first: this.#texts.length, count: 0, begin: style, end: style, shown: false, height: null};
    element.chunk = chunk;
    this.#chunks.push(chunk);
    this.#content.append(element);
    this.#observer.observe(element);
    return chunk;
  }

  #refresh(chunk) {
    chunk.stale = false;
    chunk.height = null;
    if (chunk.shown) {
      this.#fill(chunk);
    } else {
      this.#empty(chunk);
    }
  }

  #turn(chunk, near) {
    if (near === chunk.shown) {
      return;
    }
    if (near) {
      this.#fill(chunk);
    } else {
      chunk.height = chunk.element.getBoundingClientRect().height;
      this.#empty(chunk);
    }
  }

  /** Adds the lines that are not there yet. */
  #fill(chunk) {
    if (!chunk.shown) {
      chunk.element.replaceChildren();
      chunk.style = chunk.begin;
      chunk.element.style.height = '';
    }
    chunk.shown = true;
    const rows = document.createDocumentFragment();
    for (let i = chunk.element.childElementCount; i < chunk.count; i++) {
      rows.append(this.#row(chunk, chunk.first + i));
    }
    chunk.element.append(rows);
  }

  #empty(chunk) {
    chunk.shown = false;
    chunk.element.replaceChildren();
    chunk.element.style.height = `${chunk.height ?? chunk.count * this.#lineHeight}px`;
  }

  #row(chunk, index) {
    const row = h('div', {class: 'line', 'data-number': index + 1});
    const {found, style} = pieces(this.#texts[index], chunk.style);
    chunk.style = style;
    const ranges = this.#rangesIn(index);
    row.classList.toggle('current', index === this.#marked.current);
    let at = 0;
    for (const piece of found) {
      row.append(...painted(piece, cut(piece.text, at, ranges)));
      at += piece.text.length;
    }
    if (found.length === 0) {
      row.append('\u200b');
    }
    return row;
  }

  #rangesIn(index) {
    const wanted = this.#marked.text;
    const ranges = [];
    if (wanted !== '') {
      const text = this.textOf(index).toLowerCase();
      for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
        ranges.push([at, at + wanted.length]);
      }
    }
    return ranges;
  }

  /** Marks a text, in lower case, wherever it is, and the one line that is looked at. */
  mark(text, current) {
    this.#marked = {text, current};
    this.#chunks.filter((chunk) => chunk.shown).forEach((chunk) => {
      chunk.shown = false;
      this.#fill(chunk);
    });
  }

  scrollTo(index) {
    const chunk = this.#chunks[Math.floor(index / CHUNK)];
    this.#fill(chunk);
    const row = chunk.element.children[index - chunk.first];
    // Also of the window: the log may be half below its end.
    row.scrollIntoView({block: 'center'});
  }

  scrollToEnd() {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  /** The lines have another height from now on. */
  resized() {
    this.#measure();
    this.#chunks.forEach((chunk) => {
      chunk.height = null;
      if (!chunk.shown) {
        this.#empty(chunk);
      }
    });
  }

  #measure() {
    const probe = h('div', {class: 'line'}, 'x');
    this.#content.append(probe);
    this.#lineHeight = probe.getBoundingClientRect().height || this.#lineHeight;
    probe.remove();
  }

  /** Calls back when the lines, or the room for them, became higher or lower. */
  whenResized(callback) {
    const observer = new ResizeObserver(callback);
    observer.observe(this.#content);
    observer.observe(this.#scroller);
    return () => observer.disconnect();
  }

  close() {
    this.#observer.disconnect();
  }
}

/** Cuts a piece, which begins at a place of its line, where marks begin and end. */
function cut(text, at, ranges) {
  const parts = [];
  let done = 0;
  for (const [from, to] of ranges) {
    const begin = Math.max(0, from - at);
    const end = Math.min(text.length, to - at);
    if (begin < end) {
      parts.push([text.slice(done, begin), false], [text.slice(begin, end), true]);
      done = end;
    }
  }
  parts.push([text.slice(done), false]);
  return parts.filter(([part]) => part !== '');
}

function painted(piece, parts) {
  return parts.map(([text, isMarked]) => {
    if (!isMarked && piece.style === PLAIN) {
      return text;
    }
    const element = h(isMarked ? 'mark' : 'span', {}, text);
    if (!isMarked) {
      paint(element, piece.style);
    }
    return element;
  });
}
