/** The report: views over the data that the page carries. */

import { byId, button, el } from '../core/dom.ts';
import { FragmentState, type State } from '../core/fragment.ts';
import { keyboard } from '../core/keys.ts';
import { themeButton } from '../core/theme.ts';
import { unpack } from '../core/unpack.ts';
import type { Details, Report } from './data.ts';
import { itemDetails, ItemView, type Kind } from './items.ts';
import { Model } from './model.ts';
import { overview } from './overview.ts';
import { printing } from './print.ts';

type ViewName = 'overview' | Kind;

/** The whole page. */
class App {
  private readonly state: FragmentState;
  private readonly views = new Map<ViewName, ItemView | HTMLElement>();
  private readonly links = new Map<ViewName, HTMLAnchorElement>();
  private readonly main = byId('main');
  private details: Promise<Details> | undefined;
  private loaded: Details | undefined;
  private shown: ViewName | undefined;

  constructor(private readonly model: Model) {
    this.state = new FragmentState((state) => this.show(state));
    byId('views').replaceChildren(...this.names().map((name) => this.link(name)));
    byId('tools').append(themeButton(), button('Keys', () => keys.showModal(), { 'aria-haspopup': 'dialog' }, ' (?)'));
    const keys = keyboard([
      { key: '/', does: 'search', act: () => this.items?.bar.search.focus() },
      { key: 'j', does: 'next item', act: () => this.items?.list.move(1) },
      { key: 'k', does: 'previous item', act: () => this.items?.list.move(-1) },
      { key: 'Escape', does: 'close the details, leave the search', act: () => this.items?.escape() },
      ...this.names().map((name, index) => ({ key: String(index + 1), does: `view: ${this.title(name)}`, act: () => this.go(name) })),
    ]);
    document.body.append(keys);
    byId('skip').addEventListener('click', (event) => {
      event.preventDefault(); // its fragment is the state of the report
      (this.items?.list.element ?? this.main).focus();
    });
    this.show(this.state.all);
    this.preparePrint();
  }

  /** Unpack what is shown on demand, once. */
  readonly unpackDetails = (): Promise<Details> => {
    this.details ??= unpack<Details>('details').then((details) => (this.loaded = details));
    return this.details;
  };

  private names(): ViewName[] {
    const { report, sources } = this.model;
    const own = (['cases', 'findings', 'pages'] as const).filter((kind) => sources[kind].count > 0);
    return report.pages.path.length ? ['overview', 'pages', ...own.filter((kind) => kind !== 'pages')] : [...own, 'overview'];
  }

  private title(name: ViewName): string {
    if (name === 'findings' && this.model.hasChanges) return 'Changes';
    return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  }

  private link(name: ViewName): HTMLAnchorElement {
    const number = name === 'overview' ? '' : this.model.select(name, {}).length.toLocaleString('en');
    const made = el('a', { href: `#view=${name}` }, this.title(name), number && ' ', number ? el('span', { class: 'count' }, number) : null);
    this.links.set(name, made);
    return made;
  }

  private get items(): ItemView | undefined {
    const view = this.shown && this.views.get(this.shown);
    return view instanceof ItemView ? view : undefined;
  }

  private go(name: ViewName): void {
    location.hash = `view=${name}`;
  }

  private show(state: State): void {
    const names = this.names();
    const first = this.model.hasChanges ? 'findings' : names[0];
    const name = names.find((known) => known === state.view) ?? first ?? 'overview';
    const view = this.view(name);
    if (this.shown !== name) {
      this.main.replaceChildren(view instanceof ItemView ? view.element : view);
      for (const [other, link] of this.links) {
        if (other === name) link.setAttribute('aria-current', 'page');
        else link.removeAttribute('aria-current');
      }
      this.shown = name;
    }
    if (view instanceof ItemView) view.show(state);
  }

  private view(name: ViewName): ItemView | HTMLElement {
    const known = this.views.get(name);
    if (known) return known;
    const made = name === 'overview' ? overview(this.model) : new ItemView(this.model, name, this.title(name), this.state, this.unpackDetails);
    this.views.set(name, made);
    return made;
  }

  private preparePrint(): void {
    const items = (): readonly number[] => this.items?.selected ?? [];
    printing(byId('print'), items, (item) => {
      const { items: view, loaded } = this;
      return view && loaded ? itemDetails({ model: this.model, details: loaded }, view.kind, item) : el('p');
    });
  }
}

async function start(): Promise<void> {
  const main = byId('main');
  try {
    const model = new Model(await unpack<Report>('data'));
    const app = new App(model);
    document.documentElement.dataset.ready = String(Math.round(performance.now()));
    setTimeout(() => {
      void app.unpackDetails();
      model.prepare();
    }, 300);
  } catch (error) {
    main.replaceChildren(el('p', { class: 'error', role: 'alert' }, error instanceof Error ? error.message : String(error)));
    throw error;
  }
}

void start();
