/** Everything with one cause: how many places, the first ten of them, and what to do with all. */

import { button, el } from '../core/dom.ts';
import { plain, shown } from '../core/text.ts';
import type { Workbench } from './model.ts';
import { decided, diff, marked } from './panes.ts';

const MOST = 10;
const ABOUT = {
  sync: 'Nothing to read: what changed is copied from the source.',
  repair: 'The translation differs where it must not.',
  retranslate: 'The English sentence has changed. Edit each translation, or say that it is still right.',
};

export interface GroupActs {
  accept(): void;
  ignore(): void;
  open(): void;
  undecide(): void;
}

/** Return the pane of a cause. */
export async function groupPane(work: Workbench, tasks: readonly number[], acts: GroupActs, isDone: boolean): Promise<HTMLElement> {
  const first = tasks[0] ?? -1;
  const [lane, code, safety, cause] = work.cause(first);
  const places = `${tasks.length.toLocaleString('en')} place${tasks.length === 1 ? '' : 's'}`;
  const pages = new Set(tasks.map((task) => work.index.tasks.page[task])).size;
  const previews = await Promise.all(tasks.slice(0, MOST).map((task) => preview(work, task)));
  const name = lane === 'retranslate' ? (tasks.length === 1 ? 'Still right (a)' : `Still right in all ${places} (a)`) : tasks.length === 1 ? 'Apply (a)' : `Apply to all ${places} (a)`;
  return el(
    'article',
    { class: 'task' },
    el('h2', { tabindex: -1 }, el('bdi', { dir: 'auto' }, ...shown(titleOf(cause)))),
    el('p', { class: 'where' }, `${places} on ${pages.toLocaleString('en')} page${pages === 1 ? '' : 's'}${code ? ` · ${plain(code)}` : ''}`),
    el('p', {}, safety === 'unsafe' ? 'Look at the places: the suggestion may be wrong.' : safety === 'manual' && lane === 'repair' ? 'There is no suggestion: edit each place.' : ABOUT[lane]),
    el(
      'p',
      { class: 'acts' },
      !isDone && work.canAccept(first) ? button(name, () => acts.accept(), { class: 'primary' }) : null,
      isDone ? button(`Take back ${places}`, () => acts.undecide()) : button(tasks.length === 1 ? 'Ignore … (x)' : 'Ignore all … (x)', () => acts.ignore()),
      button('One by one (Enter)', () => acts.open()),
    ),
    el('h3', {}, tasks.length > MOST ? `The first ${MOST} of ${places}` : places),
    el('ol', { class: 'previews' }, ...previews),
  );
}

/** Return the sentence of a cause without the name of its rule. */
export function titleOf(cause: string): string {
  return /^[a-z-]+: /.test(cause) ? cause.slice(cause.indexOf(': ') + 2) || cause : cause;
}

async function preview(work: Workbench, task: number): Promise<HTMLElement> {
  const [page, details] = await work.details(task);
  const row = page.rows[details.row];
  const decision = work.decision(task);
  const [lane] = work.cause(task);
  const mark = { start: details.mark[0], end: details.mark[1], expected: details.expected };
  const text = row ? (lane === 'repair' ? marked(row[3], [mark]) : shown(row[3])) : shown(details.actual || details.message);
  const is = lane === 'retranslate' && details.actual ? el('p', { class: 'diff', dir: 'auto' }, ...diff(details.actual, details.expected)) : null;
  return el(
    'li',
    {},
    el('p', { class: 'where' }, el('bdi', {}, ...shown(`${work.path(task)}:${work.index.tasks.line[task]}`)), decision ? ` · ${plain(decided(decision))}` : null),
    is,
    el('p', { class: row?.[0] === 'code' ? 'sample is-code' : 'sample', dir: 'auto', lang: work.locale(task) || undefined }, ...text),
  );
}
