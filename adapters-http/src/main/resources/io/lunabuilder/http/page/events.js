import {ApiError, isAbort, send} from './api.js';

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 15_000;

/**
 * Follows server-sent events, through fetch, since an EventSource sends no token. Comes back when the connection ends,
 * where it was; lets go of it while nobody sees the page, since a browser has only a few connections for one service.
 *
 * @param each gets {type, id, data}; when it returns true, that was the last one
 * @param opened is called when a connection begins
 * @param trouble gets an ApiError when one could not be had, null when all is well again
 * @returns stops it
 */
export function follow(path, {each, opened = () => {}, trouble = () => {}}) {
  let stopped = false;
  let current = new AbortController();
  let lastId = null;

  const seen = () => {
    if (document.hidden) {
      current.abort();
    }
  };
  document.addEventListener('visibilitychange', seen);
  const stop = () => {
    stopped = true;
    current.abort();
    document.removeEventListener('visibilitychange', seen);
  };

  async function once() {
    current = new AbortController();
    const headers = {Accept: 'text/event-stream', ...(lastId ? {'Last-Event-ID': lastId} : {})};
    const response = await send('GET', path, {headers, signal: current.signal});
    trouble(null);
    opened();
    for await (const event of events(response.body)) {
      lastId = event.id ?? lastId;
      if (each(event) === true) {
        stop();
        return;
      }
    }
  }

  async function run() {
    let pause = FIRST_PAUSE;
    while (!stopped) {
      await visible();
      try {
        await once();
        pause = FIRST_PAUSE;
      } catch (error) {
        if (error instanceof ApiError && !stopped) {
          trouble(error);
          stopped = !error.passing;
          pause = Math.min(LONGEST_PAUSE, Math.max(pause * 2, (error.retryAfter ?? 0) * 1000));
        } else if (!isAbort(error)) {
          pause = Math.min(LONGEST_PAUSE, pause * 2);
        }
      }
      if (!stopped && !document.hidden) {
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
    document.removeEventListener('visibilitychange', seen);
  }

  run();
  return stop;
}

function visible() {
  return document.hidden
    ? new Promise((resolve) => document.addEventListener('visibilitychange', resolve, {once: true})).then(visible)
    : Promise.resolve();
}

/** The events of a stream. Source of the format: the HTML standard, "Server-sent events". */
export async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    text += piece.value;
    const blocks = text.split('\n\n');
    text = blocks.pop();
    for (const block of blocks) {
      const event = parsed(block);
      if (event) {
        yield event;
      }
    }
  }
}

/** Null for a comment, which only keeps the connection open. */
function parsed(block) {
  const event = {type: 'message', id: null, data: null};
  const data = [];
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    const field = line.slice(0, colon);
    const value = line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') {
      data.push(value);
    } else if (field === 'event') {
      event.type = value;
    } else if (field === 'id') {
      event.id = value;
    }
  }
  return data.length === 0 ? null : {...event, data: data.join('\n')};
}
