/** The workbench: lanes of tasks by cause, and what to do with each. */

import { byId, button, el, spoken } from '../core/dom.ts';
import { FragmentState, type State } from '../core/fragment.ts';
import { keyboard } from '../core/keys.ts';
import { RecycledList, type Way } from '../core/list.ts';
import { plain } from '../core/text.ts';
import { themeButton } from '../core/theme.ts';
import { unpack } from '../core/unpack.ts';
import type { Index } from './data.ts';
import { chosen, download } from './files.ts';
import { groupPane, titleOf } from './group.ts';
import { Workbench, type LaneName } from './model.ts';
import { decided, taskPane } from './panes.ts';
import { reasonDialog } from './reason.ts';
import { Writer } from './served.ts';

const LANES: [LaneName, string][] = [['sync', 'Sync now'], ['repair', 'Repair'], ['retranslate', 'Retranslate'], ['done', 'Done']];
const WIDE = '(min-width: 60rem)';

class App {
  private readonly work: Workbench;
  private readonly state: FragmentState;
  private readonly writer: Writer | undefined;
  private readonly list: RecycledList;
  private readonly main = byId('main');
  private readonly element: HTMLElement;
  private readonly pane = el('section', { class: 'details', 'aria-label': 'Details' });
  private readonly crumb = el('p', { class: 'count', role: 'status' });
  private readonly search = el('input', { type: 'search', 'aria-label': 'Search', placeholder: 'Search (/)', autocomplete: 'off', spellcheck: 'false' });
  private readonly locales = el('select', { 'aria-label': 'Locale' });
  private readonly ask = reasonDialog();
  private items: number[] = [];
  private groups = new Map<number, number[]>();
  private isEditing = false;
  private isWhole = false;
  private isGoing = false;

  constructor(index: Index) {
    this.work = new Workbench(index, (pages) => this.changed(pages));
    this.writer = index.about.served ? new Writer(this.work, (text, isError) => this.say(text, isError)) : undefined;
    this.list = new RecycledList({ label: 'Tasks', rowHeight: 52, make: makeRow, show: (row, item) => this.row(row, item), open: (item, how) => this.choose(item, how) });
    const back = button('Back to causes (Esc)', () => this.back(), { class: 'chip' });
    back.id = 'back';
    const filters = el('div', { class: 'filters', role: 'search' }, this.search, this.locales, back);
    this.element = el('div', { class: 'items' }, el('div', { class: 'top' }, el('h2', { class: 'sr-only' }, 'Tasks'), filters, this.crumb), el('div', { class: 'panes' }, this.list.element, this.pane));
    if (this.writer) this.work.decisions.forgetWritten();
    this.state = new FragmentState((state) => this.show(state));
    this.tools();
    this.main.replaceChildren(this.element);
    byId('skip').addEventListener('click', (event) => {
      event.preventDefault();
      this.list.element.focus();
    });
    this.show(this.state.all);
    this.list.element.focus();
  }

  private tools(): void {
    const keys = keyboard([
      { key: 'j', does: 'next', act: () => this.move(1) },
      { key: 'k', does: 'previous', act: () => this.move(-1) },
      { key: 'a', does: 'accept; of a cause, in all places', act: () => this.accept() },
      { key: 'e', does: 'edit the translation', act: () => this.edit() },
      { key: 'x', does: 'ignore, with a reason', act: () => this.ignore() },
      { key: 'u', does: 'undo', act: () => this.undo() },
      { key: '/', does: 'search', act: () => this.search.focus() },
      { key: 'g', does: 'then l: go to a locale', act: () => this.go() },
      { key: 'l', does: 'after g: go to a locale', act: () => this.toLocale() },
      { key: 'd', does: 'download the patch', act: () => void this.patch() },
      { key: 'Escape', does: 'back to the causes, leave the search', act: () => this.back() },
      ...LANES.map(([lane, title], index) => ({ key: String(index + 1), does: `lane: ${title}`, act: () => this.state.set({ lane, cause: '', open: '' }, true) })),
    ]);
    document.body.append(keys, this.ask.element);
    this.search.addEventListener('input', () => this.state.set({ q: this.search.value, open: '' }));
    this.locales.addEventListener('change', () => {
      this.state.set({ locale: this.locales.value, cause: '', open: '' });
      this.list.element.focus();
    });
    const known = [...new Set(this.work.index.pages.locale)].sort();
    this.locales.replaceChildren(el('option', { value: '' }, 'all locales'), ...known.map((locale) => el('option', { value: locale }, locale || 'no locale')));
    byId('tools').append(
      button('Download', () => void this.patch(), { class: 'primary' }, ' patch (d)'),
      button('Save', () => download(`${this.name}-decisions.json`, this.work.decisions.file(), 'application/json'), {}, ' decisions'),
      button('Open', () => void this.open(), {}, ' decisions'),
      themeButton(),
      button('Keys', () => keys.showModal(), { 'aria-haspopup': 'dialog' }, ' (?)'),
    );
  }

