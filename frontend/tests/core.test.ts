import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { format, parse } from '../src/core/fragment.ts';
import { difference, isolated, parts, plain } from '../src/core/text.ts';
import { bytesOf, unzipped } from '../src/core/unpack.ts';
import { TALLEST, heightOf, scrollFor, windowOf } from '../src/core/window.ts';

test('a state comes back from its fragment as it was', () => {
  for (const value of ['CON209', 'a&b=c#d', '照片/фото.md', '50% + 1', ' ', '"<script>"', 'שלום']) {
    assert.deepEqual(parse(format({ q: value, view: 'cases' })), { q: value, view: 'cases' });
  }
});

test('an empty value is not in the fragment', () => {
  assert.equal(format({ q: '', view: 'cases' }), '#view=cases');
});

test('data comes back from gzip and base64', async () => {
  const value = { 照片: [1, 'é', '\u0000'], nested: { a: null } };
  const base64 = gzipSync(JSON.stringify(value)).toString('base64');
  assert.deepEqual(await unzipped(bytesOf(`\n${base64}\n`)), value);
});

test('what is not gzipped is an error', async () => {
  await assert.rejects(unzipped(bytesOf(Buffer.from('{}').toString('base64'))));
});

test('only rows near the visible ones are shown', () => {
  const found = windowOf(5_000, 520, 20_000, 52);
  assert.deepEqual([found.first, found.end], [90, 113]);
  assert.equal(found.top, 90 * 52);
});

test('a list that is shorter than its box is shown as a whole', () => {
  assert.deepEqual(windowOf(0, 900, 3, 52), { first: 0, end: 3, top: 0 });
  assert.deepEqual(windowOf(0, 900, 0, 52), { first: 0, end: 0, top: 0 });
});

test('a list that is taller than browsers allow reaches its last row', () => {
  const [count, row, view] = [1_000_000, 52, 900];
  const height = heightOf(count, row);
  assert.equal(height, TALLEST);
  assert.equal(windowOf(height - view, view, count, row).end, count);
  assert.equal(windowOf(0, view, count, row).first, 0);
  const to = scrollFor(777_777, 0, view, count, row);
  const { first, end } = windowOf(to, view, count, row);
  assert.ok(first <= 777_777 && 777_777 < end);
});

test('a row that is visible does not move the list', () => {
  assert.equal(scrollFor(3, 100, 520, 100, 52), 100);
  assert.equal(scrollFor(0, 100, 520, 100, 52), 0);
  assert.equal(scrollFor(20, 0, 520, 100, 52), 21 * 52 - 520);
});

test('invisible characters have a name, letters of all scripts stay', () => {
  assert.equal(plain('a\u200bb\u202ec\u00a0d\ufeff\ud800'), 'aU+200BbU+202EcU+00A0dU+FEFFU+D800');
  for (const text of ['照片 фото صورة תמונה', '👩‍👩‍👧', 'a\nb\tc', 'می‌خواهم']) assert.equal(plain(text), text);
  assert.deepEqual(parts('\u0000x').map((part) => part.invisible), [true, false]);
});

test('the difference of two texts is what is between their ends', () => {
  assert.deepEqual(difference('photo', 'photos'), { start: 5, end: 0 });
  assert.deepEqual(difference('"99"', '"98"'), { start: 2, end: 1 });
  assert.deepEqual(difference('aa', 'a'), { start: 1, end: 0 });
  assert.deepEqual(difference('', 'x'), { start: 0, end: 0 });
});

test('what back-ticks mark keeps its own direction', () => {
  assert.equal(isolated('`ارتفاع` was translated'), '\u2068ارتفاع\u2069 was translated');
  assert.equal(isolated('one ` alone'), 'one ` alone');
  assert.equal(isolated('`a\u202eb`'), '\u2068aU+202Eb\u2069');
});
