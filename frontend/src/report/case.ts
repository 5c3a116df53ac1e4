/** A case in full: its verdict, findings, messages, and the commands that repeat it. */

import { copyable } from '../core/copy.ts';
import { el } from '../core/dom.ts';
import { prose, shown } from '../core/text.ts';
import { exchange } from './exchange.ts';
import { badge, finding, type Context } from './finding.ts';
import { outcomes } from './history.ts';
import { place } from './links.ts';

/** Return the details of a case. */
export function caseDetails(context: Context, item: number): HTMLElement {
  const { model, details } = context;
  const { report } = model;
  const { cases } = report;
  const path = report.paths[cases.path[item] ?? -1] ?? '';
  const outcome = report.outcomes[cases.outcome[item] ?? -1] ?? '';
  const found = model.ofCase.get(item) ?? [];
  const counted = found.filter((index) => !report.findings.accepted[index]);
  const accepted = found.filter((index) => report.findings.accepted[index]);
  const messages = details.exchanges[item];
  const reason = report.reasons[cases.reason[item] ?? -1] ?? '';
  const omitted = details.omitted.includes(item);
  return el(
    'article',
    { class: 'case' },
    el('h2', { tabindex: -1 }, badge(outcome), ' ', el('bdi', {}, ...shown(cases.title[item] || cases.id[item] || ''))),
    el('p', { class: 'where' }, place(report.about.link, path, cases.line[item] ?? 0), duration(cases.milliseconds[item] ?? 0)),
    reason && !counted.length ? el('p', { class: 'reason', dir: 'auto' }, ...prose(reason)) : null,
    outcomes(cases.history[item] ?? '', report.history.runs),
    ...counted.map((index, number) => finding(context, index, number + 1)),
    messages ? exchange(messages, model.locale(cases.path[item] ?? -1)) : null,
    omitted ? el('p', { class: 'faint' }, 'The messages of this case are not in this file, which would be too large with them.') : null,
    accepted.length ? el('h3', {}, `Accepted by a suppression: ${accepted.length}`) : null,
    ...accepted.map((index) => finding(context, index)),
    ...commands(context, item),
  );
}

function duration(milliseconds: number): string {
  return milliseconds ? ` · ${milliseconds < 1000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`}` : '';
}

function commands(context: Context, item: number): HTMLElement[] {
  const { about, cases } = context.model.report;
  const id = cases.id[item] ?? '';
  const curl = context.details.curl[item];
  const commands: HTMLElement[] = [];
  if (curl) commands.push(copyable('curl', curl));
  if (about.rerun) commands.push(copyable('rerun', `${about.rerun} ${quoted(id)}`));
  commands.push(copyable('case id', id));
  return commands;
}

/** Return a word as a POSIX shell takes it literally. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`;
}
