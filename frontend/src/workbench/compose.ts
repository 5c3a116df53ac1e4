/** A page with the decisions about it. */

import type { Decision } from './decisions.ts';
import type { Lane, PageDetails, Replacement } from './data.ts';

export interface Composed {
  replacements: Replacement[];
  /** Numbers of accepted tasks whose change touches another one: the next run finds them again. */
  left: number[];
  /** Whether all changes of the source are in the translation, so that its stamp is renewed. */
  isWhole: boolean;
}

/** Return what the decisions change on a page. Texts that the reader wrote come first. */
export function composed(page: PageDetails, lanes: readonly Lane[], decisions: readonly (Decision | undefined)[]): Composed {
  const kept: Replacement[] = [];
  const left: number[] = [];
  const isWhole = lanes.some((lane) => lane !== 'repair') && lanes.every((lane, task) => lane === 'repair' || isDone(decisions[task]));
  const wanted = page.tasks
    .map((task, number) => ({ number, at: decisions[number]?.at ?? '', act: decisions[number]?.act, own: changes(page, task, decisions[number]) }))
    .filter(({ own }) => own.length)
    .sort((one, other) => Number(other.act === 'edit') - Number(one.act === 'edit') || (one.act === 'edit' ? other.at.localeCompare(one.at) : 0));
  for (const { number, own } of wanted) if (!taken(kept, own)) left.push(number);
  if (isWhole) taken(kept, page.renewal);
  return { replacements: kept.sort((one, other) => one[0] - other[0] || one[1] - other[1]), left, isWhole };
}

function isDone(decision: Decision | undefined): boolean {
  return decision?.act === 'accept' || decision?.act === 'edit';
}

function changes(page: PageDetails, task: PageDetails['tasks'][number], decision: Decision | undefined): Replacement[] {
  if (decision?.act === 'accept') return task.replacements;
  if (decision?.act !== 'edit' || task.end <= task.start) return [];
  const end = /\r?\n/.exec(page.text)?.[0] ?? '\n';
  const text = (decision.text ?? '').replace(/\r?\n/g, end);
  return text === page.text.slice(task.start, task.end) ? [] : [[task.start, task.end, text]];
}

/** Add replacements if none of them touches one that is there, unless it is equal. */
function taken(kept: Replacement[], own: readonly Replacement[]): boolean {
  const isEqual = (one: Replacement, other: Replacement): boolean => one[0] === other[0] && one[1] === other[1] && one[2] === other[2];
  const fresh = own.filter((item) => !kept.some((other) => isEqual(item, other)));
  if (fresh.some((item) => kept.some((other) => item[0] <= other[1] && other[0] <= item[1]))) return false;
  kept.push(...fresh);
  return true;
}
