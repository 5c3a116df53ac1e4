/** The bar of filters above a list: words, and a menu for each facet that divides the items. */

import { button, el } from '../core/dom.ts';
import type { State } from '../core/fragment.ts';
import { plain } from '../core/text.ts';
import type { Facet, Kind, Model } from './model.ts';

/** Values of a menu; further ones are found by words. */
const MOST = 200;
const NAMES: Record<Facet, string> = {
  outcome: 'outcome', severity: 'severity', class: 'class', state: 'state', code: 'code', locale: 'locale', area: 'area', cause: 'cause', since: 'since last run',
};

/** The filter bar of one kind of items. */
export class FilterBar {
  readonly element: HTMLElement;
  readonly search: HTMLInputElement;
  private readonly menus: [Facet, HTMLSelectElement][];
  private readonly page: HTMLButtonElement;
  private readonly clear: HTMLButtonElement;

  constructor(private readonly model: Model, private readonly kind: Kind, private readonly state: () => State, change: (changes: State) => void) {
    this.search = el('input', { type: 'search', 'aria-label': 'Search', placeholder: 'Search (/)', autocomplete: 'off', spellcheck: 'false' });
    this.search.addEventListener('input', () => change({ q: this.search.value }));
    this.menus = model.sources[kind].facets.filter((facet) => model.divides(kind, facet)).map((facet) => [facet, this.menu(facet, change)]);
    this.page = button('', () => change({ page: '' }), { class: 'chip' });
    this.clear = button('Clear filters', () => change(cleared(model, kind)));
    this.element = el('div', { class: 'filters', role: 'search' }, this.search, ...this.menus.map(([, menu]) => menu), this.page, this.clear);
  }

  /** Show the filters of the state. */
  update(state: State): void {
    if (this.search.value !== (state.q ?? '')) this.search.value = state.q ?? '';
    for (const [facet, menu] of this.menus) this.close(facet, menu, state[facet] ?? '');
    this.page.hidden = !state.page;
    this.page.textContent = `page ${plain(state.page ?? '')} ×`;
    this.page.setAttribute('aria-label', `Remove the filter on the page ${plain(state.page ?? '')}`);
    this.clear.hidden = !Object.entries(cleared(this.model, this.kind)).some(([name]) => state[name]);
  }

  /** Return a menu; it has its values only while it is used: a closed one has one option. */
  private menu(facet: Facet, change: (changes: State) => void): HTMLSelectElement {
    const menu = el('select', { 'aria-label': NAMES[facet] });
    const fill = (): void => {
      if (menu.options.length > 1) return;
      const value = this.state()[facet] ?? '';
      const counts = this.model.counts(this.kind, facet, this.state());
      const shown = counts.slice(0, MOST);
      if (value && !shown.some(([name]) => name === value)) shown.push([value, 0]);
      const more = counts.length > MOST ? [el('option', { disabled: true }, `and ${counts.length - MOST} more: search for them`)] : [];
      menu.replaceChildren(option(`all: ${NAMES[facet]}`, ''), ...shown.map(([name, number]) => option(`${short(plain(name))} (${number})`, name)), ...more);
      menu.value = value;
    };
    menu.addEventListener('focus', fill);
    menu.addEventListener('pointerdown', fill);
    menu.addEventListener('change', () => change({ [facet]: menu.value }));
    menu.addEventListener('blur', () => this.close(facet, menu, this.state()[facet] ?? ''));
    return menu;
  }

  private close(facet: Facet, menu: HTMLSelectElement, value: string): void {
    menu.classList.toggle('chosen', value !== '');
    if (document.activeElement === menu) {
      menu.value = value;
      return;
    }
    menu.replaceChildren(option(value ? short(plain(value)) : NAMES[facet], value));
  }
}

/** Return the changes that remove all filters of a kind. */
export function cleared(model: Model, kind: Kind): State {
  return { q: '', page: '', ...Object.fromEntries(model.sources[kind].facets.map((facet) => [facet, ''])) };
}

function option(text: string, value: string): HTMLOptionElement {
  return el('option', { value }, text);
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
