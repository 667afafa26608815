// What a locator says of the lines of a document, and how lines are written as one.
import type { Span } from "./pages.ts";

/**
 * The lines that a locator names; null for the other prefixes (h1, box1, pt3, data1), which number no lines.
 * @example readLocator("p1-5") // { first: 1, last: 5 }
 */
export function readLocator(locator: string): Span | null {
  const [, from, to] = /^p(\d+)(?:-(\d+))?$/.exec(locator) ?? [];
  if (from === undefined) return null;
  const first = Number.parseInt(from, 10);
  return { first, last: to === undefined ? first : Number.parseInt(to, 10) };
}

/** Lines as a locator: p42, or p41-42. */
export function writeLocator({ first, last }: Span): string {
  return first === last ? `p${first}` : `p${first}-${last}`;
}

/** True where the found lines are among those that a locator names; where it names none, any line will do. */
export function isAt(place: Span | null, found: Span): boolean {
  return place === null || (found.first >= place.first && found.last <= place.last);
}

/** Found lines in the order of their distance from the place; in their own order where the place names no lines. */
export function sortByDistance(place: Span | null, found: readonly Span[]): Span[] {
  if (place === null) return [...found];
  const distance = (span: Span): number => Math.max(place.first - span.last, span.first - place.last, 0);
  return found.toSorted((a, b) => distance(a) - distance(b));
}
