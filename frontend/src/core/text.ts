/** Texts of pages and services as readers may see them: invisible characters have a name. */

import { el } from './dom.ts';

const INVISIBLE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00a0\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;

/** A part of a text: what is shown, and whether it stands for an invisible character. */
export interface Part {
  text: string;
  invisible: boolean;
}

/** Return the parts of a text; an invisible character is shown as its code point, `U+200B`. */
export function parts(text: string): Part[] {
  const found: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(INVISIBLE)) {
    if (match.index > end) found.push({ text: text.slice(end, match.index), invisible: false });
    const code = match[0].codePointAt(0) ?? 0;
    found.push({ text: `U+${code.toString(16).toUpperCase().padStart(4, '0')}`, invisible: true });
    end = match.index + match[0].length;
  }
  if (end < text.length) found.push({ text: text.slice(end), invisible: false });
  return found;
}

/** Return the text with the names of invisible characters in it, for places that take text only. */
export function plain(text: string): string {
  return parts(text)
    .map((part) => part.text)
    .join('');
}

/** Return nodes that show a text; those of invisible characters are marked as such. */
export function shown(text: string): Node[] {
  return parts(text).map((part) =>
    part.invisible ? el('span', { class: 'invisible' }, part.text) : document.createTextNode(part.text),
  );
}

/** Return nodes that show a sentence in which back-ticks mark code. */
export function prose(text: string): Node[] {
  const pieces = text.split('`');
  if (pieces.length % 2 === 0) return shown(text);
  return pieces.flatMap((piece, index) => (index % 2 ? [el('code', { dir: 'auto' }, ...shown(piece))] : shown(piece)));
}

/** Return a sentence as plain text; what back-ticks mark keeps its own direction (UAX #9 §2.4). */
export function isolated(text: string): string {
  const pieces = text.split('`');
  if (pieces.length % 2 === 0) return plain(text);
  return pieces.map((piece, index) => (index % 2 ? `\u2068${plain(piece)}\u2069` : plain(piece))).join('');
}

/** Where two texts differ: lengths of what they share at their start and at their end. */
export function difference(one: string, other: string): { start: number; end: number } {
  const most = Math.min(one.length, other.length);
  let start = 0;
  while (start < most && one[start] === other[start]) start++;
  let end = 0;
  while (end < most - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;
  return { start, end };
}
