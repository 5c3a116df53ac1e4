/** Patches as `git diff` writes them, from what is replaced in a text. */

import type { Replacement } from './data.ts';

const CONTEXT = 3;
const ESCAPES: Record<number, string> = { 7: 'a', 8: 'b', 9: 't', 10: 'n', 11: 'v', 12: 'f', 13: 'r', 34: '"', 92: '\\' };

/** Return the text with what is replaced in it; replacements are in order and do not overlap. */
export function replaced(text: string, replacements: readonly Replacement[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const [start, end, now] of replacements) {
    parts.push(text.slice(at, start), now);
    at = end;
  }
  return parts.join('') + text.slice(at);
}

/** Return a path as git quotes it: bytes that are not printable ASCII are octal. */
export function quoted(path: string): string {
  let isPlain = true;
  let text = '';
  for (const byte of new TextEncoder().encode(path)) {
    const escape = ESCAPES[byte] ?? (byte < 32 || byte > 126 ? byte.toString(8).padStart(3, '0') : undefined);
    isPlain &&= escape === undefined;
    text += escape === undefined ? String.fromCharCode(byte) : `\\${escape}`;
  }
  return isPlain ? path : `"${text}"`;
}

/** Return the patch of one file, or '' if nothing changes. Only LF divides lines. */
export function patchOf(path: string, before: string, replacements: readonly Replacement[]): string {
  const changes = changesOf(before, replacements);
  if (!changes.length) return '';
  const lines = linesOf(before);
  const [old, now] = [quoted(`a/${path}`), quoted(`b/${path}`)];
  const tab = path.includes(' ') && !old.startsWith('"') ? '\t' : '';
  return `diff --git ${old} ${now}\n--- ${old}${tab}\n+++ ${now}${tab}\n${hunks(lines, changes)}`;
}

/** Lines from `first` up to `end` that become other lines. */
interface Change {
  first: number;
  end: number;
  lines: string[];
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function changesOf(before: string, replacements: readonly Replacement[]): Change[] {
  const starts = [0];
  for (const line of linesOf(before)) starts.push((starts.at(-1) ?? 0) + line.length);
  const last = starts.length - 1;
  const at = (offset: number): number => {
    let [low, high] = [0, last];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low === last && last && offset === before.length && !before.endsWith('\n') ? last - 1 : low;
  };
  const groups: { first: number; end: number; own: Replacement[] }[] = [];
  for (const item of replacements) {
    const first = at(item[0]);
    const end = Math.min(at(item[1]) + 1, last);
    const group = groups.at(-1);
    if (group && first <= group.end) {
      group.end = Math.max(group.end, end);
      group.own.push(item);
    } else groups.push({ first, end, own: [item] });
  }
  return groups.flatMap(({ first, end, own }) => {
    const base = starts[first] ?? before.length;
    const old = before.slice(base, starts[end]);
    return trimmed(first, linesOf(old), linesOf(replaced(old, own.map(([start, stop, text]) => [start - base, stop - base, text]))));
  });
}

function trimmed(first: number, old: string[], now: string[]): Change[] {
  let start = 0;
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start++;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end++;
  if (start === old.length && start === now.length) return [];
  return [{ first: first + start, end: first + old.length - end, lines: now.slice(start, now.length - end) }];
}

function hunks(lines: readonly string[], changes: readonly Change[]): string {
  const groups: Change[][] = [];
  for (const change of changes) {
    const before = groups.at(-1)?.at(-1);
    if (before && change.first - before.end <= 2 * CONTEXT) groups.at(-1)?.push(change);
    else groups.push([change]);
  }
  let shift = 0;
  return groups
    .map((group) => {
      const [text, by] = hunk(lines, group, shift);
      shift += by;
      return text;
    })
    .join('');
}

function hunk(lines: readonly string[], group: readonly Change[], shift: number): [string, number] {
  const from = Math.max(0, (group[0]?.first ?? 0) - CONTEXT);
  const to = Math.min(lines.length, (group.at(-1)?.end ?? 0) + CONTEXT);
  const made: string[] = [];
  let at = from;
  let by = 0;
  for (const { first, end, lines: now } of group) {
    made.push(...lines.slice(at, first).map((line) => ` ${line}`));
    made.push(...lines.slice(first, end).map((line) => `-${line}`), ...now.map((line) => `+${line}`));
    by += now.length - (end - first);
    at = end;
  }
  made.push(...lines.slice(at, to).map((line) => ` ${line}`));
  const head = `@@ -${range(from, to - from)} +${range(from + shift, to - from + by)} @@\n`;
  return [head + made.map((line) => (line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`)).join(''), by];
}

function range(start: number, length: number): string {
  if (length === 1) return String(start + 1);
  return `${length ? start + 1 : start},${length}`;
}
