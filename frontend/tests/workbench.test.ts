import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { composed } from '../src/workbench/compose.ts';
import type { PageDetails, Replacement, TaskDetails } from '../src/workbench/data.ts';
import { patchOf, quoted, replaced } from '../src/workbench/patch.ts';
import { wordDiff } from '../src/workbench/words.ts';

/** Apply the patch of a file with git, and return the file. */
function applied(path: string, before: string, replacements: Replacement[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'docreplay-patch-'));
  try {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), before);
    writeFileSync(join(folder, 'a.patch'), patchOf(path, before, replacements));
    execFileSync('git', ['apply', '--whitespace=nowarn', 'a.patch'], { cwd: folder, stdio: 'pipe' });
    return readFileSync(join(folder, path), 'utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const LINES = Array.from({ length: 30 }, (_, number) => `line ${number}`);
const TEXTS: [string, string][] = [
  ['LF', `${LINES.join('\n')}\n`],
  ['CRLF', `${LINES.join('\r\n')}\r\n`],
  ['no line end at the end', LINES.join('\n')],
  ['byte order mark', `\ufeff${LINES.join('\n')}\n`],
  ['lone CR', `${LINES.join('\r')}\n`],
  ['beyond the first plane', `${LINES.join(' 😀\n')}\n`],
];

for (const [name, text] of TEXTS) {
  test(`git applies a patch: ${name}`, () => {
    const middle = text.indexOf('12');
    const cases: Replacement[][] = [
      [[0, 0, 'first\n']],
      [[middle, middle + 2, 'twelve']],
      [[middle, middle + 2, '']],
      [[middle, middle, 'a\nb\n']],
      [[text.length, text.length, 'last']],
      [[text.length - 1, text.length, '']],
      [[text.indexOf('3'), text.indexOf('5'), 'x'], [text.indexOf('20'), text.indexOf('20') + 2, 'y'], [text.length, text.length, '\nz\n']],
    ];
    for (const replacements of cases) assert.equal(applied('docs/a.md', text, replacements), replaced(text, replacements));
  });
}

for (const path of ['größe.md', 'a b.md', 'a"b.md', 'a\tb.md', 'docs/日本 語/😀.md', "it's.md"]) {
  test(`git applies a patch of ${JSON.stringify(path)}`, () => {
    assert.equal(applied(path, 'a\nb\n', [[2, 3, 'c']]), 'a\nc\n');
  });
}

test('git applies random patches', () => {
  let seed = 7;
  const random = (most: number): number => (seed = (seed * 48271) % 2147483647) % most;
  const text = Array.from({ length: 60 }, () => 'abc\n'.slice(random(3))).join('');
  for (let round = 0; round < 40; round++) {
    const replacements: Replacement[] = [];
    let at = 0;
    while (replacements.length < 6) {
      const start = at + 1 + random(30);
      const end = start + random(12);
      if (end > text.length) break;
      replacements.push([start, end, ['', 'x', '\n', 'y\nz\n', 'long line'][random(5)] ?? '']);
      at = end;
    }
    assert.equal(patchOf('a.md', text, replacements) ? applied('a.md', text, replacements) : text, replaced(text, replacements));
  }
});

test('nothing changed is no patch', () => {
  assert.equal(patchOf('a.md', 'a\nb\n', []), '');
  assert.equal(patchOf('a.md', 'a\nb\n', [[0, 1, 'a']]), '');
});

test('paths are quoted as git does', () => {
  assert.equal(quoted('a/b c.md'), 'a/b c.md');
  assert.equal(quoted('ü"\\\n\u007f'), '"\\303\\274\\"\\\\\\n\\177"');
});

test('words that changed are marked', () => {
  assert.deepEqual(wordDiff('Read one page.', 'Read a page.'), [
    { kind: 'same', text: 'Read ' },
    { kind: 'old', text: 'one' },
    { kind: 'new', text: 'a' },
    { kind: 'same', text: ' page.' },
  ]);
  assert.deepEqual(wordDiff('', 'new'), [{ kind: 'new', text: 'new' }]);
});

const AT = '2026-01-01T00:00:00Z';
function task(start: number, end: number, ...replacements: Replacement[]): TaskDetails {
  return { message: '', replacements, start, end, row: -1, mark: [0, 0], expected: '', actual: '' };
}
function page(text: string, ...tasks: TaskDetails[]): PageDetails {
  return { text, rows: [], tasks, renewal: [[0, 1, 'S']], record: [] };
}

test('a change beside another one is left for the next run', () => {
  const made = composed(page('abcdef', task(0, 6, [1, 3, 'x']), task(0, 6, [2, 4, 'y'])), ['repair', 'repair'], [{ act: 'accept', at: AT }, { act: 'accept', at: AT }]);
  assert.deepEqual(made.replacements, [[1, 3, 'x']]);
  assert.deepEqual(made.left, [1]);
});

test('equal changes are made once', () => {
  const made = composed(page('abcdef', task(0, 6, [1, 3, 'x']), task(0, 6, [1, 3, 'x'])), ['repair', 'repair'], [{ act: 'accept', at: AT }, { act: 'accept', at: AT }]);
  assert.deepEqual([made.replacements, made.left], [[[1, 3, 'x']], []]);
});

test('a fix of several places is made as a whole or not at all', () => {
  const made = composed(page('abcdefgh', task(0, 8, [1, 2, 'x']), task(0, 8, [2, 3, 'y'], [6, 7, 'z'])), ['repair', 'repair'], [{ act: 'accept', at: AT }, { act: 'accept', at: AT }]);
  assert.deepEqual(made.replacements, [[1, 2, 'x']]);
});

test('what the reader wrote wins, with the line ends of the page', () => {
  const made = composed(page('ab\r\ncdef', task(4, 8, [5, 6, 'x']), task(4, 8)), ['repair', 'repair'], [{ act: 'accept', at: AT }, { act: 'edit', text: 'y\nz', at: AT }]);
  assert.deepEqual(made.replacements, [[4, 8, 'y\r\nz']]);
  assert.deepEqual(made.left, [0]);
});

test('the stamp is renewed once all changes of the source are in the translation', () => {
  const both = page('abcdef', task(1, 3), task(4, 5, [4, 5, 'x']));
  const accept = { act: 'accept', at: AT } as const;
  assert.equal(composed(both, ['retranslate', 'sync'], [accept, undefined]).isWhole, false);
  assert.equal(composed(both, ['retranslate', 'sync'], [{ act: 'ignore', at: AT }, accept]).isWhole, false);
  const made = composed(both, ['retranslate', 'sync'], [accept, accept]);
  assert.deepEqual(made.replacements, [[0, 1, 'S'], [4, 5, 'x']]);
});

test('repairs alone do not renew the stamp', () => {
  assert.equal(composed(page('abc', task(0, 3, [1, 2, 'x'])), ['repair'], [{ act: 'accept', at: AT }]).isWhole, false);
});
