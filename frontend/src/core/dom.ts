/** Elements made of text only: nothing that a page or a service wrote is ever parsed as HTML. */

export type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | undefined>;

/** Return a new element; strings become text nodes, and `false` or `undefined` omits an attribute. */
export function el<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(key, value === true ? '' : String(value));
  }
  made.append(...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false));
  return made;
}

/** Return the element of the page with that id. Throws if the page has none. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the report has no element ${id}`);
  return found;
}

/** Return a button that calls `act`; on a narrow screen, `rest` of its name is only spoken. */
export function button(text: string, act: () => void, attributes: Attributes = {}, rest = ''): HTMLButtonElement {
  const made = el('button', { type: 'button', ...attributes }, text, rest && spoken(rest));
  made.addEventListener('click', act);
  return made;
}

/** Return a text that a narrow screen has no room for: there it is only spoken. */
export function spoken(text: string): HTMLElement {
  return el('span', { class: 'spoken-if-narrow' }, text);
}
