/** Files that leave the page and come back to it. */

import { el } from '../core/dom.ts';

/** Offer a text as a file to keep. */
export function download(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = el('a', { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Ask for a file, and return its text; undefined if none is chosen. */
export function chosen(): Promise<string | undefined> {
  return new Promise((resolve) => {
    const input = el('input', { type: 'file', accept: '.json,application/json' });
    input.addEventListener('change', () => resolve(input.files?.[0]?.text()));
    input.addEventListener('cancel', () => resolve(undefined));
    input.click();
  });
}
