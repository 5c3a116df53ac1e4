/** The rows of the lists: two lines each. */

import { el } from '../core/dom.ts';
import { isolated, plain } from '../core/text.ts';
import { SEVERITIES, type Kind, type Model } from './model.ts';

export const ROW_HEIGHT = 52;

interface Content {
  badge: string;
  code: string;
  title: string;
  place: string;
  extra: string;
}

/** Return the element of a row, empty. */
export function makeRow(): HTMLElement {
  return el('div', { class: 'row' }, el('span', {}), el('span', { class: 'code' }), el('bdi', { class: 'title', dir: 'ltr' }), el('bdi', { class: 'path', dir: 'ltr' }), el('span', { class: 'extra faint' }));
}

/** Show an item in the element of a row. */
export function showRow(model: Model, kind: Kind, row: HTMLElement, item: number): void {
  const content = kind === 'cases' ? ofCase(model, item) : kind === 'pages' ? ofPage(model, item) : ofFinding(model, item);
  const [badge, code, title, path, extra] = row.children;
  if (!badge || !code || !title || !path || !extra) return;
  badge.className = `badge is-${content.badge}`;
  badge.textContent = content.badge.replaceAll('-', ' ');
  code.textContent = content.code;
  title.textContent = kind === 'findings' ? isolated(content.title) : plain(content.title);
  path.textContent = plain(content.place);
  extra.textContent = plain(content.extra);
}

function ofCase(model: Model, item: number): Content {
  const { cases, outcomes, paths } = model.report;
  const found = model.ofCase.get(item) ?? [];
  const codes = [...new Set(found.map((index) => model.code(index)))];
  return {
    badge: outcomes[cases.outcome[item] ?? -1] ?? '',
    code: codes.slice(0, 2).join(' ') + (codes.length > 2 ? ` +${codes.length - 2}` : ''),
    title: cases.title[item] || cases.id[item] || '',
    place: `${paths[cases.path[item] ?? -1]}:${cases.line[item]}`,
    extra: model.sources.cases.values(item, 'since').join(', ') || (cases.milliseconds[item] ? `${cases.milliseconds[item]} ms` : ''),
  };
}

function ofFinding(model: Model, item: number): Content {
  const { findings, paths, classes } = model.report;
  const message = findings.message[item] ?? '';
  const [, operation = '', change = message] = /^responses of `([^`]*)`: (.*)/s.exec(message) ?? [];
  return {
    badge: classes[findings.class[item] ?? 0] || SEVERITIES[findings.severity[item] ?? 0] || '',
    code: model.code(item),
    title: change,
    place: `${operation && `${operation} · `}${paths[findings.path[item] ?? -1]}:${findings.line[item]}`,
    extra: findings.fresh[item] ? 'new' : '',
  };
}

function ofPage(model: Model, item: number): Content {
  const { pages, paths } = model.report;
  const number = (model.ofPath.get(pages.path[item] ?? -1) ?? []).length;
  const isDamaged = pages.integrity[item] === 'damaged';
  const words = pages.words[item] ? `${pages.words[item]} words` : '';
  return {
    badge: isDamaged ? 'damaged' : (pages.state[item] ?? ''),
    code: '',
    title: paths[pages.path[item] ?? -1] ?? '',
    place: `${isDamaged ? `${(pages.state[item] ?? '').replaceAll('-', ' ')} · ` : ''}source: ${pages.freshness[item]}`,
    extra: [number ? `${number} finding${number === 1 ? '' : 's'}` : '', words].filter(Boolean).join(', '),
  };
}
