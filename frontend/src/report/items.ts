/** A view of items: filters, the list, and the details of the open item beside it. */

import { button, el } from '../core/dom.ts';
import type { FragmentState, State } from '../core/fragment.ts';
import { RecycledList, type Way } from '../core/list.ts';
import { caseDetails } from './case.ts';
import type { Details } from './data.ts';
import { FilterBar } from './filters.ts';
import { finding, revealMarks, type Context } from './finding.ts';
import type { Kind, Model } from './model.ts';
import { pageDetails } from './page.ts';
import { ROW_HEIGHT, makeRow, showRow } from './rows.ts';

export type { Kind } from './model.ts';

/** Width from which on list and details are side by side, as in the style sheet. */
const WIDE = '(min-width: 60rem)';

/** Return the details of an item of any kind. */
export function itemDetails(context: Context, kind: Kind, item: number): HTMLElement {
  if (kind === 'cases') return caseDetails(context, item);
  if (kind === 'pages') return pageDetails(context, item);
  const { model } = context;
  const owner = model.report.findings.case[item] ?? -1;
  if (owner < 0) return el('div', {}, finding(context, item, 0, 'h2'));
  const id = model.report.cases.id[owner] ?? '';
  const link = el('p', { class: 'related go' }, el('a', { href: `#${new URLSearchParams({ view: 'cases', open: id })}` }, 'Open its case'));
  return el('div', {}, finding(context, item, 0, 'h2'), link);
}

export class ItemView {
  readonly element: HTMLElement;
  readonly bar: FilterBar;
  readonly list: RecycledList;
  /** The items that the filters select. */
  selected: readonly number[] = [];
  private readonly count = el('p', { class: 'count', role: 'status' });
  private readonly pane = el('section', { class: 'details', 'aria-label': 'Details' });
  private readonly keys = new Map<string, number>();
  private readonly all: number;
  private filters = '';
  private item = -1;

  constructor(
    private readonly model: Model,
    readonly kind: Kind,
    title: string,
    private readonly state: FragmentState,
    private readonly details: () => Promise<Details>,
  ) {
    this.all = model.select(kind, {}).length;
    this.bar = new FilterBar(model, kind, () => state.all, (changes) => state.set({ view: kind, ...changes }));
    this.list = new RecycledList({
      label: title,
      rowHeight: ROW_HEIGHT,
      make: makeRow,
      show: (row, item) => showRow(model, kind, row, item),
      open: (item, how) => this.choose(item, how),
    });
    const top = el('div', { class: 'top' }, el('h2', { class: 'sr-only' }, title), this.bar.element, this.count);
    this.element = el('div', { class: 'items' }, top, el('div', { class: 'panes' }, this.list.element, this.pane));
  }

  /** Show what a state selects, and open the item that it names. */
  show(state: State): void {
    this.bar.update(state);
    const filters = JSON.stringify([state.q, state.page, ...this.model.sources[this.kind].facets.map((facet) => state[facet])]);
    let opened = state.open ? this.itemOf(state.open) : -1;
    if (filters !== this.filters) {
      this.filters = filters;
      this.selected = this.model.select(this.kind, state);
      const all = this.all;
      const number = this.selected.length;
      this.count.textContent = number === all ? `${all.toLocaleString('en')} ${this.noun(all)}` : `${number.toLocaleString('en')} of ${all.toLocaleString('en')} ${this.noun(all)}`;
      opened = this.shownItem(state, opened);
      this.list.set(this.selected, opened);
    } else {
      opened = this.shownItem(state, opened);
      if (opened >= 0 && opened !== this.item) this.list.select(opened);
    }
    if (opened !== this.item || !this.pane.childElementCount) void this.render(state.open ?? '', opened);
  }

  /** Close the details, or leave the search. */
  escape(): void {
    if (this.state.get('open')) this.state.set({ open: '' });
    this.list.element.focus();
  }

  /** Return the item that is open; beside the list it is the first one if none is chosen. */
  private shownItem(state: State, opened: number): number {
    return !state.open && matchMedia(WIDE).matches ? (this.selected[0] ?? -1) : opened;
  }

  private noun(number: number): string {
    const noun = this.kind === 'findings' && this.model.hasChanges ? 'changes' : this.kind;
    return number === 1 ? noun.slice(0, -1) : noun;
  }

  private choose(item: number, how: Way): void {
    const isWide = matchMedia(WIDE).matches;
    if (how === 'move' && !isWide) return;
    this.state.set({ view: this.kind, open: this.keyOf(item) }, !isWide);
    if (how === 'enter' || !isWide) void this.details().then(() => requestAnimationFrame(() => this.pane.querySelector('h2')?.focus()));
  }

  private async render(open: string, item: number): Promise<void> {
    this.item = item;
    this.element.classList.toggle('is-open', item >= 0);
    this.element.classList.toggle('is-empty', !this.selected.length);
    if (item < 0) {
      const text = open ? 'The item of this link is not in the report.' : this.selected.length ? 'Nothing is selected.' : `No ${this.noun(1)} matches the filters.`;
      this.pane.replaceChildren(el('p', { class: 'faint empty' }, text));
      return;
    }
    const details = await this.details();
    if (this.item !== item) return;
    const close = button('Close', () => this.escape(), { class: 'close' });
    this.pane.replaceChildren(close, itemDetails({ model: this.model, details }, this.kind, item));
    this.pane.scrollTop = 0;
    revealMarks(this.pane);
  }

  /** Return what names an item in a link; it does not depend on other items. */
  private keyOf(item: number): string {
    const { report } = this.model;
    if (this.kind === 'cases') return report.cases.id[item] ?? '';
    if (this.kind === 'pages') return report.paths[report.pages.path[item] ?? -1] ?? '';
    const { path, line, column } = report.findings;
    const base = this.placeOf(item);
    const same: number[] = [];
    for (let other = 0; other < item; other++) {
      if (path[other] === path[item] && line[other] === line[item] && column[other] === column[item] && this.placeOf(other) === base) same.push(other);
    }
    return same.length ? `${base}~${same.length + 1}` : base;
  }

  private placeOf(item: number): string {
    const { findings, paths } = this.model.report;
    return `${this.model.code(item)}@${paths[findings.path[item] ?? -1]}:${findings.line[item]}:${findings.column[item]}`;
  }

  private itemOf(key: string): number {
    if (!this.keys.size) this.number();
    return this.keys.get(key) ?? -1;
  }

  private number(): void {
    const seen = new Map<string, number>();
    for (let item = 0; item < this.model.sources[this.kind].count; item++) {
      if (this.kind !== 'findings') {
        this.keys.set(this.keyOf(item), item);
        continue;
      }
      const base = this.placeOf(item);
      const number = (seen.get(base) ?? 0) + 1;
      seen.set(base, number);
      this.keys.set(number > 1 ? `${base}~${number}` : base, item);
    }
  }
}
