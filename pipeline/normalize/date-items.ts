// What one date names by itself (a day, month, year or part of one), and how items in a list lend each other month and year.
import { type Day, dayOf } from "./calendar.ts";
import type { Tagged } from "./date-words.ts";

/** What a date leans on: the days of publication and of the anchor, null where not given. */
export interface DateContext {
  readonly published: { readonly earliest: Day; readonly latest: Day } | null;
  readonly anchor: { readonly earliest: Day; readonly latest: Day } | null;
  /** The latest day of publication where it tells no more than the year: a date without one is the latest such day until then. */
  readonly yearLimit: Day | null;
  /** True for 15/11/2019 = 15 November; null where the language leaves two readings. */
  readonly dayFirst: true | null;
}

export type Basis = "explicit" | "year_inherited" | "publication_relative" | "anchor_relative";

/** A date as printed, before the rest of the phrase completes it. */
export interface Item {
  readonly unit: "day" | "month" | "year" | "part";
  readonly part: "early" | "mid" | "late" | null;
  readonly weekday: number | null;
  readonly day: number | null;
  readonly month: number | null;
  readonly year: number | null;
  /** True where the month stands before the day: "October 20–25" lends its month to what follows. */
  readonly monthFirst: boolean;
  readonly nearest: boolean;
  readonly rule: string;
}

/** An item in days. */
export interface Span {
  readonly earliest: Day;
  readonly latest: Day;
  readonly unit: Item["unit"];
  readonly basis: Basis;
  readonly rule: string;
}

/** Why no day could be given; `detail` goes into the message. */
export interface Problem {
  readonly problem: string;
  readonly detail: string;
}

export function isProblem(value: object): value is Problem {
  return "problem" in value;
}

const blank: Item = {
  unit: "day",
  part: null,
  weekday: null,
  day: null,
  month: null,
  year: null,
  monthFirst: false,
  nearest: false,
  rule: "date/day",
};

/** The item with other parts. Each is named in its place: what is spread into an object gives it a shape that the engine shares with no other. */
export function withParts(item: Item, parts: Partial<Item>): Item {
  const { unit = item.unit, part = item.part, weekday = item.weekday, day = item.day, month = item.month } = parts;
  const { year = item.year, monthFirst = item.monthFirst, nearest = item.nearest, rule = item.rule } = parts;
  return { unit, part, weekday, day, month, year, monthFirst, nearest, rule };
}

const romanMonths = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

/** Moves past words that change no reading. */
export function skipFiller(words: readonly Tagged[], start: number): number {
  let index = start;
  while (words[index]?.tag === "filler") index += 1;
  return index;
}

/** Reads one item at `start`; null where none begins there. `next` is the first word after it. */
export function readItem(words: readonly Tagged[], start: number, dayFirst: true | null): { item: Item; next: number } | Problem | null {
  const index = skipFiller(words, start);
  const numeric = readNumeric(words, index, dayFirst);
  if (numeric) return numeric;
  return readPart(words, index) ?? readNamed(words, index);
}

function numberAt(words: readonly Tagged[], index: number): { value: number; digits: number } | null {
  const word = words[index];
  return word?.tag === "number" ? word : null;
}

function dayNumberAt(words: readonly Tagged[], index: number): number | null {
  const word = words[index];
  if (word?.tag === "ordinal") return word.number;
  return word?.tag === "number" && word.digits <= 2 ? word.value : null;
}

function yearAt(words: readonly Tagged[], index: number): number | null {
  const number = numberAt(words, index);
  return number && number.digits === 4 && number.value >= 1000 ? number.value : null;
}

function markAt(words: readonly Tagged[], index: number): string | null {
  const word = words[index];
  return word?.tag === "mark" ? word.text : null;
}

/** 2019-11-15, 2019-11, 15/11/2019, 15-XI-2019. */
function readNumeric(words: readonly Tagged[], start: number, dayFirst: true | null): { item: Item; next: number } | Problem | null {
  const first = numberAt(words, start);
  const mark = markAt(words, start + 1);
  if (!first || mark === null || !"-/.".includes(mark)) return null;
  const second = numberAt(words, start + 2);
  const third = markAt(words, start + 3) === mark ? numberAt(words, start + 4) : null;
  if (first.digits === 4 && mark === "-" && second?.digits === 2) return readIso(first.value, second.value, third, start);
  if (third?.digits !== 4 || first.digits > 2) return null;
  if (!second) return readRoman(words, start, first.value, mark);
  if (second.digits > 2) return null;
  return readDayMonthYear(first.value, second.value, third.value, start, dayFirst);
}

function readIso(
  year: number,
  month: number,
  day: { value: number; digits: number } | null,
  start: number,
): { item: Item; next: number } | Problem | null {
  if (day && day.digits !== 2) return null;
  const unit = day ? "day" : "month";
  const item: Item = withParts(blank, { unit, year, month, day: day?.value ?? null, rule: day ? "date/day" : "date/month" });
  return { item, next: start + (day ? 5 : 3) };
}

