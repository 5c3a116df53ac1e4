/** A finding in full: message, line of the page, expected and actual text, what the rule means. */

import { el, type Child } from '../core/dom.ts';
import { difference, plain, prose, shown } from '../core/text.ts';
import { change } from './change.ts';
import type { Details, FindingDetails } from './data.ts';
import { place } from './links.ts';
import { SEVERITIES, type Model } from './model.ts';

export interface Context {
  model: Model;
  details: Details;
}

/** Return the badge of a severity or an outcome: a word with a shape, never colour alone. */
export function badge(word: string): HTMLElement {
  return el('span', { class: `badge is-${word}` }, word.replaceAll('-', ' '));
}

/** Return a finding; `number` is the one of its marks in the messages of its case. */
export function finding(context: Context, item: number, number = 0, heading: 'h2' | 'h3' = 'h3'): HTMLElement {
  const { report } = context.model;
  const columns = report.findings;
  const details = context.details.findings[item] ?? {};
  const rule = report.rules[columns.rule[item] ?? -1];
  const path = report.paths[columns.path[item] ?? -1] ?? '';
  const severity = SEVERITIES[columns.severity[item] ?? 0] ?? '';
  const kind = report.classes[columns.class[item] ?? 0] ?? '';
  const [message = '', ...known] = kind ? (columns.message[item] ?? '').split('; ') : [columns.message[item] ?? ''];
  return el(
    'article',
    { class: `finding ${severity}` },
    el(
      heading,
      { tabindex: heading === 'h2' ? -1 : undefined },
      number > 0 && el('span', { class: 'number' }, String(number)),
      badge(kind || severity), ' ', el('span', { class: 'code' }, rule?.code ?? ''), ' ', ...prose(message),
    ),
    el('p', { class: 'where' }, place(report.about.link, path, columns.line[item] ?? 0, columns.column[item] ?? 0), details.pointer ? el('span', { class: 'faint' }, ' at ', el('code', {}, ...shown(details.pointer))) : null),
    ...(kind ? change(details, known, excerpt(context, item, details)) : [excerpt(context, item, details), comparison(details)]),
    ...facts(context, details),
    rule?.text ? about(rule.name, rule.summary, rule.text) : null,
  );
}

/** Return the lines of the page around a finding, the named text marked. */
function excerpt(context: Context, item: number, details: FindingDetails): HTMLElement | null {
  const { report } = context.model;
  const { line, column, path } = report.findings;
  const lines = context.details.lines[path[item] ?? -1];
  const at = line[item] ?? 0;
  if (!lines || lines[at] === undefined) return null;
  const from = (column[item] ?? 1) - 1;
  const shownLines = [at - 2, at - 1, at, at + 1, at + 2].filter((number) => lines[number] !== undefined);
  const to = details.end?.[0] === at ? details.end[1] - 1 : 0;
  const [before, own] = details.cut ?? [0, lines[at]];
  const rows = shownLines.map((number) => {
    const inner = number === at ? [before ? '… ' : '', ...marked(own, from - before, to - before)] : shown(lines[number] ?? '');
    return el('span', { class: number === at ? 'line here' : 'line' }, el('span', { class: 'at', 'aria-hidden': 'true' }, String(number)), el('bdi', { class: 'text', dir: 'auto' }, ...inner), '\n');
  });
  const locale = context.model.locale(path[item] ?? -1);
  return el('pre', { class: 'excerpt', lang: locale || undefined, tabindex: 0, role: 'group', 'aria-label': `Lines of the page around line ${at}` }, ...rows);
}

const TOKEN = /^(?:"(?:[^"\\]|\\.)*"|[\p{L}\p{N}_.@$-]+|\S)/u;

/** Return a text with a mark from one place to another; without an end, the word there is marked. */
export function marked(text: string, from: number, to: number): Child[] {
  if (from >= text.length) return [...shown(text)];
  const end = to > from ? to : from + (TOKEN.exec(text.slice(from))?.[0].length ?? 1);
  return [...shown(text.slice(0, from)), el('mark', {}, ...shown(text.slice(from, end))), ...shown(text.slice(end))];
}

