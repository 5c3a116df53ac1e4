/** Translations by locale and area: integrity and freshness apart, and the states of pages. */

import { el } from '../core/dom.ts';
import { format } from '../core/fragment.ts';
import { plain } from '../core/text.ts';
import type { Model } from './model.ts';
import { stacked } from './tables.ts';

const MOST_AREAS = 40;
export const STATES = ['up-to-date', 'moved', 'outdated', 'unknown', 'orphaned', 'missing'] as const;

interface Cell {
  pages: number;
  damaged: number;
  outdated: number;
  missing: number;
  words: number;
}

/** Return both heat maps, or nothing if no translation was compared. */
export function heatMaps(model: Model): HTMLElement[] {
  const { pages } = model.report;
  if (!pages.path.length) return [];
  const cells = new Map<string, Cell>();
  const locales = new Set<string>();
  const areas = new Map<string, number>();
  for (let item = 0; item < pages.path.length; item++) {
    const path = pages.path[item] ?? -1;
    const [locale, area] = [model.locale(path), model.area(path)];
    locales.add(locale);
    areas.set(area, (areas.get(area) ?? 0) + 1);
    const key = `${locale}\n${area}`;
    const cell = cells.get(key) ?? { pages: 0, damaged: 0, outdated: 0, missing: 0, words: 0 };
    cells.set(key, cell);
    cell.pages++;
    cell.damaged += Number(pages.integrity[item] === 'damaged');
    cell.outdated += Number(pages.state[item] === 'outdated');
    cell.missing += Number(pages.state[item] === 'missing');
    cell.words += pages.words[item] ?? 0;
  }
  const names = [...areas].sort((one, other) => other[1] - one[1]).map(([area]) => area);
  const columns = [...locales].sort();
  const at = (locale: string, area: string): Cell | undefined => cells.get(`${locale}\n${area}`);
  const share = (part: number, whole: number): number => (whole ? part / whole : 0);
  return [
    heatMap('Integrity: damaged pages', 'damaged', names, columns, (locale, area) => {
      const cell = at(locale, area);
      if (!cell) return null;
      const there = cell.pages - cell.missing;
      return { share: share(cell.damaged, there), text: `${cell.damaged} / ${there}`, title: `${cell.damaged} of ${there} translated pages are damaged` };
    }),
    heatMap('Freshness: outdated pages', 'outdated', names, columns, (locale, area) => {
      const cell = at(locale, area);
      if (!cell) return null;
      const there = cell.pages - cell.missing;
      return { share: share(cell.outdated, there), text: `${cell.outdated} / ${there}`, title: `${cell.outdated} of ${there} translated pages are outdated, ${cell.words} words to translate` };
    }),
  ];
}

interface Heat {
  share: number;
  text: string;
  title: string;
}

function heatMap(heading: string, state: string, areas: string[], locales: string[], cell: (locale: string, area: string) => Heat | null): HTMLElement {
  const head = el('tr', {}, el('th', { scope: 'col' }, 'area'), ...locales.map((locale) => el('th', { scope: 'col', class: 'number' }, plain(locale) || '(no locale)')));
  const body = areas.slice(0, MOST_AREAS).map((area) => {
    const cells = locales.map((locale) => {
      const heat = cell(locale, area);
      if (!heat) return el('td', { class: 'number' }, '–');
      const box = el('td', { class: `heat is-${state}` }, heat.share ? el('a', { href: format({ view: 'pages', state, locale, area }), 'aria-label': `${heat.text}: ${heat.title}`, title: heat.title }, heat.text) : el('span', { title: heat.title }, heat.text));
      box.style.setProperty('--share', String(heat.share));
      return box;
    });
    return el('tr', {}, el('th', { scope: 'row' }, plain(area) || '(top folder)'), ...cells);
  });
  const more = areas.length > MOST_AREAS ? el('p', { class: 'faint' }, `and ${areas.length - MOST_AREAS} more areas, which the Pages view lists`) : null;
  return el('section', { class: 'heatmap' }, el('h2', {}, heading), el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': heading }, el('table', {}, el('thead', {}, head), el('tbody', {}, ...body))), more);
}

/** Return a bar of page states for each locale, or null if no translation was compared. */
export function pageStates(model: Model): HTMLElement | null {
  const { pages } = model.report;
  if (!pages.path.length) return null;
  const counts = new Map<string, Map<string, number>>();
  const words = new Map<string, number>();
  for (let item = 0; item < pages.path.length; item++) {
    const locale = model.locale(pages.path[item] ?? -1);
    const row = counts.get(locale) ?? new Map<string, number>();
    counts.set(locale, row);
    const state = pages.state[item] ?? '';
    row.set(state, (row.get(state) ?? 0) + 1);
    words.set(locale, (words.get(locale) ?? 0) + (pages.words[item] ?? 0));
  }
  const states = STATES.filter((state) => [...counts.values()].some((row) => row.get(state)));
  const head = el('tr', {}, el('th', { scope: 'col' }, 'locale'), ...states.map((state) => el('th', { scope: 'col', class: 'number' }, state)), el('th', { scope: 'col', class: 'number' }, 'words'), el('td', { class: 'wide' }));
  const body = [...counts].sort().map(([locale, row]) => {
    const series = states.map((state) => ({ name: state, kind: state, value: row.get(state) ?? 0 }));
    const numbers = series.map((item) => el('td', { class: 'number' }, item.value ? el('a', { href: format({ view: 'pages', state: item.kind, locale }) }, String(item.value)) : '0'));
    return el('tr', {}, el('th', { scope: 'row' }, plain(locale) || '(no locale)'), ...numbers, el('td', { class: 'number' }, String(words.get(locale) ?? 0)), el('td', { class: 'wide' }, stacked(series)));
  });
  return el('section', {}, el('h2', {}, 'States of pages'), el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'States of pages' }, el('table', {}, el('thead', {}, head), el('tbody', {}, ...body))));
}
