/** Stored runs: the outcomes of a case, and the totals of each run. */

import { el } from '../core/dom.ts';
import { plain } from '../core/text.ts';
import type { PastRun, Report } from './data.ts';
import { tile } from './tables.ts';
import type { Model } from './model.ts';

const WORDS: Record<string, string> = { P: 'passed', F: 'failed', E: 'setup failed', S: 'skipped', A: 'accepted', N: 'nothing compared', '-': 'not run' };

/** Return the outcomes of a case in the stored runs and in this one; nothing without stored runs. */
export function outcomes(letters: string, runs: readonly PastRun[]): HTMLElement | null {
  if (letters.length < 2) return null;
  const spoken = [...letters].map((letter) => WORDS[letter] ?? letter).join(', ');
  const boxes = [...letters].map((letter, index) => {
    const run = runs[runs.length - (letters.length - 1) + index];
    const when = run ? run.started || run.name : 'this run';
    return el('span', { class: `letter is-${letter === '-' ? 'none' : letter}`, title: `${plain(when)}: ${WORDS[letter] ?? letter}` }, letter);
  });
  return el('p', { class: 'letters' }, el('span', { class: 'faint' }, 'last runs '), el('span', { role: 'img', 'aria-label': `Last runs, oldest first: ${spoken}` }, ...boxes));
}

/** Return what changed since the last stored run, and the totals of all of them. */
export function historySection(model: Model): HTMLElement | null {
  const { report } = model;
  const { runs, ignored } = report.history;
  if (!runs.length) return ignored ? el('section', {}, el('h2', {}, 'History'), note(ignored)) : null;
  return el('section', { id: 'history' }, el('h2', {}, 'Since the last run'), el('ul', { class: 'tiles' }, ...changes(model)), fixedFindings(report), el('h2', {}, 'Stored runs'), table(report), ignored ? note(ignored) : null);
}

function note(ignored: number): HTMLElement {
  return el('p', { class: 'faint' }, `${ignored} ${ignored === 1 ? 'file of the folder is' : 'files of the folder are'} not a report of this command, and ignored.`);
}

function changes(model: Model): HTMLElement[] {
  const { report } = model;
  const of = (value: string): number => model.select('cases', { since: value }).length;
  const tiles: HTMLElement[] = [];
  if (report.cases.id.length) {
    tiles.push(tile('newly failed', of('new'), { view: 'cases', since: 'new' }, 'failed'));
    tiles.push(tile('fixed', of('fixed'), { view: 'cases', since: 'fixed' }, 'passed'));
    tiles.push(tile('flaky', of('flaky'), { view: 'cases', since: 'flaky' }, 'warning'));
  }
  const fresh = model.select('findings', { since: 'new' }).length;
  tiles.push(tile('new findings', fresh, { view: 'findings', since: 'new' }, 'error'));
  tiles.push(tile('findings gone', report.history.gone, undefined, 'passed'));
  return tiles;
}

function fixedFindings(report: Report): HTMLElement | null {
  const { fixed, gone } = report.history;
  if (!fixed.length) return null;
  const rows = fixed.map((item) => el('li', {}, el('span', { class: 'code' }, item.code), ' ', el('bdi', { class: 'faint' }, plain(item.path)), ' ', el('span', { dir: 'auto' }, plain(item.message))));
  const more = gone > fixed.length ? el('p', { class: 'faint' }, `and ${gone - fixed.length} more`) : null;
  return el('details', {}, el('summary', {}, `Findings that are gone: ${gone}`), el('ul', {}, ...rows), more);
}

function table(report: Report): HTMLElement {
  const names = ['cases', 'passed', 'failed', 'skipped', 'errors', 'warnings', 'notes'];
  const now: PastRun = { name: 'this run', started: report.about.started, service: report.about.service, totals: report.totals };
  const all = [...report.history.runs, now];
  const used = names.filter((name) => all.some((run) => run.totals[name]));
  const most = Math.max(1, ...all.map((run) => trouble(run)));
  const rows = all.toReversed().map((run) => {
    const bar = el('span', { class: 'meter' });
    bar.style.width = `${Math.round((trouble(run) / most) * 100)}%`;
    return el('tr', {}, el('th', { scope: 'row' }, plain(run === now ? `this run ${run.started}` : run.started || run.name)), ...used.map((name) => el('td', { class: 'number' }, String(run.totals[name] ?? 0))), el('td', { class: 'wide', 'aria-hidden': 'true' }, bar));
  });
  const head = el('tr', {}, el('th', { scope: 'col' }, 'run'), ...used.map((name) => el('th', { scope: 'col', class: 'number' }, name)), el('td', { class: 'wide' }));
  return el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Stored runs' }, el('table', {}, el('thead', {}, head), el('tbody', {}, ...rows)));
}

function trouble(run: PastRun): number {
  return (run.totals.failed ?? 0) + (run.totals.errors ?? 0);
}
