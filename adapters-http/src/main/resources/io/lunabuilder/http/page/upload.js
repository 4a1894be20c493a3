import {noAnswer, authorization, refused} from './api.js';
import {askForToken, token} from './token.js';

/**
 * Sends an archive; gives its link. The older way of calling, since only it tells how much is sent.
 *
 * @param progress gets how many bytes are sent
 * @param signal ends it
 */
export async function upload(blob, progress, signal) {
  const used = token();
  try {
    return await once(blob, progress, signal);
  } catch (error) {
    if (error.status !== 401 || (token() === used && !(await askForToken(error.message)))) {
      throw error;
    }
    return upload(blob, progress, signal);
  }
}

function once(blob, progress, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '1/archives');
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    Object.entries(authorization()).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.upload.addEventListener('progress', (event) => progress(event.loaded));
    request.addEventListener('load', () => {
      if (request.status === 201) {
        resolve(JSON.parse(request.responseText).archive);
      } else {
        reject(refused(request.status, request.responseText, request.getResponseHeader('Retry-After')));
      }
    });
    request.addEventListener('error', () => reject(noAnswer()));
    request.addEventListener('abort', () => reject(new DOMException('given up', 'AbortError')));
    signal.addEventListener('abort', () => request.abort());
    request.send(blob);
  });
}
