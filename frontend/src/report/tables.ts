/** Tables and tiles of the overview; each number leads to the items that it counts. */

import { el } from '../core/dom.ts';
import { format, type State } from '../core/fragment.ts';
import { plain, prose } from '../core/text.ts';

/** Rows of a table that are shown before "and n more". */
const MOST = 25;

/** Return a number with its name, linked to what it counts. */
export function tile(name: string, number: number, state: State | undefined, kind = ''): HTMLElement {
  const inner = [el('span', { class: 'big' }, number.toLocaleString('en')), ' ', el('span', { class: 'name' }, name)];
  const body = state && number ? el('a', { href: format(state) }, ...inner) : el('span', {}, ...inner);
  return el('li', { class: number ? `tile is-${kind}` : 'tile zero' }, body);
}

export interface Series {
  name: string;
  kind: string;
  value: number;
}

/** Return a bar that is divided by the values; what it shows is said in words. */
export function stacked(series: readonly Series[]): HTMLElement {
  const shown = series.filter((item) => item.value);
  const label = shown.map((item) => `${item.value} ${item.name}`).join(', ') || 'none';
  const parts = shown.map((item) => {
    const part = el('span', { class: `part is-${item.kind}` });
    part.style.flexGrow = String(item.value);
    return part;
  });
  return el('span', { class: 'stacked', role: 'img', 'aria-label': label, title: label }, ...parts);
}

export interface Row {
  name: string;
  title?: string;
  state: State;
  series: Series[];
}

/** Return a table of named rows with a column for each series, and a bar; nothing for no rows. */
export function breakdown(heading: string, rows: readonly Row[]): HTMLElement | null {
  if (!rows.length) return null;
  const columns = [...new Map(rows.flatMap((row) => row.series.filter((item) => item.value).map((item) => [item.name, item.kind]))).keys()];
  const head = el('tr', {}, el('th', { scope: 'col' }, heading.slice(heading.lastIndexOf(' ') + 1)), ...columns.map((name) => el('th', { scope: 'col', class: 'number' }, name)), el('td', { class: 'wide' }));
  const body = rows.slice(0, MOST).map((row) => {
    const link = el('a', { href: format(row.state) }, plain(row.name));
    const numbers = columns.map((name) => el('td', { class: 'number' }, String(row.series.find((item) => item.name === name)?.value ?? 0)));
    return el('tr', {}, el('th', { scope: 'row', dir: 'auto' }, link, row.title ? el('span', { class: 'faint' }, ' ', ...prose(row.title)) : null), ...numbers, el('td', { class: 'wide' }, stacked(row.series)));
  });
  const more = rows.length > MOST ? el('p', { class: 'faint' }, `and ${rows.length - MOST} more`) : null;
  return el('section', {}, el('h2', {}, heading), el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': heading }, el('table', {}, el('thead', {}, head), el('tbody', {}, ...body))), more);
}
