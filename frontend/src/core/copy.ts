/** Text to copy, with a button that does it. */

import { button, el } from './dom.ts';
import { plain } from './text.ts';

/** Return a labelled text with a button that copies exactly that text. */
export function copyable(label: string, text: string): HTMLElement {
  const code = el('pre', { class: 'command', tabindex: 0, role: 'group', 'aria-label': label }, plain(text));
  const said = el('span', { role: 'status', class: 'faint' });
  const copy = button(`Copy ${label}`, () => {
    void write(text, code).then((is) => {
      said.textContent = is ? 'copied' : 'selected: press Ctrl+C';
    });
  });
  return el('div', { class: 'copyable' }, el('div', { class: 'bar' }, copy, said), code);
}

async function write(text: string, code: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    getSelection()?.selectAllChildren(code); // a file opened from disk may not write the clipboard
    return false;
  }
}