  private get name(): string {
    return this.work.index.about.project.replace(/[^\w.-]+/g, '-') || 'translations';
  }

  private get lane(): LaneName {
    const named = LANES.find(([lane]) => lane === this.state.get('lane'))?.[0];
    if (named) return named;
    return LANES.find(([lane]) => lane !== 'done' && this.select(lane).length)?.[0] ?? 'done';
  }

  private get cause(): number {
    return this.state.get('cause') ? Number(this.state.get('cause')) : -1;
  }

  private get opened(): number {
    return this.state.get('open') ? Number(this.state.get('open')) : -1;
  }

  private select(lane: LaneName): number[] {
    return this.work.select({ lane, locale: this.state.get('locale'), query: this.state.get('q') });
  }

  private show(state: State): void {
    if (this.search.value !== (state.q ?? '')) this.search.value = state.q ?? '';
    this.locales.value = state.locale ?? '';
    this.locales.classList.toggle('chosen', !!state.locale);
    this.isEditing = false;
    this.draw();
  }

  /** Draw the lanes, the list and the pane for what the address names. */
  private draw(): void {
    const lane = this.lane;
    this.drawLanes(lane);
    const tasks = this.select(lane);
    this.groups = new Map(this.work.groups(tasks));
    const own = this.groups.get(this.cause);
    const next = this.cause >= 0 && own ? own : [...this.groups.keys()];
    byId('back').hidden = this.cause < 0;
    const isSame = next.length === this.items.length && next.every((item, index) => item === this.items[index]);
    this.items = next;
    const selected = this.items.includes(this.opened) ? this.opened : -1;
    if (isSame) this.list.select(selected);
    else this.list.set(this.items, selected);
    this.crumb.textContent = this.count(tasks, own);
    void this.render();
  }

  private drawLanes(current: LaneName): void {
    byId('views').replaceChildren(
      ...LANES.map(([lane, title]) => {
        const tasks = this.select(lane);
        const words = lane === 'retranslate' ? tasks.reduce((sum, task) => sum + (this.work.index.tasks.words[task] ?? 0), 0) : 0;
        const link = el('a', { href: `#${new URLSearchParams({ ...this.state.all, lane, cause: '', open: '' })}`, 'aria-current': lane === current ? 'page' : undefined }, title, ' ', el('span', { class: 'count' }, tasks.length.toLocaleString('en'), words ? spoken(` · ${words.toLocaleString('en')} words`) : null));
        return link;
      }),
    );
  }

  private count(tasks: readonly number[], own: readonly number[] | undefined): string {
    if (own && this.cause >= 0) return `${own.length.toLocaleString('en')} of: ${plain(titleOf(this.work.cause(own[0] ?? -1)[3]))}`;
    const causes = this.groups.size;
    if (!causes) return 'no tasks';
    return `${tasks.length.toLocaleString('en')} task${tasks.length === 1 ? '' : 's'} with ${causes.toLocaleString('en')} cause${causes === 1 ? '' : 's'}`;
  }