/** Return the expected and the actual text of a finding, or both states of a change. */
export function comparison(details: FindingDetails, was = 'expected', is = 'actual'): HTMLElement | null {
  const { expected, actual } = details;
  if (expected === undefined && actual === undefined) return null;
  const both = expected !== undefined && actual !== undefined;
  const shared = both ? difference(expected, actual) : { start: 0, end: 0 };
  const useful = both && shared.start + shared.end > 0;
  const text = (value: string, name: string): Child[] => {
    const end = value.length - shared.end;
    if (!value) return [el('span', { class: 'faint' }, '(empty)')];
    if (!useful || end <= shared.start) return [...shown(value)];
    return [...shown(value.slice(0, shared.start)), el(name === 'del' ? 'del' : 'ins', {}, ...shown(value.slice(shared.start, end))), ...shown(value.slice(end))];
  };
  return el(
    'dl',
    { class: 'comparison' },
    expected !== undefined && el('dt', {}, was),
    expected !== undefined && el('dd', { class: 'expected' }, el('pre', { dir: 'auto', tabindex: 0, role: 'group', 'aria-label': was }, ...text(expected, 'del'))),
    actual !== undefined && el('dt', {}, is),
    actual !== undefined && el('dd', { class: 'actual' }, el('pre', { dir: 'auto', tabindex: 0, role: 'group', 'aria-label': is }, ...text(actual, 'ins'))),
  );
}

function facts(context: Context, details: FindingDetails): HTMLElement[] {
  const { link } = context.model.report.about;
  const rows = (details.related ?? []).map(([path, line, message, label]) =>
    el('p', { class: 'related' }, el('span', { class: 'faint' }, `${plain(label || 'see')} `), place(link, path, line), ' ', el('span', { dir: 'auto' }, ...prose(message))));
  if (details.fix) rows.push(el('p', { class: 'related' }, el('span', { class: 'faint' }, 'fix '), ...prose(details.fix.title), el('span', { class: 'faint' }, ` (${details.fix.safety})`)));
  if (details.fingerprint) rows.push(el('p', { class: 'related' }, el('span', { class: 'faint' }, 'accept it with '), el('code', {}, `--accept ${plain(details.fingerprint)}`)));
  return rows;
}

/** Return what a rule means, folded; its text is Markdown, of which headings and code are shown. */
function about(name: string, summary: string, text: string): HTMLElement {
  const made = el('details', { class: 'rule' }, el('summary', {}, el('code', {}, name), ' ', ...prose(summary)));
  made.addEventListener('toggle', () => made.childElementCount > 1 || made.append(...explanation(text)));
  return made;
}

function explanation(text: string): HTMLElement[] {
  const blocks = text.split(/\n{2,}/).slice(1).map((block) => {
    const heading = /^## (.*)\n?/.exec(block);
    const rest = heading ? block.slice(heading[0].length) : block;
    const isCode = /^(?: {4}|```)/.test(rest);
    return [heading ? el('h4', {}, heading[1] ?? '') : null, rest ? (isCode ? el('pre', { tabindex: 0, role: 'group', 'aria-label': 'Example' }, rest.replace(/^ {4}/gm, '')) : el('p', {}, ...prose(rest))) : null];
  });
  return blocks.flat().filter((block) => block !== null);
}

/** Scroll each excerpt so that what it marks is visible; call it when the element is on the page. */
export function revealMarks(within: HTMLElement): void {
  for (const block of within.querySelectorAll<HTMLElement>('.excerpt, .message')) {
    const mark = block.querySelector('mark');
    if (!mark) continue;
    const [box, inner] = [block.getBoundingClientRect(), mark.getBoundingClientRect()];
    if (inner.left < box.left || inner.right > box.right) block.scrollLeft += inner.left - box.left - box.width / 2;
    if (inner.bottom > box.bottom) block.scrollTop += inner.top - box.top - box.height / 2;
  }
}
