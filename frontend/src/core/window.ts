/** Which rows of a long list are near what is visible. */

/** Greatest height of a scrolled element: browsers cap it (Firefox at 17.9, Chromium at 33.5 million px). */
export const TALLEST = 8_000_000;

export interface Window {
  /** First row to show. */
  first: number;
  /** Row behind the last one to show. */
  end: number;
  /** Distance of the first row from the top of the list, in pixels. */
  top: number;
}

/** Return the height of the element that is scrolled. */
export function heightOf(count: number, row: number): number {
  return Math.min(count * row, TALLEST);
}

/** Return the rows to show for a position of the scroll bar; `spare` rows on both sides are added. */
export function windowOf(scroll: number, view: number, count: number, row: number, spare = 6): Window {
  const height = heightOf(count, row);
  const whole = count * row;
  // a list that is taller than the cap is scrolled in larger steps
  const offset = height < whole && height > view ? (scroll / (height - view)) * (whole - view) : scroll;
  const first = Math.max(0, Math.min(Math.floor(offset / row) - spare, count));
  const end = Math.min(count, Math.ceil((offset + view) / row) + spare);
  return { first, end, top: scroll + (first * row - offset) };
}

/** Return the position of the scroll bar that brings a row into view, or the current one. */
export function scrollFor(index: number, scroll: number, view: number, count: number, row: number): number {
  const height = heightOf(count, row);
  const whole = count * row;
  const scale = height < whole && height > view ? (whole - view) / (height - view) : 1;
  const offset = scroll * scale;
  const top = index * row;
  if (top < offset) return top / scale;
  if (top + row > offset + view) return (top + row - view) / scale;
  return scroll;
}