  private row(row: HTMLElement, item: number): void {
    const isGroup = this.cause < 0 || !this.groups.has(this.cause);
    const tasks = isGroup ? (this.groups.get(item) ?? []) : [item];
    const first = tasks[0] ?? -1;
    const [lane, code, safety, cause] = this.work.cause(first);
    const decision = this.work.decision(first);
    const kind = decision ? decision.act : lane === 'repair' ? safety : lane;
    const names: Record<string, string> = { safe: 'repair', unsafe: 'review', manual: 'by hand', accept: 'accepted', edit: 'edited', ignore: 'ignored' };
    const words = tasks.reduce((sum, task) => sum + (this.work.index.tasks.words[task] ?? 0), 0);
    const number = isGroup ? `${tasks.length.toLocaleString('en')} place${tasks.length === 1 ? '' : 's'}` : decision?.reason ? decided(decision) : '';
    const texts = [names[kind] ?? kind, code, titleOf(isGroup ? cause : this.work.index.tasks.preview[item] || cause), `${this.work.path(first)}:${this.work.index.tasks.line[first]}`, [number, words ? `${words} words` : ''].filter(Boolean).join(', ')];
    [...row.children].forEach((child, index) => (child.textContent = plain(texts[index] ?? '')));
    if (row.firstElementChild) row.firstElementChild.className = `badge is-${kind}`;
  }

  private choose(item: number, how: Way): void {
    const isGroup = this.cause < 0;
    if (how === 'move' && !matchMedia(WIDE).matches) {
      this.list.select(item);
      return;
    }
    if (isGroup && how === 'enter') this.into(item);
    else this.state.set({ lane: this.lane, open: String(item) }, how !== 'move');
    this.list.element.focus({ preventScroll: true });
  }

  private into(cause: number): void {
    const first = this.groups.get(cause)?.[0] ?? -1;
    this.state.set({ lane: this.lane, cause: String(cause), open: String(first) }, true);
  }

  private move(by: number): void {
    this.list.move(by);
    this.list.element.focus({ preventScroll: true });
  }

  private back(): void {
    if (document.activeElement === this.search) this.list.element.focus();
    else if (this.cause >= 0) this.state.set({ cause: '', open: String(this.cause) }, true);
    else if (this.opened >= 0) this.state.set({ open: '' });
    this.list.element.focus();
  }

  /** The tasks that a key acts on: one, or all with the selected cause. */
  private get chosen(): number[] {
    if (this.opened < 0 || !this.items.includes(this.opened)) return [];
    return this.cause < 0 ? (this.groups.get(this.opened) ?? []) : [this.opened];
  }

  private accept(): void {
    if (this.lane === 'done' || !this.chosen.length) return;
    const able = this.chosen.filter((task) => this.work.canAccept(task));
    if (able.length) this.decide(able, 'accept');
    else this.say('There is no suggestion: press e to edit, or x to ignore.', true);
  }

  private ignore(): void {
    const tasks = this.lane === 'done' ? [] : this.chosen;
    if (!tasks.length) return;
    this.ask.open(tasks.length, (reason) => {
      this.decide(tasks, 'ignore', { reason });
      this.list.element.focus();
    });
  }

  private decide(tasks: readonly number[], act: 'accept' | 'edit' | 'ignore', more: { text?: string; reason?: string } = {}): void {
    const at = this.items.indexOf(this.opened);
    const next = this.items[at + 1] ?? this.items[at - 1] ?? -1;
    const stays = this.lane === 'done' || tasks.length < this.chosen.length;
    this.isEditing = false;
    this.work.decide(tasks, { act, ...more, at: new Date().toISOString() });
    if (!stays) this.state.set(next < 0 ? { lane: this.lane, cause: '', open: '' } : { open: String(next) });
    const names = { accept: 'accepted', edit: 'edited', ignore: 'ignored' };
    if (!this.writer || act === 'ignore') this.say(`${tasks.length.toLocaleString('en')} ${names[act]} · u undoes it`);
  }

  private undo(): void {
    const number = this.work.decisions.undo();
    if (number) this.say(`${number.toLocaleString('en')} taken back`);
    else if (this.lane === 'done' && this.chosen.length) this.work.decide(this.chosen, undefined);
    else this.say('Nothing to undo: what was decided earlier is in the lane Done.');
  }

  private edit(): void {
    if (this.cause < 0) {
      if (this.chosen.length) this.into(this.opened);
      this.pendingEdit = true;
      return;
    }
    if (!this.chosen.length) return;
    this.isEditing = true;
    void this.render();
  }
  private pendingEdit = false;

