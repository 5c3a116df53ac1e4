/** What was asked, and what came of it: totals by area, code and cause, heat maps, page states, history. */

import { copyable } from '../core/copy.ts';
import { el } from '../core/dom.ts';
import { plain } from '../core/text.ts';
import { STATES, heatMaps, pageStates } from './heatmap.ts';
import { historySection } from './history.ts';
import { type Facet, type Kind, type Model } from './model.ts';
import { breakdown, tile, type Row, type Series } from './tables.ts';

/** Return the overview. */
export function overview(model: Model): HTMLElement {
  const { report } = model;
  return el('div', { class: 'overview' }, el('h2', { class: 'sr-only' }, 'Overview'), facts(model), el('ul', { class: 'tiles' }, ...tiles(model)), historySection(model), ...heatMaps(model), pageStates(model), ...(report.cases.id.length ? caseTables(model) : []), ...findingTables(model));
}

function facts(model: Model): HTMLElement {
  const { about } = model.report;
  const rows: [string, string][] = [
    ['command', `docreplay ${about.command}`],
    ['service', about.service],
    ['version', `docreplay ${about.version}`],
    ['revision', about.revision],
    ['started', about.started],
    ['duration', about.seconds ? `${about.seconds.toFixed(1)} s` : ''],
  ];
  const list = rows.filter(([, value]) => value).flatMap(([name, value]) => [el('dt', {}, name), el('dd', { dir: 'auto' }, plain(value))]);
  return el('section', { class: 'facts', 'aria-label': 'What was asked' }, el('dl', {}, ...list), about.rerun ? copyable('command', about.rerun) : null);
}

function tiles(model: Model): HTMLElement[] {
  const { totals } = model.report;
  const link: Record<string, Record<string, string>> = {
    cases: { view: 'cases' },
    passed: { view: 'cases', outcome: 'passed' },
    failed: { view: 'cases', outcome: 'failed' },
    setup_failed: { view: 'cases', outcome: 'setup-failed' },
    skipped: { view: 'cases', outcome: 'skipped' },
    accepted: { view: 'cases', outcome: 'accepted' },
    nothing_compared: { view: 'cases', outcome: 'nothing-compared' },
    errors: { view: 'findings', severity: 'error' },
    warnings: { view: 'findings', severity: 'warning' },
    notes: { view: 'findings', severity: 'note' },
    ...(model.report.pages.path.length ? Object.fromEntries(STATES.map((state) => [state, { view: 'pages', state }])) : {}),
  };
  const kinds: Record<string, string> = { passed: 'passed', failed: 'failed', setup_failed: 'failed', errors: 'error', warnings: 'warning', notes: 'note' };
  const hasCases = model.report.cases.id.length > 0;
  const names = Object.keys(totals).filter((name) => hasCases || link[name]?.view !== 'cases' || totals[name]);
  return names.map((name) => tile(name.replaceAll('_', ' '), totals[name] ?? 0, hasCases || link[name]?.view !== 'cases' ? link[name] : undefined, kinds[name] ?? name));
}

/** Return the rows of a facet, with the number of items of each kind; most first. */
function rows(model: Model, kind: Kind, facet: Facet, by: Facet, order: readonly string[], select: (item: number) => boolean): Row[] {
  const source = model.sources[kind];
  const counted = new Map<string, Map<string, number>>();
  for (const item of model.select(kind, {})) {
    if (!select(item)) continue;
    for (const name of source.values(item, facet)) {
      if (!name && facet !== 'area') continue;
      const row = counted.get(name) ?? new Map<string, number>();
      counted.set(name, row);
      for (const value of source.values(item, by)) row.set(value, (row.get(value) ?? 0) + 1);
    }
  }
  const made = [...counted].map(([name, row]): Row & { worst: number; sum: number } => {
    const series: Series[] = order.map((value) => ({ name: value.replaceAll('-', ' '), kind: value, value: row.get(value) ?? 0 }));
    return { name: name || '(top folder)', state: { view: kind, [facet]: name }, series, worst: series[0]?.value ?? 0, sum: series.reduce((sum, item) => sum + item.value, 0) };
  });
  return made.sort((one, other) => other.worst - one.worst || other.sum - one.sum);
}

const OUTCOMES = ['failed', 'setup-failed', 'accepted', 'nothing-compared', 'skipped', 'passed'] as const;
const WORST_FIRST = ['error', 'warning', 'note'] as const;

function caseTables(model: Model): (HTMLElement | null)[] {
  const { cases, outcomes } = model.report;
  const unpassed = (item: number): boolean => outcomes[cases.outcome[item] ?? -1] !== 'passed';
  const all = (): boolean => true;
  const table = (heading: string, facet: Facet, select: (item: number) => boolean): HTMLElement | null => breakdown(heading, rows(model, 'cases', facet, 'outcome', OUTCOMES, select));
  return [
    model.report.areas.length > 1 ? table('Cases by area', 'area', all) : null,
    model.report.locales.filter(Boolean).length > 1 ? table('Cases by locale', 'locale', all) : null,
    table('Cases by cause', 'cause', unpassed),
  ];
}

function findingTables(model: Model): (HTMLElement | null)[] {
  const { report } = model;
  if (!report.findings.rule.length) return [];
  const all = (): boolean => true;
  const table = (facet: Facet): Row[] => rows(model, 'findings', facet, 'severity', WORST_FIRST, all);
  const names = new Map(report.rules.map((rule) => [rule.code, rule.name]));
  const classes = model.counts('findings', 'class', {});
  return [
    classes.length ? breakdown('Changes by class', rows(model, 'findings', 'class', 'severity', WORST_FIRST, all)) : null,
    breakdown('Findings by code', table('code').map((row) => ({ ...row, title: names.get(row.name) ?? '' }))),
    report.areas.length > 1 && !report.pages.path.length ? breakdown('Findings by area', table('area')) : null,
    report.causes.length ? breakdown('Findings by cause', table('cause')) : null,
  ];
}

