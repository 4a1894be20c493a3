import {askForToken, forgetToken, token} from './token.js';

/** What the service refused, or that it did not answer (status 0). */
export class ApiError extends Error {
  constructor(status, body, retryAfter = null) {
    super(body.detail ? `${body.desc}: ${body.detail}` : body.desc);
    this.status = status;
    this.link = body.link ?? null;
    this.violations = body.violations ?? [];
    /** In seconds. */
    this.retryAfter = retryAfter;
  }

  /** Can the same call end otherwise a little later? */
  get passing() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** For a call that a person gave up. */
export function isAbort(error) {
  return error?.name === 'AbortError';
}

export function noAnswer() {
  return new ApiError(0, {desc: 'The service does not answer', detail: 'check that it runs and that you are online'});
}

/** The headers that say who calls. */
export function authorization() {
  return token() ? {Authorization: `Bearer ${token()}`} : {};
}

/** A call; asks for a token where the service wants one. The path is relative to the page. */
export async function send(method, path, options = {}) {
  const {headers = {}, body, signal} = options;
  const used = token();
  let response;
  try {
    response = await fetch(path, {method, body, signal, headers: {...headers, ...authorization()}, cache: 'no-store'});
  } catch (error) {
    throw isAbort(error) ? error : noAnswer();
  }
  if (response.ok) {
    return response;
  }
  const error = await refusal(response);
  if (error.status !== 401) {
    throw error;
  }
  return (await gotToken(used, error)) ? send(method, path, options) : Promise.reject(error);
}

/** Another call may have asked for a token since this one was sent. */
async function gotToken(used, error) {
  if (token() !== used && token() !== null) {
    return true;
  }
  forgetToken();
  return askForToken(error.message);
}

/** What an answer of refusal says. */
export async function refusal(response) {
  const text = await response.text();
  return refused(response.status, text, response.headers.get('Retry-After'));
}

/** The same of an answer in parts. A proxy in between may say something else than the service would. */
export function refused(status, text, retryAfter) {
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    body = null;
  }
  const told = body?.desc ? body : {desc: `The answer is ${status}`};
  return new ApiError(status, told, retryAfter ? Number(retryAfter) : null);
}

export async function getJson(path, options) {
  const response = await send('GET', path, {headers: {Accept: 'application/json'}, ...options});
  return response.json();
}

export async function postJson(path, document, options) {
  const headers = {'Content-Type': 'application/json', Accept: 'application/json'};
  const response = await send('POST', path, {headers, body: JSON.stringify(document), ...options});
  return response.json();
}
