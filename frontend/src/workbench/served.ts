/** Writes pages through the server that the page came from, and tells what is left on them. */

import { replaced } from './patch.ts';
import type { Workbench } from './model.ts';

/** Pages that are sent at a time. */
const MOST = 50;

interface Answer {
  pages: { path: string; digest?: string; error?: string; left: number }[];
}

export class Writer {
  private readonly digests: string[];
  private readonly waiting = new Set<number>();
  private isBusy = false;
  private pages = 0;
  private left = 0;

  constructor(private readonly work: Workbench, private readonly say: (text: string, isError?: boolean) => void) {
    this.digests = [...work.index.pages.digest];
  }

  /** Write these pages as they are decided now. */
  write(pages: readonly number[]): void {
    for (const page of pages) this.waiting.add(page);
    if (!this.isBusy) void this.run();
  }

  private async run(): Promise<void> {
    this.isBusy = true;
    this.pages = this.left = 0;
    while (this.waiting.size) {
      const pages = [...this.waiting].slice(0, MOST);
      for (const page of pages) this.waiting.delete(page);
      this.say(`writing ${pages.length + this.waiting.size} pages …`);
      try {
        await this.send(pages);
      } catch (error) {
        this.waiting.clear();
        this.say(`The server does not answer: ${error instanceof Error ? error.message : String(error)}. The decisions are kept in this browser.`, true);
      }
    }
    this.isBusy = false;
  }

  private async send(pages: readonly number[]): Promise<void> {
    const { index } = this.work;
    const changes = [];
    for (const page of pages) {
      const made = await this.work.composed(page);
      const details = await this.work.page(page);
      changes.push({ path: index.pages.path[page], digest: this.digests[page], text: replaced(details.text, made.replacements), renew: made.isWhole && details.record.length > 0 });
    }
    const response = await fetch('pages', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ pages: changes }) });
    if (!response.ok) throw new Error(`${response.status} ${(await response.text()).trim()}`);
    const answer = (await response.json()) as Answer;
    const errors: string[] = [];
    answer.pages.forEach((item, number) => {
      const page = pages[number] ?? -1;
      if (item.digest) this.digests[page] = item.digest;
      if (item.error) errors.push(item.error);
      else this.work.decisions.written(item.path);
      this.left += item.left;
    });
    this.pages += answer.pages.length;
    if (errors.length) this.say(errors.join(' · '), true);
    else this.say(`${count(this.pages, 'page')} written and judged again: ${this.left ? `${count(this.left, 'task')} left there` : 'nothing is left to do there'}`);
  }
}

function count(number: number, name: string): string {
  return `${number.toLocaleString('en')} ${name}${number === 1 ? '' : 's'}`;
}
