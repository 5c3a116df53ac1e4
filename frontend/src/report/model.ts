/** The report as its views read it: indexes, filters and counts over the columns. */

import type { State } from '../core/fragment.ts';
import type { Report } from './data.ts';

export const SEVERITIES = ['', 'note', 'warning', 'error'] as const;
export type Facet = 'outcome' | 'severity' | 'class' | 'state' | 'code' | 'locale' | 'area' | 'cause' | 'since';
export type Kind = 'cases' | 'findings' | 'pages';

/** What one kind of item can be filtered by, and how. */
export interface Source {
  count: number;
  facets: readonly Facet[];
  /** Return the values of an item for a facet; most have one. */
  values(item: number, facet: Facet): readonly string[];
  /** Return the text in which words are searched, in lower case. */
  text(item: number): string;
  path(item: number): string;
}

export class Model {
  readonly sources: Record<Kind, Source>;
  /** Findings of each case. */
  readonly ofCase = new Map<number, number[]>();
  /** Findings of each path. */
  readonly ofPath = new Map<number, number[]>();

  constructor(readonly report: Report) {
    const { findings } = report;
    for (let index = 0; index < findings.case.length; index++) {
      push(this.ofPath, findings.path[index] ?? 0, index);
      const owner = findings.case[index] ?? -1;
      if (owner >= 0) push(this.ofCase, owner, index);
    }
    this.sources = { cases: this.cases(), findings: this.findings(), pages: this.pages() };
  }

  /** Whether the findings are changes of an API. */
  get hasChanges(): boolean {
    return this.report.findings.class.some(Boolean);
  }

  /** Whether the values of a facet divide the items: a menu of one that all have is of no use. */
  divides(kind: Kind, facet: Facet): boolean {
    const counts = this.counts(kind, facet, {});
    return counts.length > 1 || (counts.length === 1 && counts[0]?.[1] !== this.select(kind, {}).length);
  }

