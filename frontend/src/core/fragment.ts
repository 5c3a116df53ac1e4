/** The state of a page in the fragment of its address, so that what is seen can be sent as a link. */

export type State = Readonly<Record<string, string>>;

/** Return the state that a fragment contains; the last one of equal names counts. */
export function parse(fragment: string): State {
  return Object.fromEntries(new URLSearchParams(fragment.replace(/^#/, '')));
}

/** Return the fragment of a state; empty values are omitted. */
export function format(state: State): string {
  const words = new URLSearchParams(Object.entries(state).filter(([, value]) => value !== ''));
  return `#${words.toString()}`;
}

/** The state of this page; `listener` is called after each change, also by the back button. */
export class FragmentState {
  private current: State;

  constructor(private readonly listener: (state: State) => void) {
    this.current = parse(location.hash);
    addEventListener('hashchange', () => {
      this.current = parse(location.hash);
      this.listener(this.current);
    });
  }

  get(name: string): string {
    return this.current[name] ?? '';
  }

  get all(): State {
    return this.current;
  }

  /** Change some values; with `step`, the back button returns to what was before. */
  set(changes: State, step = false): void {
    const fragment = format({ ...this.current, ...changes });
    if (fragment === format(this.current)) return;
    this.current = parse(fragment);
    if (step) history.pushState(null, '', fragment);
    else history.replaceState(null, '', fragment);
    this.listener(this.current);
  }
}
