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
    let left = 0;
    answer.pages.forEach((item, number) => {
      const page = pages[number] ?? -1;
      if (item.digest) this.digests[page] = item.digest;
      if (item.error) errors.push(item.error);
      left += item.left;
    });
    if (errors.length) this.say(errors.join(' · '), true);
    else this.say(`${answer.pages.length} page${answer.pages.length === 1 ? '' : 's'} written and judged again: ${left ? `${left} task${left === 1 ? '' : 's'} left on ${answer.pages.length === 1 ? 'it' : 'them'}` : 'nothing is left to do'}`);
  }
}