  /** Return the items that a state selects, in order. */
  select(kind: Kind, state: State): number[] {
    const source = this.sources[kind];
    const wanted = source.facets.filter((facet) => state[facet]).map((facet) => [facet, state[facet] ?? ''] as const);
    const words = (state.q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    const page = state.page ?? '';
    const found: number[] = [];
    for (let item = 0; item < source.count; item++) {
      if (page && source.path(item) !== page) continue;
      if (!wanted.every(([facet, value]) => source.values(item, facet).includes(value))) continue;
      if (words.length && !includesAll(source.text(item), words)) continue;
      found.push(item);
    }
    return kind === 'findings' ? found.filter((item) => !this.report.findings.accepted[item]) : found;
  }

  /** Return how many of the items that all other filters select have each value, most first. */
  counts(kind: Kind, facet: Facet, state: State): [string, number][] {
    const source = this.sources[kind];
    const counted = new Map<string, number>();
    for (const item of this.select(kind, { ...state, [facet]: '' })) {
      for (const value of source.values(item, facet)) counted.set(value, (counted.get(value) ?? 0) + 1);
    }
    counted.delete('');
    return [...counted].sort((one, other) => other[1] - one[1] || compare(one[0], other[0]));
  }

  /** Make the texts in which words are searched, so that the first search is as quick as others. */
  prepare(): void {
    for (const source of Object.values(this.sources)) {
      for (let item = 0; item < source.count; item++) source.text(item);
    }
  }

  locale(path: number): string {
    return this.report.locales[this.report.locale[path] ?? -1] ?? '';
  }

  area(path: number): string {
    return this.report.areas[this.report.area[path] ?? -1] ?? '';
  }

  code(finding: number): string {
    return this.report.rules[this.report.findings.rule[finding] ?? -1]?.code ?? '';
  }

  private cases(): Source {
    const { cases, paths, outcomes, reasons } = this.report;
    const since = cases.history.map(sinceLast);
    const text = lazily(cases.id.length, (item) =>
      `${cases.id[item]} ${cases.title[item]} ${paths[cases.path[item] ?? -1]} ${reasons[cases.reason[item] ?? -1] ?? ''}`);
    return {
      count: cases.id.length,
      facets: ['outcome', 'code', 'locale', 'area', 'cause', 'since'],
      text,
      path: (item) => paths[cases.path[item] ?? -1] ?? '',
      values: (item, facet) => {
        const path = cases.path[item] ?? -1;
        if (facet === 'outcome') return [outcomes[cases.outcome[item] ?? -1] ?? ''];
        if (facet === 'locale') return [this.locale(path)];
        if (facet === 'area') return [this.area(path)];
        if (facet === 'since') return since[item] ?? [];
        const own = this.ofCase.get(item) ?? [];
        if (facet === 'code') return [...new Set(own.map((finding) => this.code(finding)))];
        return [this.causeOf(item)];
      },
    };
  }

  /** Why a case did not pass: what is common to several of them. */
  causeOf(item: number): string {
    const { cases, reasons, outcomes, findings, causes, rules } = this.report;
    const outcome = outcomes[cases.outcome[item] ?? -1] ?? '';
    if (outcome === 'passed') return '';
    if (cases.trouble[item] === 1) return 'no response';
    if (cases.trouble[item] === 2) return 'credentials rejected';
    const worst = this.ofCase.get(item)?.[0];
    if (outcome === 'failed' && worst !== undefined) {
      return causes[findings.cause[worst] ?? -1] ?? rules[findings.rule[worst] ?? -1]?.name ?? '';
    }
    return reasons[cases.reason[item] ?? -1] ?? '';
  }

  private findings(): Source {
    const { findings, paths, rules, causes, classes, cases } = this.report;
    const text = lazily(findings.rule.length, (item) =>
      `${rules[findings.rule[item] ?? -1]?.code} ${rules[findings.rule[item] ?? -1]?.name} ${findings.message[item]} ${paths[findings.path[item] ?? -1]} ${cases.id[findings.case[item] ?? -1] ?? ''}`);
    return {
      count: findings.rule.length,
      facets: ['severity', 'class', 'code', 'locale', 'area', 'cause', 'since'],
      text,
      path: (item) => paths[findings.path[item] ?? -1] ?? '',
      values: (item, facet) => {
        const path = findings.path[item] ?? -1;
        if (facet === 'severity') return [SEVERITIES[findings.severity[item] ?? 0] ?? ''];
        if (facet === 'class') return [classes[findings.class[item] ?? 0] ?? ''];
        if (facet === 'locale') return [this.locale(path)];
        if (facet === 'area') return [this.area(path)];
        if (facet === 'cause') return [causes[findings.cause[item] ?? -1] ?? ''];
        if (facet === 'since') return findings.fresh[item] ? ['new'] : [];
        return [this.code(item)];
      },
    };
  }

  private pages(): Source {
    const { pages, paths } = this.report;
    return {
      count: pages.path.length,
      facets: ['state', 'locale', 'area'],
      text: lazily(pages.path.length, (item) => `${paths[pages.path[item] ?? -1]} ${pages.state[item]} ${pages.integrity[item]} ${pages.freshness[item]}`),
      path: (item) => paths[pages.path[item] ?? -1] ?? '',
      values: (item, facet) => {
        const path = pages.path[item] ?? -1;
        if (facet === 'state') return [pages.state[item] ?? '', pages.integrity[item] === 'damaged' ? 'damaged' : ''];
        return [facet === 'locale' ? this.locale(path) : this.area(path)];
      },
    };
  }
}

/** Number of changes between passed and failed from which on a case is called flaky. */
const FLAKY = 2;
/** Number of the last runs that are looked at for it. */
const RECENT = 10;

/** Return what is notable about the outcomes of a case, one letter each: new, fixed, flaky. */
export function sinceLast(letters: string): string[] {
  const decided = [...letters].filter((letter) => 'PF'.includes(letter));
  const recent = decided.slice(-RECENT);
  const changes = recent.filter((letter, index) => index > 0 && letter !== recent[index - 1]).length;
  const found = changes >= FLAKY ? ['flaky'] : [];
  const [before, now] = [letters.at(-2), letters.at(-1)];
  if (now === 'F' && before !== 'F' && letters.length > 1) found.push('new');
  if (now === 'P' && before === 'F') found.push('fixed');
  return found;
}

function push(map: Map<number, number[]>, key: number, value: number): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

function includesAll(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}

/** Return a function that makes the text of an item once. */
function lazily(count: number, make: (item: number) => string): (item: number) => string {
  const made = new Array<string | undefined>(count);
  return (item) => (made[item] ??= make(item).toLowerCase());
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
