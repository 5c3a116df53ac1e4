import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Report } from '../src/report/data.ts';
import { quoted } from '../src/report/case.ts';
import { urlOf } from '../src/report/links.ts';
import { Model, sinceLast } from '../src/report/model.ts';

const REPORT: Report = {
  about: { command: 'test', rerun: 'docreplay test', version: '1', service: '', started: '', seconds: 0, revision: '', link: '' },
  totals: { cases: 3, passed: 1, failed: 1 },
  paths: ['docs/en/api/a.md', 'docs/de/api/a.md', 'docs/en/b.md'],
  locales: ['en', 'de'],
  areas: ['api', ''],
  locale: [0, 1, 0],
  area: [0, 0, 1],
  rules: [{ code: 'CON201', name: 'status-differs', summary: '', text: '' }, { code: 'DOC101', name: 'x', summary: '', text: '' }],
  causes: ['renamed'],
  reasons: ['the placeholder {id} has no value'],
  classes: ['', 'breaking'],
  outcomes: ['passed', 'failed', 'skipped'],
  findings: {
    rule: [0, 1, 1], severity: [3, 2, 3], path: [0, 1, 2], line: [1, 2, 3], column: [1, 1, 1],
    message: ['expected 200, got 404', 'Überschrift', 'accepted one'], case: [0, -1, -1], class: [0, 0, 1], cause: [-1, 0, -1], fresh: [1, 0, 0], accepted: [0, 0, 1],
  },
  cases: {
    id: ['en/a#get', 'de/a#get', 'en/b#get'], title: ['GET /a', 'GET /b', 'GET /c'], path: [0, 1, 2], line: [1, 1, 1],
    outcome: [1, 0, 2], reason: [-1, -1, 0], milliseconds: [1, 2, 0], trouble: [0, 0, 0], history: ['PF', 'FP', 'SS'],
  },
  pages: { path: [], state: [], integrity: [], freshness: [], trust: [], words: [] },
  history: { runs: [], fixed: [], gone: 0, ignored: 0 },
};

const model = new Model(REPORT);

test('filters are combined, and words are searched in any case', () => {
  assert.deepEqual(model.select('cases', {}), [0, 1, 2]);
  assert.deepEqual(model.select('cases', { outcome: 'failed' }), [0]);
  assert.deepEqual(model.select('cases', { locale: 'en', area: 'api' }), [0]);
  assert.deepEqual(model.select('cases', { code: 'CON201', locale: 'de' }), []);
  assert.deepEqual(model.select('cases', { q: 'PLACEHOLDER en/b' }), [2]);
  assert.deepEqual(model.select('findings', { q: 'überschrift' }), [1]);
  assert.deepEqual(model.select('cases', { page: 'docs/de/api/a.md' }), [1]);
});

test('an accepted finding is not among the findings', () => {
  assert.deepEqual(model.select('findings', {}), [0, 1]);
});

test('a facet counts what the other filters leave', () => {
  assert.deepEqual(model.counts('cases', 'outcome', { outcome: 'failed', locale: 'en' }), [['failed', 1], ['skipped', 1]]);
  assert.deepEqual(model.counts('findings', 'class', {}), []);
});

test('the cause of a case is the rule of its worst finding, or its reason', () => {
  assert.deepEqual([0, 1, 2].map((item) => model.causeOf(item)), ['status-differs', '', 'the placeholder {id} has no value']);
});

test('what changed since the last run is found in the letters', () => {
  assert.deepEqual(sinceLast('PF'), ['new']);
  assert.deepEqual(sinceLast('FP'), ['fixed']);
  assert.deepEqual(sinceLast('FF'), []);
  assert.deepEqual(sinceLast('F'), []);
  assert.deepEqual(sinceLast('-F'), ['new']);
  assert.deepEqual(sinceLast('PFPF'), ['flaky', 'new']);
  assert.deepEqual(sinceLast('PSSP'), []);
  assert.deepEqual(sinceLast(`PFP${'P'.repeat(20)}`), []);
  assert.deepEqual(model.select('cases', { since: 'new' }), [0]);
});

test('a link is made of web addresses only, and its path is escaped', () => {
  assert.equal(urlOf('https://h.example/blob/main/{path}#L{line}', 'docs/a b#c?.md', 7), 'https://h.example/blob/main/docs/a%20b%23c%3F.md#L7');
  for (const template of ['javascript:alert({line})//{path}', 'data:text/html,{path}', 'file:///{path}', '', '{path}']) assert.equal(urlOf(template, 'javascript:alert(1)', 1), '');
  assert.equal(new URL(urlOf('https://h.example/{path}', '../../x', 1)).hostname, 'h.example');
});

test('a word is quoted as a shell takes it', () => {
  assert.equal(quoted('en/a#get'), "'en/a#get'");
  assert.equal(quoted('en/a'), 'en/a');
  assert.equal(quoted("it's $(x)"), `'it'"'"'s $(x)'`);
});
