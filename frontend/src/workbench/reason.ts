/** Asks why something is ignored; reasons that were given before are offered. */

import { button, el } from '../core/dom.ts';

/** Return the dialog, and what opens it. */
export function reasonDialog(): { element: HTMLDialogElement; open(number: number, done: (reason: string) => void): void } {
  const known = el('datalist', { id: 'reasons' });
  const input = el('input', { type: 'text', list: 'reasons', 'aria-label': 'Reason', autocomplete: 'off' });
  const title = el('h2', {});
  let act: (reason: string) => void = () => undefined;
  const submit = (): void => {
    const reason = input.value.trim();
    if (!reason) {
      input.focus();
      return;
    }
    if (![...known.children].some((option) => option.getAttribute('value') === reason)) known.append(el('option', { value: reason }));
    element.close();
    act(reason);
  };
  const element = el(
    'dialog',
    { 'aria-label': 'Reason to ignore' },
    title,
    input,
    known,
    el('p', { class: 'acts' }, button('Ignore (Enter)', submit, { class: 'primary' }), button('Cancel', () => element.close())),
  );
  element.addEventListener('keydown', (event) => event.stopPropagation()); // keys of the page do not act
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    submit();
  });
  return {
    element,
    open(number, done) {
      act = done;
      title.textContent = `Why ${number === 1 ? 'is it' : `are all ${number.toLocaleString('en')}`} ignored?`;
      input.value = '';
      element.showModal();
      input.focus();
    },
  };
}
