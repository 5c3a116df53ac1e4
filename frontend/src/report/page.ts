/** A translated page in full: its verdicts, the changed sentences of its source, and its findings. */

import { el } from '../core/dom.ts';
import { shown } from '../core/text.ts';
import { badge, finding, type Context } from './finding.ts';
import { place } from './links.ts';

/** Findings of a page that are shown before a link to all of them. */
const MOST = 50;

/** Return the details of a page. */
export function pageDetails(context: Context, item: number): HTMLElement {
  const { model, details } = context;
  const { report } = model;
  const { pages } = report;
  const index = pages.path[item] ?? -1;
  const path = report.paths[index] ?? '';
  const found = model.ofPath.get(index) ?? [];
  const changes = details.changes[item] ?? [];
  const locale = model.locale(index);
  const facts: [string, string][] = [
    ['integrity', pages.integrity[item] ?? ''],
    ['freshness', pages.freshness[item] ?? ''],
    ['stamp', pages.trust[item] ?? ''],
    ['words to translate', String(pages.words[item] ?? 0)],
  ];
  return el(
    'article',
    { class: 'page' },
    el('h2', { tabindex: -1 }, pages.integrity[item] === 'damaged' && badge('damaged'), ' ', badge(pages.state[item] ?? ''), ' ', el('bdi', {}, ...shown(path))),
    el('p', { class: 'where' }, place(report.about.link, path, 1)),
    el('dl', { class: 'inline' }, ...facts.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)])),
    changes.length ? el('h3', {}, `Changed in the source: ${changes.length}`) : null,
    ...changes.map(([old, now, translation, line]) =>
      el(
        'dl',
        { class: 'comparison sentence' },
        el('dt', {}, 'was'), el('dd', {}, el('span', { dir: 'auto' }, ...(old ? shown(old) : ['(nothing: it was added)']))),
        el('dt', {}, 'is now'), el('dd', {}, el('span', { dir: 'auto' }, ...(now ? shown(now) : ['(nothing: it was removed)']))),
        translation && el('dt', {}, 'translation'), translation && el('dd', {}, el('span', { dir: 'auto', lang: locale || undefined }, ...shown(translation)), ' ', place(report.about.link, path, line)),
      )),
    found.length ? el('h3', {}, `Findings: ${found.length}`) : null,
    ...found.slice(0, MOST).map((number) => finding(context, number)),
    found.length > MOST ? el('p', {}, el('a', { href: `#${new URLSearchParams({ view: 'findings', page: path })}` }, `all ${found.length} findings of this page`)) : null,
  );
}
