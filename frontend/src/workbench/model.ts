/** The tasks, their decisions, and the texts of pages, which are unpacked when they are needed. */

import { bytesOf, unzipped } from '../core/unpack.ts';
import { composed, type Composed } from './compose.ts';
import type { Cause, Index, Lane, PageDetails, TaskDetails } from './data.ts';
import { Decisions, type Decision } from './decisions.ts';
import { patchOf } from './patch.ts';

export type LaneName = Lane | 'done';
export interface Filter {
  lane: LaneName;
  locale: string;
  query: string;
}

export class Workbench {
  readonly decisions: Decisions;
  /** Numbers of the tasks of each page. */
  readonly ofPage: number[][];
  private readonly pageOf: Map<string, number>;
  private readonly packed: string[];
  private readonly unpacked = new Map<number, Promise<PageDetails>>();

  constructor(readonly index: Index, listener: (pages: readonly number[]) => void) {
    this.pageOf = new Map(index.pages.path.map((path, page) => [path, page]));
    this.ofPage = index.pages.path.map(() => []);
    index.tasks.page.forEach((page, task) => this.ofPage[page]?.push(task));
    const template = document.getElementById('pages') as HTMLTemplateElement;
    this.packed = (template.content.textContent ?? '').trim().split('\n');
    this.decisions = new Decisions(index.about.project, (paths) => {
      listener(paths.map((path) => this.pageOf.get(path) ?? -1).filter((page) => page >= 0));
    });
  }

  get count(): number {
    return this.index.tasks.page.length;
  }

  path(task: number): string {
    return this.index.pages.path[this.index.tasks.page[task] ?? -1] ?? '';
  }

  locale(task: number): string {
    return this.index.pages.locale[this.index.tasks.page[task] ?? -1] ?? '';
  }

  cause(task: number): Cause {
    return this.index.causes[this.index.tasks.cause[task] ?? -1] ?? ['repair', '', 'manual', ''];
  }

  decision(task: number): Decision | undefined {
    return this.decisions.get(this.path(task), this.index.tasks.fingerprint[task] ?? '');
  }

  /** Whether accepting it does something: a damaged text without a suggestion can only be edited. */
  canAccept(task: number): boolean {
    const [lane, , safety] = this.cause(task);
    return lane !== 'repair' || safety !== 'manual';
  }

  decide(tasks: readonly number[], decision: Decision | undefined): void {
    this.decisions.set(tasks.map((task) => [this.path(task), this.index.tasks.fingerprint[task] ?? '']), decision);
  }

  /** Return the tasks of a lane, in order. */
  select({ lane, locale, query }: Filter): number[] {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    const found: number[] = [];
    for (let task = 0; task < this.count; task++) {
      const [own, code, , cause] = this.cause(task);
      const isDone = this.decision(task) !== undefined;
      if (lane === 'done' ? !isDone : isDone || own !== lane) continue;
      if (locale && this.locale(task) !== locale) continue;
      const text = words.length ? `${code} ${cause} ${this.path(task)} ${this.index.tasks.preview[task]}`.toLowerCase() : '';
      if (words.every((word) => text.includes(word))) found.push(task);
    }
    return found;
  }

  /** Return the tasks by cause, the most frequent one first. */
  groups(tasks: readonly number[]): [cause: number, tasks: number[]][] {
    const found = new Map<number, number[]>();
    for (const task of tasks) {
      const cause = this.index.tasks.cause[task] ?? -1;
      const own = found.get(cause);
      if (own) own.push(task);
      else found.set(cause, [task]);
    }
    return [...found].sort((one, other) => other[1].length - one[1].length || one[0] - other[0]);
  }

  /** Return the texts of a page. */
  page(number: number): Promise<PageDetails> {
    const known = this.unpacked.get(number);
    if (known) return known;
    const made = unzipped<PageDetails>(bytesOf(this.packed[number] ?? ''));
    this.unpacked.set(number, made);
    if (this.unpacked.size > 200) this.unpacked.delete(this.unpacked.keys().next().value ?? -1);
    return made;
  }

  async details(task: number): Promise<[PageDetails, TaskDetails]> {
    const number = this.index.tasks.page[task] ?? -1;
    const page = await this.page(number);
    const own = page.tasks[(this.ofPage[number] ?? []).indexOf(task)];
    if (!own) throw new Error('the workbench lacks the texts of a task');
    return [page, own];
  }

  /** Return a page with the decisions about it. */
  async composed(page: number): Promise<Composed> {
    const tasks = this.ofPage[page] ?? [];
    return composed(await this.page(page), tasks.map((task) => this.cause(task)[0]), tasks.map((task) => this.decision(task)));
  }

  /** Return the patch of all decisions, the number of its pages, and that of changes left out. */
  async patch(): Promise<{ text: string; pages: number; left: number }> {
    const parts: [string, string][] = [];
    const { records } = this.index;
    const renewed: PageDetails['record'] = [];
    let left = 0;
    for (let page = 0; page < this.ofPage.length; page++) {
      if (!this.ofPage[page]?.some((task) => this.decision(task))) continue;
      const made = await this.composed(page);
      const details = await this.page(page);
      const path = this.index.pages.path[page] ?? '';
      const text = patchOf(path, details.text, made.replacements);
      if (text) parts.push([path, text]);
      left += made.left.length;
      if (made.isWhole) renewed.push(...details.record);
    }
    const pages = parts.length;
    renewed.sort((one, other) => one[0] - other[0]);
    if (renewed.length) parts.push([records.path, patchOf(records.path, records.text, renewed)]);
    return { text: parts.map(([, text]) => text).join(''), pages, left };
  }
}
