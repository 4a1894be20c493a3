/**
 * What a .dockerignore leaves out, as the command line does. Source: docs.docker.com, "Build context", and
 * github.com/moby/patternmatcher.
 *
 * @param text of the file
 * @param kept paths that are never left out
 * @returns tells of a path whether it is left out
 */
export function ignoring(text, kept) {
  const patterns = text.replace(/^\uFEFF/, '').split(/\r?\n/).map(cleaned).filter((line) => line !== '').map(parsed);
  return (path) => !kept.includes(path) && leftOut(patterns, path);
}

/** The last line that says something of the path counts. */
function leftOut(patterns, path) {
  const places = [path];
  for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
    places.push(path.slice(0, end));
  }
  return patterns.reduce(
    (ignored, {keeps, matches}) =>
      keeps === ignored && places.some((place) => matches.test(place)) ? !keeps : ignored,
    false);
}

/** Comments and blank lines become empty; paths become relative to the root, without dots. */
function cleaned(line) {
  if (line.startsWith('#')) {
    return '';
  }
  const keeps = line.trim().startsWith('!');
  const path = line.trim().slice(keeps ? 1 : 0).trim();
  const parts = [];
  for (const part of path.split('/')) {
    if (part === '..') {
      parts.pop();
    } else if (part !== '' && part !== '.') {
      parts.push(part);
    }
  }
  return parts.length === 0 ? '' : (keeps ? '!' : '') + parts.join('/');
}

function parsed(line) {
  const keeps = line.startsWith('!');
  const glob = keeps ? line.slice(1) : line;
  try {
    return {keeps, matches: new RegExp(`^(?:${expression(glob)})$`, 's')};
  } catch {
    throw new Error(`.dockerignore: "${line}" is no pattern`);
  }
}

function expression(glob) {
  // To Docker "**.log" is any path with this end, though "**" and a slash mean folders.
  if (/^\*\*[^/*?[\]\\][^*?[\]\\]*$/.test(glob)) {
    return `.*${literal(glob.slice(2))}`;
  }
  return glob.replace(
    /\*\*\/?|\*|\?|\[\^?[^\]]*\]|\\(.)|[^*?[\\]+|./gsu,
    (part, escaped, at) => {
      if (part.startsWith('**')) {
        return at + part.length === glob.length ? '.*' : '(?:.*/)?';
      }
      if (part.startsWith('[') && part.endsWith(']') && part.length > 2) {
        return part;
      }
      if (part === '[' || part === '\\') {
        throw new Error(part);
      }
      return {'*': '[^/]*', '?': '[^/]'}[part] ?? literal(escaped ?? part);
    });
}

function literal(text) {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
