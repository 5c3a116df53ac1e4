/** Printing: the selected items of the view, unfolded, instead of the visible rows. */

import { el } from '../core/dom.ts';

/** Items that are printed; more would be more than a book. */
const MOST = 500;

/** Before printing, fill `target` with `render` of each item; empty it afterwards. */
export function printing(target: HTMLElement, items: () => readonly number[], render: (item: number) => HTMLElement): void {
  addEventListener('beforeprint', () => {
    const all = items();
    const rest = all.length - MOST;
    target.replaceChildren(...all.slice(0, MOST).map(render), ...(rest > 0 ? [el('p', {}, `and ${rest} more, which are not printed: filter the list`)] : []));
    for (const folded of target.querySelectorAll<HTMLDetailsElement>('details:not(.rule)')) folded.open = true;
  });
  addEventListener('afterprint', () => target.replaceChildren());
}
