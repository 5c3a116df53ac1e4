/** What was decided, kept in the browser by page and fingerprint, so that it survives a new run. */

export interface Decision {
  act: 'accept' | 'edit' | 'ignore';
  /** The text in place of the old one, if it was edited. */
  text?: string;
  /** Why it is ignored. */
  reason?: string;
  /** Whether the server has written it: the page on disk then has it. */
  written?: boolean;
  /** When (ISO 8601). */
  at: string;
}

interface Stored {
  format: 'docreplay-decisions';
  version: 1;
  project: string;
  decisions: (Decision & { page: string; fingerprint: string })[];
}

type Change = [page: string, fingerprint: string, before: Decision | undefined];

/** The decisions of one project; `listener` is called with the pages that a change is about. */
export class Decisions {
  private readonly pages = new Map<string, Map<string, Decision>>();
  private readonly done: Change[][] = [];
  private readonly key: string;
  private pending = 0;

  constructor(private readonly project: string, private readonly listener: (pages: readonly string[]) => void) {
    this.key = `docreplay-workbench:${project}`;
    try {
      const text = localStorage.getItem(this.key);
      if (text) this.take(text);
    } catch {
      // nothing is stored, or pages of a file have no storage
    }
    addEventListener('pagehide', () => this.store());
  }

  get(page: string, fingerprint: string): Decision | undefined {
    return this.pages.get(page)?.get(fingerprint);
  }

  /** Decide about several tasks at once; undo takes all of them back. */
  set(items: readonly [page: string, fingerprint: string][], decision: Decision | undefined): void {
    this.done.push(items.map(([page, fingerprint]) => [page, fingerprint, this.get(page, fingerprint)]));
    for (const [page, fingerprint] of items) this.put(page, fingerprint, decision);
    this.changed(items.map(([page]) => page));
  }

  /** Take back the last decision of this session. Returns the number of tasks it was about. */
  undo(): number {
    const last = this.done.pop() ?? [];
    for (const [page, fingerprint, before] of last) this.put(page, fingerprint, before);
    if (last.length) this.changed(last.map(([page]) => page));
    return last.length;
  }

  /** Note that the accepted and edited tasks of a page are in its file. */
  written(page: string): void {
    for (const [fingerprint, decision] of this.pages.get(page) ?? []) {
      if (decision.act !== 'ignore') this.put(page, fingerprint, { ...decision, written: true });
    }
    this.store();
  }

  /** Forget what is in the files: a task that is there again is another one. */
  forgetWritten(): void {
    for (const [page, own] of this.pages) {
      for (const [fingerprint, decision] of own) if (decision.written) this.put(page, fingerprint, undefined);
    }
  }

  /** Return all decisions as the text of a file. */
  file(): string {
    const decisions = [...this.pages].flatMap(([page, own]) => [...own].map(([fingerprint, decision]) => ({ page, fingerprint, ...decision })));
    decisions.sort((one, other) => (`${one.page}\0${one.fingerprint}` < `${other.page}\0${other.fingerprint}` ? -1 : 1));
    const stored: Stored = { format: 'docreplay-decisions', version: 1, project: this.project, decisions };
    return `${JSON.stringify(stored, null, 1)}\n`;
  }

  /** Add the decisions of a file; later ones win. Throws an error with a sentence for the reader. */
  read(text: string): number {
    const number = this.take(text);
    this.changed([...this.pages.keys()]);
    return number;
  }

  private take(text: string): number {
    const found = JSON.parse(text) as Partial<Stored>;
    if (found.format !== 'docreplay-decisions' || !Array.isArray(found.decisions)) throw new Error('The file does not contain decisions.');
    for (const { page, fingerprint, ...decision } of found.decisions) {
      if (typeof page !== 'string' || typeof fingerprint !== 'string' || !['accept', 'edit', 'ignore'].includes(decision.act)) {
        throw new Error('The file contains something that is not a decision.');
      }
      const own = this.get(page, fingerprint);
      if (!own || own.at <= String(decision.at)) this.put(page, fingerprint, { ...decision, at: String(decision.at) });
    }
    return found.decisions.length;
  }

  private put(page: string, fingerprint: string, decision: Decision | undefined): void {
    const own = this.pages.get(page) ?? new Map<string, Decision>();
    if (decision) own.set(fingerprint, decision);
    else own.delete(fingerprint);
    this.pages.set(page, own);
  }

  private changed(pages: readonly string[]): void {
    clearTimeout(this.pending);
    this.pending = window.setTimeout(() => this.store(), 100);
    this.listener([...new Set(pages)]);
  }

  private store(): void {
    try {
      localStorage.setItem(this.key, this.file());
    } catch {
      // the file of decisions can still be downloaded
    }
  }
}
