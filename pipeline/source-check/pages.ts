// How a document is looked through: its non-empty lines as one text, and on which of them words stand.
import { collapseSpace, straightenMarks } from "../normalize/words.ts";

/** Lines of a document, first and last inclusive, counted from 1 over those that are not empty. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** A text of joined lines, with the offset at which each line begins. */
export interface Page {
  readonly text: string;
  readonly starts: readonly number[];
}

/** A document in the two forms in which it is compared. */
export interface Pages {
  /** As printed. Its lines are kept apart, since printed words are a piece of one line. */
  readonly printed: Page;
  /** Folded by `foldPrinted`. Its lines run on, since another copy may break them elsewhere. */
  readonly folded: Page;
}

/** The lines of a document that are not empty, in order: line n of them is what the locator pn names. */
function listLines(text: string): string[] {
  return text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== "");
}

function joinLines(lines: readonly string[], between: string): Page {
  const starts: number[] = [];
  let length = 0;
  for (const line of lines) {
    starts.push(length);
    length += line.length + between.length;
  }
  return { text: lines.join(between), starts };
}

/** Puts a document into both forms. */
export function makePages(text: string): Pages {
  const lines = listLines(text);
  return { printed: joinLines(lines, "\n"), folded: joinLines(lines.map(foldPrinted), " ") };
}

/**
 * Text without what copying changes and reading does not: the Unicode form (NFC), the kind and amount of white space, straight
 * or typographic quotes and dashes, characters that take no room. Letters keep their case and their accents.
 * @example foldPrinted("“So\u00a0far”") // '"So far"'
 */
export function foldPrinted(text: string): string {
  return straightenMarks(collapseSpace(text.normalize("NFC").replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/gu, "")));
}

/** Never a character of a text: it stands here for the place of a cut. */
const cut = "\uffff";
/** Between two letters, two digits, a letter and its accent, or inside a number in groups of three (1,513). */
const cutInside = new RegExp(
  [
    `\\p{L}\\p{M}*${cut}\\p{L}`,
    `${cut}\\p{M}`,
    `\\p{Nd}${cut}\\p{Nd}`,
    `(?<!\\p{Nd})\\p{Nd}{1,3}${cut}[.,]\\p{Nd}{3}(?!\\p{Nd})`,
    `\\p{Nd}[.,]${cut}\\p{Nd}{3}(?!\\p{Nd})`,
  ].join("|"),
  "u",
);

/** True where a cut at the offset would divide a word or a number: “two” does not stand in “network”, nor 513 in 1,513. */
function divides(text: string, offset: number): boolean {
  return cutInside.test(text.slice(Math.max(0, offset - 4), offset) + cut + text.slice(offset, offset + 5));
}

/** The number, from 1, of the line that holds the offset; found by halves. */
function lineAt(page: Page, offset: number): number {
  let low = 0;
  let high = page.starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((page.starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

/**
 * Where words stand in a page as whole words, in order; each line or run of lines once.
 * @example findWords(makePages("a man\n\nno woman").printed, "man") // [{ first: 1, last: 1 }]
 */
export function findWords(page: Page, words: string): Span[] {
  const found: Span[] = [];
  if (words === "") return found;
  for (let start = page.text.indexOf(words); start >= 0; start = page.text.indexOf(words, start + 1)) {
    const end = start + words.length;
    if (divides(page.text, start) || divides(page.text, end)) continue;
    const span = { first: lineAt(page, start), last: lineAt(page, end - 1) };
    const before = found.at(-1);
    if (before?.first !== span.first || before.last !== span.last) found.push(span);
  }
  return found;
}
