import {ignoring} from './ignore.js';
import {tar} from './tar.js';

const ARCHIVE = /\.(tar|tar\.(gz|zst|xz|bz2)|tgz|tzst|txz|tbz2?|zip)$/i;
const IGNORE = '.dockerignore';

/**
 * What a person chose or dropped: an archive as it is, or files of a folder that become one.
 *
 * @typedef {{name: string, archive: File|null, entries: {path: string, file: File|null}[]}} Source
 */

/** Of an input for one file or for a folder. */
export function ofInput(files) {
  const all = [...files];
  if (all.length === 1 && !all[0].webkitRelativePath) {
    return ofFiles(all);
  }
  const name = all[0].webkitRelativePath.split('/')[0];
  const entries = all.map((file) => ({path: file.webkitRelativePath.slice(name.length + 1), file}));
  return {name, archive: null, entries};
}

/** Of what was dropped: one folder is the context, several things lie in it. */
export async function ofDrop(transfer) {
  // What is dropped is there only until the first pause: all of it is asked for before.
  const dropped = [...transfer.items].filter((item) => item.kind === 'file')
    .map((item) => ({entry: item.webkitGetAsEntry?.() ?? null, file: item.getAsFile()}));
  if (dropped.length === 0) {
    return null;
  }
  if (dropped.every(({entry}) => !entry || entry.isFile)) {
    return ofFiles(dropped.map(({file}) => file));
  }
  const entries = [];
  const only = dropped.length === 1 ? dropped[0].entry : null;
  for (const {entry} of dropped) {
    await collect(entry, only ? '' : entry.name, entries);
  }
  return {name: only?.name ?? `${dropped.length} things`, archive: null, entries};
}

function ofFiles(files) {
  if (files.length === 1 && ARCHIVE.test(files[0].name)) {
    return {name: files[0].name, archive: files[0], entries: []};
  }
  const name = files.length === 1 ? files[0].name : `${files.length} files`;
  return {name, archive: null, entries: files.map((file) => ({path: file.name, file}))};
}

async function collect(entry, path, into) {
  if (entry.isFile) {
    into.push({path, file: await new Promise((resolve, reject) => entry.file(resolve, reject))});
    return;
  }
  if (path !== '') {
    into.push({path, file: null});
  }
  const reader = entry.createReader();
  // It gives a hundred at a time.
  for (let some = await batch(reader); some.length > 0; some = await batch(reader)) {
    for (const child of some) {
      await collect(child, path === '' ? child.name : `${path}/${child.name}`, into);
    }
  }
}

function batch(reader) {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}

/**
 * The archive to send: of a folder a tar, without what its .dockerignore leaves out.
 *
 * @param dockerfile path of the Dockerfile, which is sent in any case
 * @returns {blob, files, left} how many files are in it, and how many were left out
 */
export async function packed(source, dockerfile) {
  if (source.archive) {
    return {blob: source.archive, files: null, left: 0};
  }
  const own = `${dockerfile}${IGNORE}`;
  const list = source.entries.find(({path}) => path === own) ?? source.entries.find(({path}) => path === IGNORE);
  const ignored = list ? ignoring(await list.file.text(), [dockerfile, list.path]) : () => false;
  const sent = source.entries.filter(({path}) => !ignored(path));
  return {
    blob: tar(sent),
    files: sent.filter(({file}) => file).length,
    left: source.entries.length - sent.length,
  };
}

/** Is the Dockerfile there, as far as that can be seen from here? */
export function holds(source, path) {
  return source.archive !== null || source.entries.some((entry) => entry.path === path);
}
