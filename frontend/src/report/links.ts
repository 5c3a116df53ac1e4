/** Links to a place in the repository, by the template that the command was given. */

import { el } from '../core/dom.ts';
import { plain, shown } from '../core/text.ts';

/** Return the URL of a place, or '' without a template; only http and https are taken. */
export function urlOf(template: string, path: string, line: number): string {
  if (!template) return '';
  const filled = template.replaceAll('{path}', path.split('/').map(escaped).join('/')).replaceAll('{line}', String(line));
  try {
    const url = new URL(filled);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : '';
  } catch {
    return '';
  }
}

function escaped(segment: string): string {
  try {
    return encodeURIComponent(segment);
  } catch {
    return ''; // a lone surrogate: no address names such a file
  }
}

/** Return the place as text, linked if there is a template. */
export function place(template: string, path: string, line: number, column = 0): HTMLElement {
  const at = line ? `:${line}${column ? `:${column}` : ''}` : '';
  const url = urlOf(template, path, line || 1);
  const text = el('bdi', {}, ...shown(path), at);
  const inner = url
    ? el('a', { href: url, rel: 'noopener noreferrer', target: '_blank', title: `Open ${plain(path)} in the repository` }, text)
    : text;
  return el('span', { class: 'place', dir: 'ltr' }, inner);
}