  private go(): void {
    this.isGoing = true;
    setTimeout(() => (this.isGoing = false), 1500);
  }

  private toLocale(): void {
    if (this.isGoing) this.locales.focus();
    this.isGoing = false;
  }

  private changed(pages: readonly number[]): void {
    this.draw();
    this.writer?.write(pages);
  }

  private async render(): Promise<void> {
    const { opened, cause } = this;
    const isThere = this.items.includes(opened);
    this.element.classList.toggle('is-open', isThere);
    this.element.classList.toggle('is-empty', !this.items.length);
    if (!isThere) {
      const text = this.items.length ? 'Choose a cause with j and k, apply it everywhere with a, or press Enter to go through its places.' : 'Nothing is left to do here.';
      this.pane.replaceChildren(el('p', { class: 'faint empty' }, text));
      return;
    }
    const made = cause < 0 ? await this.groupPane(opened) : await this.taskPane(opened);
    if (this.opened !== opened || this.cause !== cause) return;
    const close = button('Close', () => this.back(), { class: 'close' });
    this.pane.replaceChildren(close, made);
    this.pane.scrollTop = 0;
    this.pane.querySelector('tr.active')?.scrollIntoView({ block: 'nearest' });
    this.pane.querySelector('textarea')?.focus();
  }

  private groupPane(cause: number): Promise<HTMLElement> {
    const tasks = this.groups.get(cause) ?? [];
    const acts = { accept: () => this.accept(), ignore: () => this.ignore(), open: () => this.into(cause), undecide: () => this.work.decide(tasks, undefined) };
    return groupPane(this.work, tasks, acts, this.lane === 'done');
  }

  private async taskPane(task: number): Promise<HTMLElement> {
    const [page, details] = await this.work.details(task);
    if (this.pendingEdit) this.isEditing = details.end > details.start;
    this.pendingEdit = false;
    const stop = (): void => {
      this.isEditing = false;
      void this.render();
      this.list.element.focus();
    };
    const isEditing = this.isEditing && details.end > details.start;
    if (this.isEditing && !isEditing) this.say('This text cannot be edited here.', true);
    return taskPane({ work: this.work, task, page, details, isWhole: this.isWhole, isEditing }, {
      accept: () => this.accept(),
      ignore: () => this.ignore(),
      edit: () => this.edit(),
      undecide: () => this.work.decide([task], undefined),
      save: (text) => {
        this.decide([task], 'edit', { text });
        this.list.element.focus();
      },
      close: stop,
    }, () => {
      this.isWhole = true;
      void this.render();
    });
  }

  private async patch(): Promise<void> {
    const { text, pages, left } = await this.work.patch();
    if (!text) {
      this.say('Nothing is accepted or edited, so that there is no patch.', true);
      return;
    }
    download(`${this.name}.patch`, text, 'text/x-diff');
    const rest = left ? `; ${left} change${left === 1 ? '' : 's'} beside another one left for the next run` : '';
    this.say(`patch of ${pages} page${pages === 1 ? '' : 's'}${rest}`);
  }

  private async open(): Promise<void> {
    const text = await chosen();
    if (text === undefined) return;
    try {
      this.say(`${this.work.decisions.read(text).toLocaleString('en')} decisions read`);
    } catch (error) {
      this.say(error instanceof Error ? error.message : String(error), true);
    }
  }

  private say(text: string, isError = false): void {
    const said = byId('said');
    said.textContent = text;
    said.classList.toggle('bad', isError);
  }
}

function makeRow(): HTMLElement {
  return el('div', { class: 'row' }, el('span', {}), el('span', { class: 'code' }), el('bdi', { class: 'title', dir: 'auto' }), el('bdi', { class: 'path' }), el('span', { class: 'extra faint' }));
}

async function start(): Promise<void> {
  try {
    new App(await unpack<Index>('data'));
    document.documentElement.dataset.ready = String(Math.round(performance.now()));
  } catch (error) {
    byId('main').replaceChildren(el('p', { class: 'error', role: 'alert' }, error instanceof Error ? error.message : String(error)));
    throw error;
  }
}

void start();
