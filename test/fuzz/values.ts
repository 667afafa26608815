// What mutations put where it does not belong: words of every lexicon, edges of numbers and dates, and hostile text.
import { languages, lexiconList } from "../../pipeline/normalize/lexicon/lexicons.ts";
import { enumerations, rawTables } from "../../pipeline/schema.ts";

/** Names that mean something to JavaScript, to a file system or to a spreadsheet. */
export const hostileNames: readonly string[] = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "prototype",
  "valueOf",
  "..",
  ".",
  "../../etc/passwd",
  "a/b",
  "a\\b",
  "con",
  "aux",
  "nul",
  "com1",
  "lpt9",
  "a.",
  "a ",
  " a",
  "-rf",
  "~",
  "a\u0000b",
  "a".repeat(255),
];

/** Text that a reader, a terminal or a page may take for more than text. */
export const hostileTexts: readonly string[] = [
  "=1+1",
  "+1",
  "-1",
  "@SUM(A1)",
  '=HYPERLINK("http://example.org","a")',
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "&amp;&#60;",
  "[a](javascript:alert(1))",
  "`a` | b",
  "{{a}} %s %n",
  "'; DROP TABLE claims; --",
  "\u202eabc\u202c",
  "a\u200bb",
  "\u061c1",
  "\ufeff",
  "\u2028",
  "\u0085",
  "\u0007\u001b[31m",
  "a\nb",
  "a\r\nb",
  "a\rb",
  "\t",
  '"',
  '""',
  '"a',
  ",",
  ";",
  "\ufffd",
  "e\u0301\u0301\u0301",
  "\u0301",
  "😀",
  "👩‍👩‍👧",
  "𝟏𝟐",
  "١٢",
  "Ⅻ",
  "½",
  "ﷺ",
  "İ",
  "ß",
  "null",
  "NaN",
  "Infinity",
  "true",
  "undefined",
  "n/a",
  "?",
  "-",
];

/** Numbers at and beyond the edges of what columns hold. */
export const edgeNumbers: readonly string[] = [
  "0",
  "-0",
  "1",
  "00",
  "01",
  "1.0",
  "1,000",
  "1.000",
  "1e3",
  "0x1",
  "2147483647",
  "2147483648",
  "-2147483649",
  "9007199254740993",
  "99999999999999999999",
  "90",
  "-90.000001",
  "180",
  "1..",
  "..1",
  "2..1",
  "..",
];

/** Dates at and beyond the edges of the calendar and of EDTF. */
export const edgeDates: readonly string[] = [
  "0000-01-01",
  "0000",
  "0001-01-01",
  "9999-12-31",
  "9999",
  "2019-02-29",
  "2020-02-29",
  "1900-02-29",
  "2019-13",
  "2019-00-10",
  "2019-11-31",
  "2019-11/2019-10",
  "../..",
  "../2019",
  "2019/..",
  "0000/9999",
  "2019-11-10~",
  "2019?",
  "{2019-11-10,2019-11-12}",
  "[2019-11-12,2019-11-10]",
  "{,}",
  "[]",
  "/",
  "2019-11-10/",
  "+2019-11-10",
  "-0001-01-01",
  "20191110",
  "10/11/2019",
  "31/02/2019",
  "29 February",
  "29 de febrero",
  "Thursday (31)",
  "jueves 31",
  "30 days later",
  "hace 999 días",
  "999 days before January 1, 1000",
  "999 days after December 31, 9999",
  "the day before January 1, 1000",
  "a few days after December 31, 9999",
  "yesterday",
  "ayer",
];

function collectWords(value: unknown, into: Set<string>): void {
  if (typeof value === "string") into.add(value);
  else if (Array.isArray(value)) for (const each of value) collectWords(each, into);
  else if (typeof value === "object" && value !== null) {
    for (const [key, each] of Object.entries(value)) {
      into.add(key);
      collectWords(each, into);
    }
  }
}

function wordsOfLexicons(): string[] {
  const words = new Set<string>();
  for (const lexicon of lexiconList) collectWords(lexicon, words);
  return [...words];
}

/** Every word and phrase that a rule of some language knows. */
export const lexiconWords: readonly string[] = wordsOfLexicons();

/** Every code of every enumeration, every example of a raw column, and every language with a lexicon. */
export const codeWords: readonly string[] = [
  ...[...enumerations.values()].flatMap(({ codes }) => codes.map(({ code }) => code)),
  ...Object.values(rawTables).flatMap(({ columns }) => columns.map(({ example }) => String(example ?? ""))),
  ...languages,
  "qu",
  "x-y",
];

/** The signs that join and close words in dates, counts and places. */
export const signs: readonly string[] = [" ", ", ", "-", "–", "/", " (", ")", ".", ":", "'", "+", "~", " y ", " and ", "|", "%"];
