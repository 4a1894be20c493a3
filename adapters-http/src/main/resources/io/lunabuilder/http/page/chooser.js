import {h, say} from './dom.js';
import {ofDrop, ofInput} from './source.js';
import {size} from './words.js';

/**
 * Where a folder or an archive is dropped or chosen.
 *
 * @param changed is called with what was chosen
 */
export function chooser(changed) {
  let chosen = null;
  const told = h('p', {class: 'chosen', role: 'status'}, 'Nothing is chosen yet.');
  const file = h('input', {id: 'field-file', type: 'file', class: 'unseen'});
  const folder = h('input', {id: 'field-folder', type: 'file', class: 'unseen', webkitdirectory: true});
  const area = h('div', {class: 'drop'},
    h('p', {}, 'Drop a folder with a Dockerfile here, or an archive (tar, tar.gz, tar.zst, tar.xz, tar.bz2, zip).'),
    h('p', {class: 'buttons'},
      folder, h('label', {class: 'button', for: 'field-folder'}, 'Choose a folder'),
      file, h('label', {class: 'button', for: 'field-file'}, 'Choose an archive')),
    told);

  function take(source) {
    if (!source) {
      return;
    }
    chosen = source;
    told.textContent = wordsOf(source);
    changed(source);
  }

  for (const input of [file, folder]) {
    input.addEventListener('change', () => {
      if (input.files.length > 0) {
        take(ofInput(input.files));
        input.value = '';
      }
    });
  }
  const over = (on) => (event) => {
    event.preventDefault();
    area.classList.toggle('over', on);
  };
  area.addEventListener('dragenter', over(true));
  area.addEventListener('dragover', over(true));
  area.addEventListener('dragleave', over(false));
  area.addEventListener('drop', async (event) => {
    over(false)(event);
    told.textContent = 'Looking through what was dropped…';
    try {
      take(await ofDrop(event.dataTransfer));
    } catch (error) {
      told.textContent = `It cannot be read: ${error.message}`;
      say(told.textContent);
    }
  });
  return {element: area, source: () => chosen};
}

function wordsOf({name, archive, entries}) {
  if (archive) {
    return `${name}, ${size(archive.size)}`;
  }
  const files = entries.filter(({file}) => file);
  const bytes = files.reduce((sum, {file}) => sum + file.size, 0);
  return `${name}: ${files.length === 1 ? '1 file' : `${files.length} files`}, ${size(bytes)}`;
}
