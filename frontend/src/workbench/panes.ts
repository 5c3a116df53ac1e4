/** One task with the texts around it: the source then, the source now, and the translation. */

import { button, el, type Child } from '../core/dom.ts';
import { plain, shown } from '../core/text.ts';
import type { PageDetails, Row, TaskDetails } from './data.ts';
import type { Decision } from './decisions.ts';
import type { Workbench } from './model.ts';
import { wordDiff } from './words.ts';

/** Rows shown before and behind that of the task. */
const AROUND = 4;
const NAMES = { accept: 'accepted', edit: 'edited', ignore: 'ignored' };
const SAFETIES = { safe: 'safe', unsafe: 'to be reviewed', manual: 'without a suggestion' };

export interface Acts {
  accept(): void;
  ignore(): void;
  edit(): void;
  undecide(): void;
  save(text: string): void;
  close(): void;
}

/** Everything that the pane of one task shows. */
export interface Shown {
  work: Workbench;
  task: number;
  page: PageDetails;
  details: TaskDetails;
  /** Whether the whole page is shown. */
  isWhole: boolean;
  isEditing: boolean;
}

/** Return the name of a decision with what it says. */
export function decided(decision: Decision): string {
  return decision.reason ? `${NAMES[decision.act]}: ${decision.reason}` : NAMES[decision.act];
}

/** Return the pane of a task. */
export function taskPane(view: Shown, acts: Acts, showAll: () => void): HTMLElement {
  const { work, task, page, details } = view;
  const [lane, code, safety, cause] = work.cause(task);
  const decision = work.decision(task);
  const words = work.index.tasks.words[task] ?? 0;
  const facts = [code, lane === 'repair' ? SAFETIES[safety] : '', words ? `${words} word${words === 1 ? '' : 's'}` : ''].filter(Boolean).join(' · ');
  return el(
    'article',
    { class: 'task' },
    el('h2', { tabindex: -1 }, el('bdi', { dir: 'auto' }, ...shown(lane === 'repair' ? details.message.replaceAll('`', '') : cause))),
    el('p', { class: 'where' }, el('bdi', {}, ...shown(`${work.path(task)}:${work.index.tasks.line[task]}`)), facts ? ` · ${plain(facts)}` : null),
    buttons(view, acts, decision),
    ...change(details, lane),
    editor(view, acts),
    grid(view, showAll),
    page.rows.length ? null : el('p', { class: 'faint' }, 'The source of this page is not available, so that there is nothing to show beside it.'),
  );
}

function buttons({ work, task, details, isEditing }: Shown, acts: Acts, decision: Decision | undefined): HTMLElement {
  const [lane] = work.cause(task);
  const name = lane === 'retranslate' ? 'Still right (a)' : lane === 'sync' ? 'Sync (a)' : 'Accept (a)';
  return el(
    'p',
    { class: 'acts' },
    decision ? el('span', { class: `badge is-${decision.act}` }, ...shown(decided(decision))) : null,
    work.canAccept(task) && !decision ? button(name, () => acts.accept(), { class: 'primary' }) : null,
    details.end > details.start && !isEditing && lane !== 'sync' ? button('Edit (e)', () => acts.edit()) : null,
    decision ? button('Take back', () => acts.undecide()) : button('Ignore … (x)', () => acts.ignore()),
  );
}

function change(details: TaskDetails, lane: string): Child[] {
  if (lane === 'sync') return [el('p', {}, ...shown(details.message))];
  if (lane === 'retranslate' && (details.actual || details.expected)) {
    return [
      el('dl', { class: 'comparison' },
        el('dt', {}, 'English has changed'),
        el('dd', {}, el('p', { class: 'diff', dir: 'auto' }, ...diff(details.actual, details.expected)))),
    ];
  }
  if (!details.expected && !details.actual) return [];
  return [
    el('dl', { class: 'comparison pair' },
      el('dt', {}, 'is'), el('dd', {}, el('code', { dir: 'auto' }, ...(details.actual ? shown(details.actual) : ['(missing)']))),
      el('dt', {}, 'should be'), el('dd', {}, el('code', { dir: 'auto' }, ...(details.expected ? shown(details.expected) : ['(nothing)'])))),
  ];
}

/** Return a text with the words that were removed and added. */
export function diff(old: string, now: string): Node[] {
  return wordDiff(old, now).flatMap((piece): Node[] =>
    piece.kind === 'same' ? shown(piece.text) : [el(piece.kind === 'old' ? 'del' : 'ins', {}, ...shown(piece.text))],
  );
}