function readRoman(words: readonly Tagged[], start: number, day: number, mark: string): { item: Item; next: number } | null {
  const roman = words[start + 2];
  const year = markAt(words, start + 3) === mark ? yearAt(words, start + 4) : null;
  if (year === null || roman?.tag !== "word") return null;
  const month = romanMonths.indexOf(roman.text) + 1;
  if (month === 0) return null;
  return { item: withParts(blank, { day, month, year }), next: start + 5 };
}

function readDayMonthYear(
  first: number,
  second: number,
  year: number,
  start: number,
  dayFirst: true | null,
): { item: Item; next: number } | Problem {
  const twoReadings = first >= 1 && first <= 12 && second >= 1 && second <= 12 && first !== second;
  if (dayFirst === null && twoReadings) {
    return { problem: "ambiguous", detail: `either ${dayOf(year, second, first)} or ${dayOf(year, first, second)}` };
  }
  const monthFirst = dayFirst === null && first <= 12 && second > 12;
  const [day, month] = monthFirst ? [second, first] : [first, second];
  return { item: withParts(blank, { day, month, year }), next: start + 5 };
}

/** Early, mid or late, or "first months", with a month, a year or both. */
function readPart(words: readonly Tagged[], start: number): { item: Item; next: number } | null {
  const word = words[start];
  const part = word?.tag === "part" ? word.part : word?.tag === "firstMonths" ? "early" : null;
  if (part === null) return null;
  let index = start + 1;
  if (markAt(words, index) === "-") index += 1;
  index = skipFiller(words, index);
  const month = word?.tag === "part" ? words[index] : undefined;
  if (month?.tag !== "month") {
    const year = yearAt(words, index);
    return year === null ? null : { item: withParts(blank, { unit: "part", part, year, rule: "date/part-of-year" }), next: index + 1 };
  }
  const end = readYearAfter(words, index + 1);
  const item: Item = withParts(blank, { unit: "part", part, month: month.number, year: end.year, rule: "date/part-of-month" });
  return { item, next: end.next };
}

/** An optional year after a month or day: "2019", ", 2019", "de 2019". */
function readYearAfter(words: readonly Tagged[], start: number): { year: number | null; next: number } {
  let index = start;
  if (markAt(words, index) === ",") index += 1;
  index = skipFiller(words, index);
  const year = yearAt(words, index);
  return year === null ? { year: null, next: start } : { year, next: index + 1 };
}

/** A weekday, a day, a month, a year, in the orders that writers use. */
function readNamed(words: readonly Tagged[], start: number): { item: Item; next: number } | null {
  let index = start;
  const named = words[index];
  const weekday = named?.tag === "weekday" ? named.number : null;
  if (weekday !== null) {
    const bracket = markAt(words, index + 1) === "(" && markAt(words, index + 3) === ")" ? dayNumberAt(words, index + 2) : null;
    if (bracket !== null) {
      return {
        item: withParts(blank, { unit: "day", weekday, day: bracket, nearest: true, rule: "date/weekday-and-number" }),
        next: index + 4,
      };
    }
    index += 1;
    const comma = markAt(words, index) === "," ? 1 : 0;
    const rest = readDayMonth(words, skipFiller(words, index + comma), weekday);
    if (rest) return rest;
    return { item: withParts(blank, { unit: "day", weekday, rule: "date/weekday" }), next: index };
  }
  return readDayMonth(words, index, null);
}

function readDayMonth(words: readonly Tagged[], start: number, weekday: number | null): { item: Item; next: number } | null {
  const first = words[start];
  if (first?.tag === "month") return readMonthFirst(words, start, first.number, weekday);
  const day = dayNumberAt(words, start);
  const year = yearAt(words, start);
  if (year !== null && weekday === null) return { item: withParts(blank, { unit: "year", year, rule: "date/year" }), next: start + 1 };
  if (day === null) return null;
  const index = skipFiller(words, start + 1);
  const month = words[index];
  if (month?.tag === "month") {
    const end = readYearAfter(words, index + 1);
    return { item: withParts(blank, { unit: "day", weekday, day, month: month.number, year: end.year, rule: "date/day" }), next: end.next };
  }
  const nearest = weekday !== null;
  const end = markAt(words, start + 1) === "," ? readYearAfter(words, start + 1) : { year: null, next: start + 1 };
  const rule = nearest ? "date/weekday-and-number" : "date/day";
  return { item: withParts(blank, { unit: "day", weekday, day, year: end.year, nearest, rule }), next: end.next };
}

function readMonthFirst(
  words: readonly Tagged[],
  start: number,
  month: number,
  weekday: number | null,
): { item: Item; next: number } | null {
  const index = skipFiller(words, start + 1);
  const day = dayNumberAt(words, index);
  if (day !== null) {
    const end = readYearAfter(words, index + 1);
    return {
      item: withParts(blank, { unit: "day", weekday, day, month, year: end.year, monthFirst: true, rule: "date/day" }),
      next: end.next,
    };
  }
  if (weekday !== null) return null;
  const end = readYearAfter(words, start + 1);
  return { item: withParts(blank, { unit: "month", month, year: end.year, monthFirst: true, rule: "date/month" }), next: end.next };
}
