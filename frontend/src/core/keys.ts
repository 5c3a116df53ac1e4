/** Keys of the whole page; none of them acts while the reader types. */

import { button, el } from './dom.ts';

export interface Key {
  key: string;
  does: string;
  act(): void;
}

/** Listen to the keys, and return the dialog that lists them, which `?` opens. */
export function keyboard(keys: readonly Key[]): HTMLDialogElement {
  const dialog = help(keys);
  addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    const isTyping = event.target instanceof Element && event.target.matches('input, textarea, select');
    if (isTyping && event.key !== 'Escape') return;
    if (dialog.open) return;
    const found = event.key === '?' ? { act: () => dialog.showModal() } : keys.find((item) => item.key === event.key);
    if (!found) return;
    event.preventDefault();
    found.act();
  });
  return dialog;
}

function help(keys: readonly Key[]): HTMLDialogElement {
  const rows = [...keys, { key: '?', does: 'show the keys' }].map((item) =>
    el('tr', {}, el('th', { scope: 'row' }, el('kbd', {}, item.key)), el('td', {}, item.does)),
  );
  const dialog = el('dialog', { 'aria-label': 'Keys' }, el('h2', {}, 'Keys'), el('table', {}, el('tbody', {}, ...rows)));
  dialog.append(button('Close', () => dialog.close()));
  return dialog;
}