function editor({ work, task, page, details, isEditing }: Shown, acts: Acts): HTMLElement | null {
  if (!isEditing) return null;
  const locale = work.locale(task);
  const area = el('textarea', { 'aria-label': 'Translation', dir: 'auto', lang: locale || undefined, rows: 4, spellcheck: 'true' });
  area.value = work.decision(task)?.text ?? suggested(page.text, details);
  area.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) acts.save(area.value);
    else if (event.key === 'Escape') acts.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return el(
    'div',
    { class: 'editor' },
    area,
    el('p', { class: 'acts' }, button('Save (Ctrl+Enter)', () => acts.save(area.value), { class: 'primary' }), button('Cancel (Esc)', () => acts.close())),
  );
}

/** Return the text to edit, with what the task suggests within it. */
function suggested(text: string, { start, end, replacements }: TaskDetails): string {
  let found = text.slice(start, end);
  for (const [from, to, now] of replacements.toReversed()) {
    if (from >= start && to <= end) found = found.slice(0, from - start) + now + found.slice(to - start);
  }
  return found.replaceAll('\r\n', '\n');
}

function grid(view: Shown, showAll: () => void): HTMLElement | null {
  const { work, task, page, details, isWhole } = view;
  if (!page.rows.length) return null;
  const at = Math.max(details.row, 0);
  const first = isWhole ? 0 : Math.max(0, at - AROUND);
  const end = isWhole ? page.rows.length : Math.min(page.rows.length, at + AROUND + 1);
  const marks = marksOf(view);
  const rows = page.rows.slice(first, end).map((row, number) => gridRow(row, first + number === details.row, marks.get(first + number) ?? [], work.locale(task)));
  const heads = ['English, as translated', 'English, now', 'Translation'].map((name) => el('th', { scope: 'col' }, name));
  const isAll = end - first === page.rows.length;
  return el(
    'section',
    { class: 'beside', 'aria-label': 'Texts' },
    el('div', { class: 'scroll', role: 'region', tabindex: 0, 'aria-label': 'Texts beside each other' },
      el('table', { class: 'grid' }, el('thead', {}, el('tr', {}, ...heads)), el('tbody', {}, ...rows))),
    isAll ? null : button(`Show all ${page.rows.length} parts of the page`, showAll),
  );
}

interface Mark {
  start: number;
  end: number;
  expected: string;
}

/** Return the damaged texts of each row that are not decided, in order and without overlap. */
function marksOf({ work, task, page }: Shown): Map<number, Mark[]> {
  const number = work.index.tasks.page[task] ?? -1;
  const found = new Map<number, Mark[]>();
  page.tasks.forEach((item, index) => {
    const other = work.ofPage[number]?.[index] ?? -1;
    const [lane] = work.cause(other);
    if (lane !== 'repair' || item.row < 0 || (work.decision(other) && other !== task)) return;
    const own = found.get(item.row) ?? [];
    own.push({ start: item.mark[0], end: item.mark[1], expected: item.expected });
    found.set(item.row, own);
  });
  for (const [row, marks] of found) {
    marks.sort((one, other) => one.start - other.start || other.end - one.end);
    found.set(row, marks.filter((mark, index) => marks.slice(0, index).every((other) => other.end <= mark.start && (other.end > other.start || mark.start > other.start))));
  }
  return found;
}

function gridRow([kind, then, now, translation, , , isGuess]: Row, isActive: boolean, marks: readonly Mark[], locale: string): HTMLElement {
  const cell = (name: string, content: Node[], attributes: Record<string, string | undefined> = {}): HTMLElement =>
    el('td', { dir: kind === 'code' ? 'ltr' : 'auto', 'data-name': name, ...attributes }, ...content);
  const none = (words: string): Node[] => [el('span', { class: 'faint' }, words)];
  const newer = now === then ? shown(now) : now ? diff(then, now) : none('(not found)');
  return el(
    'tr',
    { class: `is-${kind}${isActive ? ' active' : ''}`, 'aria-current': isActive ? 'true' : undefined },
    cell(now === then ? 'English' : 'English, as translated', then ? shown(then) : none('(no counterpart)'), { lang: 'en' }),
    cell('English, now', newer, { lang: 'en', class: now === then ? 'same' : undefined }),
    cell('Translation', [...(translation ? marked(translation, marks) : none('(no counterpart)')), ...(isGuess && then && translation ? none(' (matched by guess)') : [])], { lang: locale || undefined }),
  );
}

/** Return a translation with its damaged texts marked, each with what should be there. */
export function marked(text: string, marks: readonly Mark[]): Node[] {
  const nodes: Node[] = [];
  let at = 0;
  for (const { start, end, expected } of marks) {
    nodes.push(...shown(text.slice(at, start)));
    if (end > start) nodes.push(el('mark', {}, ...shown(text.slice(start, end))));
    if (expected) nodes.push(el('ins', { class: 'expected', dir: 'auto' }, ...shown(expected.length > 200 ? `${expected.slice(0, 199)}…` : expected)));
    at = Math.max(at, end);
  }
  return [...nodes, ...shown(text.slice(at))];
}
