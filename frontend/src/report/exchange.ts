/** The documented exchange beside the real one; every mismatch is marked in place. */

import { el, type Child } from '../core/dom.ts';
import { shown } from '../core/text.ts';
import type { ExchangeDetails, Mark } from './data.ts';

/** Return both messages, documented and real. */
export function exchange(details: ExchangeDetails, locale: string): HTMLElement {
  const documented = (lines: ExchangeDetails['request'], marks: readonly Mark[], label: string): HTMLElement =>
    message(lines.map((line) => line[2]), lines.map((line) => (line[0] ? String(line[0]) : '')), marks, label, locale);
  const real = (text: string, marks: readonly Mark[], label: string): HTMLElement => {
    const lines = text.split('\n');
    return message(lines, [], marks, label, '');
  };
  return el(
    'section',
    { class: 'exchange', 'aria-label': 'Documented and real messages' },
    pair('Request', documented(details.request, [], 'Documented request'), real(details.sent, [], 'Request as sent')),
    pair('Response', documented(details.response, details.documentedMarks, 'Documented response'), real(details.answer, details.answerMarks, 'Response of the service')),
  );
}

function pair(title: string, documented: HTMLElement, real: HTMLElement): HTMLElement {
  return el('div', { class: 'pair' }, el('h3', {}, title), el('div', { class: 'sides' }, side('on the page', documented), side('real', real)));
}

function side(title: string, message: HTMLElement): HTMLElement {
  return el('div', { class: 'side' }, el('h4', {}, title), message);
}

/** Return a message as one block of text, with the numbers of its lines beside it. */
function message(lines: string[], numbers: string[], marks: readonly Mark[], label: string, locale: string): HTMLElement {
  const byRow = new Map<number, Mark[]>();
  for (const mark of marks) byRow.set(mark[1], [...(byRow.get(mark[1]) ?? []), mark]);
  const text = lines.flatMap((line, row) => [...marks_of(line, byRow.get(row) ?? []), '\n']);
  const gutter = numbers.length ? el('div', { class: 'gutter', 'aria-hidden': 'true' }, numbers.join('\n')) : null;
  return el('div', { class: 'message', role: 'group', 'aria-label': label }, gutter, el('pre', { tabindex: 0, role: 'group', 'aria-label': label, lang: locale || undefined, dir: 'ltr' }, ...merged(text)));
}

/** Return a line with its marks, each with the number of its finding; overlapping ones are one. */
function marks_of(line: string, marks: Mark[]): Child[] {
  if (!marks.length) return [...shown(line)];
  const found: Child[] = [];
  let end = 0;
  for (const [number, , from, to] of [...marks].sort((one, other) => one[2] - other[2])) {
    const start = Math.max(from, end);
    const stop = Math.max(start, Math.min(to, line.length));
    found.push(...shown(line.slice(end, start)));
    found.push(el('mark', {}, ...shown(line.slice(start, stop)), el('span', { class: 'number' }, String(number + 1))));
    end = stop;
  }
  return [...found, ...shown(line.slice(end))];
}

/** Return the children with adjacent texts as one: a message of a thousand lines is one node. */
function merged(children: Child[]): Child[] {
  const found: Child[] = [];
  let text = '';
  for (const child of children) {
    const plain = typeof child === 'string' ? child : child instanceof Text ? child.data : null;
    if (plain !== null) {
      text += plain;
      continue;
    }
    if (text) found.push(text);
    text = '';
    found.push(child);
  }
  return text ? [...found, text] : found;
}
