/** Light or dark: as the system has it, unless the reader has chosen. */

import { button } from './dom.ts';

const KEY = 'docreplay-theme';
const THEMES = ['auto', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

function stored(): Theme {
  try {
    return THEMES.find((theme) => theme === localStorage.getItem(KEY)) ?? 'auto';
  } catch {
    return 'auto'; // pages of a file may have no storage
  }
}

function apply(theme: Theme): void {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Return the button that changes the theme; the last choice is applied. */
export function themeButton(): HTMLButtonElement {
  let theme = stored();
  const made = button('Theme', () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'auto';
    apply(theme);
    if (made.lastElementChild) made.lastElementChild.textContent = `: ${theme}`;
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // the choice lasts as long as the page is open
    }
  }, {}, `: ${theme}`);
  apply(theme);
  return made;
}
