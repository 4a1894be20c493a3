const BLOCK = 512;
const UTF8 = new TextEncoder();
const LONGEST_NAME = 100;
/** 11 octal digits. */
const LARGEST_SIZE = 8 ** 11 - 1;
/** A browser does not tell which files are programs, so all are, as Docker does on Windows. */
const MODE = 0o755;

/**
 * A tar of files and folders. Nothing is read yet: the browser reads each file when the tar is sent.
 *
 * @param entries {path, file} with a File, or null for a folder
 */
export function tar(entries) {
  const parts = [];
  for (const {path, file} of entries) {
    const name = file ? path : `${path}/`;
    const size = file?.size ?? 0;
    const seconds = Math.floor((file?.lastModified ?? 0) / 1000);
    const long = paxRecords(name, size);
    if (long) {
      parts.push(header('pax', long.length, seconds, 'x'), long, padding(long.length));
    }
    parts.push(header(name, size, seconds, file ? '0' : '5'));
    if (file) {
      parts.push(file, padding(size));
    }
  }
  parts.push(new Uint8Array(2 * BLOCK));
  return new Blob(parts, {type: 'application/octet-stream'});
}

/** Source: POSIX, pax, "ustar Interchange Format". */
function header(name, size, seconds, type) {
  const block = new Uint8Array(BLOCK);
  const put = (text, at, length) => block.set(UTF8.encode(text).slice(0, length), at);
  const octal = (number, at, digits) => put(number.toString(8).padStart(digits, '0'), at, digits);
  put(name, 0, LONGEST_NAME);
  octal(MODE, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  octal(Math.min(size, LARGEST_SIZE), 124, 11);
  octal(seconds, 136, 11);
  put(' '.repeat(8), 148, 8);
  put(type, 156, 1);
  put('ustar\0' + '00', 257, 8);
  octal(block.reduce((sum, byte) => sum + byte, 0), 148, 6);
  block[154] = 0;
  return block;
}

/** Null where the header has room for everything. Source: POSIX, pax, "pax Extended Header". */
function paxRecords(name, size) {
  const records = [];
  const bytes = UTF8.encode(name);
  if (bytes.length > LONGEST_NAME || bytes.length !== name.length) {
    records.push(record('path', name));
  }
  if (size > LARGEST_SIZE) {
    records.push(record('size', String(size)));
  }
  return records.length === 0 ? null : UTF8.encode(records.join(''));
}

/** Begins with its own length in bytes, which counts the digits of that length. */
function record(key, value) {
  const rest = ` ${key}=${value}\n`;
  const length = UTF8.encode(rest).length;
  let whole = length + String(length).length;
  whole = length + String(whole).length;
  return `${whole}${rest}`;
}

function padding(size) {
  return new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK);
}
