/** A change in full: both states, a response that shows it, and what the page says. */

import { el, type Child } from '../core/dom.ts';
import { prose, shown } from '../core/text.ts';
import type { FindingDetails } from './data.ts';
import { comparison } from './finding.ts';

/** Return the parts of a change; `known` are the sentences of its message behind the first. */
export function change(details: FindingDetails, known: readonly string[], lines: HTMLElement | null): (HTMLElement | null)[] {
  const ofPage = known.filter((said) => said.startsWith('the page '));
  const others = known.filter((said) => !ofPage.includes(said));
  const states = comparison(details, 'before', 'after');
  states?.classList.add('states');
  return [
    states,
    ...others.map((said) => el('p', { class: 'related' }, ...prose(capitalized(said)))),
    counterExample(details),
    section('On the page', ...ofPage.map((said) => el('p', { class: 'says' }, ...prose(capitalized(said)))), lines),
  ];
}

function counterExample({ example }: FindingDetails): HTMLElement | null {
  if (!example) return null;
  const [status, pointer, value] = example;
  const where: Child[] = pointer === null ? [] : pointer ? [', at ', el('code', {}, ...shown(pointer))] : [', the whole body'];
  return section(
    'Counter-example',
    el('p', { class: 'says' }, `From a response with ${status}`, ...where, ':'),
    el('pre', { class: 'value', dir: 'auto', tabindex: 0, role: 'group', 'aria-label': 'Counter-example' }, ...shown(value)),
  );
}

function section(title: string, ...children: Child[]): HTMLElement | null {
  return children.some(Boolean) ? el('section', { class: 'part-of-change' }, el('h4', {}, title), ...children) : null;
}

function capitalized(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
