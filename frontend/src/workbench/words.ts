/** Which words of a sentence have changed. */

export interface Piece {
  kind: 'same' | 'old' | 'new';
  text: string;
}

const WORD = /\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu;
const MOST = 400_000;

/** Return the pieces of two texts, in order: what both have, and what only one of them has. */
export function wordDiff(old: string, now: string): Piece[] {
  const [before, after] = [old.match(WORD) ?? [], now.match(WORD) ?? []];
  if (before.length * after.length > MOST) return merged([{ kind: 'old', text: old }, { kind: 'new', text: now }]);
  const width = after.length + 1;
  const common = new Uint32Array((before.length + 1) * width);
  const get = (row: number, column: number): number => common[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row--)
    for (let column = after.length - 1; column >= 0; column--)
      common[row * width + column] =
        before[row] === after[column] ? get(row + 1, column + 1) + 1 : Math.max(get(row + 1, column), get(row, column + 1));
  const pieces: Piece[] = [];
  let [row, column] = [0, 0];
  while (row < before.length || column < after.length) {
    if (row < before.length && before[row] === after[column]) {
      pieces.push({ kind: 'same', text: before[row++] ?? '' });
      column++;
    } else if (column >= after.length || (row < before.length && get(row + 1, column) >= get(row, column + 1)))
      pieces.push({ kind: 'old', text: before[row++] ?? '' });
    else pieces.push({ kind: 'new', text: after[column++] ?? '' });
  }
  return merged(pieces);
}

function merged(pieces: readonly Piece[]): Piece[] {
  const found: Piece[] = [];
  for (const { kind, text } of pieces) {
    const last = found.at(-1);
    if (last?.kind === kind) last.text += text;
    else if (text) found.push({ kind, text });
  }
  return found;
}
