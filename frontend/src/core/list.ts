/** A list of any length of which only the visible rows exist: their elements are used again. */

import { el } from './dom.ts';
import { heightOf, scrollFor, windowOf } from './window.ts';

export interface ListOptions {
  /** Name of the list for screen readers. */
  label: string;
  /** Height of each row in pixels. */
  rowHeight: number;
  /** Return the element of a row, empty. */
  make(): HTMLElement;
  /** Show an item in the element of a row. */
  show(row: HTMLElement, item: number): void;
  /** The reader moved to an item, or chose it by click or Enter. */
  open(item: number, how: Way): void;
}

export type Way = 'move' | 'click' | 'enter';

/** The list box: one element that has the focus, and names the active row (WAI-ARIA 1.2, listbox). */
export class RecycledList {
  readonly element: HTMLElement;
  private readonly spacer = el('div', { class: 'spacer', role: 'presentation' });
  private readonly rows: HTMLElement[] = [];
  private items: ArrayLike<number> = [];
  private active = -1;
  private pending = 0;

  constructor(private readonly options: ListOptions) {
    this.element = el('div', { class: 'list', role: 'listbox', tabindex: 0, 'aria-label': options.label }, this.spacer);
    this.element.addEventListener('scroll', () => this.later(), { passive: true });
    this.element.addEventListener('keydown', (event) => this.key(event));
    this.element.addEventListener('click', (event) => this.click(event));
    new ResizeObserver(() => this.draw()).observe(this.element);
  }

  /** Show these items from the top, with the given one selected, if it is among them. */
  set(items: ArrayLike<number>, selected = -1): void {
    this.items = items;
    this.active = selected < 0 ? -1 : Array.prototype.indexOf.call(items, selected);
    this.spacer.style.height = `${heightOf(items.length, this.options.rowHeight)}px`;
    this.element.scrollTop = 0;
    if (this.active >= 0) this.reveal();
    this.draw();
  }

  /** Select an item without opening it. */
  select(item: number): void {
    this.active = Array.prototype.indexOf.call(this.items, item);
    if (this.active >= 0) this.reveal();
    this.draw();
  }

  /** Move by a number of rows, and open the item there. */
  move(by: number): void {
    this.go(this.active < 0 ? 0 : this.active + by);
  }

  private go(index: number, how: Way = 'move'): void {
    if (!this.items.length) return;
    this.active = Math.max(0, Math.min(index, this.items.length - 1));
    this.reveal();
    this.draw();
    this.options.open(this.items[this.active] ?? 0, how);
  }

  private reveal(): void {
    const { scrollTop, clientHeight } = this.element;
    const wanted = scrollFor(this.active, scrollTop, clientHeight, this.items.length, this.options.rowHeight);
    if (wanted !== scrollTop) this.element.scrollTop = wanted;
  }

  private key(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(this.element.clientHeight / this.options.rowHeight) - 1);
    const to: Record<string, number> = {
      ArrowDown: this.active + 1,
      ArrowUp: this.active - 1,
      PageDown: this.active + page,
      PageUp: this.active - page,
      Home: 0,
      End: this.items.length - 1,
      Enter: this.active,
    };
    const index = to[event.key];
    if (index === undefined) return;
    event.preventDefault();
    this.go(index, event.key === 'Enter' ? 'enter' : 'move');
  }

  private click(event: Event): void {
    const row = (event.target as Element).closest('[role=option]');
    if (row instanceof HTMLElement && row.dataset.index) this.go(Number(row.dataset.index), 'click');
  }

  private later(): void {
    this.pending ||= requestAnimationFrame(() => this.draw());
  }

  private draw(): void {
    this.pending = 0;
    const { scrollTop, clientHeight } = this.element;
    const { first, end, top } = windowOf(scrollTop, clientHeight, this.items.length, this.options.rowHeight);
    for (let index = first; index < end; index++) this.place(this.row(index - first), index, top + (index - first) * this.options.rowHeight);
    for (const spare of this.rows.slice(end - first)) spare.hidden = true;
    const isShown = this.active >= first && this.active < end;
    if (isShown) this.element.setAttribute('aria-activedescendant', `row-${this.active - first}`);
    else this.element.removeAttribute('aria-activedescendant');
  }

  private row(number: number): HTMLElement {
    const known = this.rows[number];
    if (known) return known;
    const made = this.options.make();
    made.id = `row-${number}`;
    made.setAttribute('role', 'option');
    made.style.height = `${this.options.rowHeight}px`;
    this.rows.push(made);
    this.spacer.append(made);
    return made;
  }

  private place(row: HTMLElement, index: number, top: number): void {
    row.hidden = false;
    row.style.transform = `translateY(${top}px)`;
    row.dataset.index = String(index);
    row.setAttribute('aria-posinset', String(index + 1));
    row.setAttribute('aria-setsize', String(this.items.length));
    row.setAttribute('aria-selected', String(index === this.active));
    this.options.show(row, this.items[index] ?? 0);
  }
}
