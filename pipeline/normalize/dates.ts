// How printed words become a date: phrases around items, each phrase by one published rule, refused unless wholly read.
import type { Refusal } from "../finding.ts";
import { addDays, type Day } from "./calendar.ts";
import {
  type Basis,
  type DateContext,
  type Item,
  isProblem,
  lendParts,
  type Problem,
  readItem,
  resolveItem,
  type Span,
  skipFiller,
} from "./date-items.ts";
import { type Tagged, tagDate } from "./date-words.ts";
import { isEdtf, writeInterval, writeMonths } from "./edtf.ts";
import { findLexicon, languages } from "./lexicon/lexicons.ts";
import { foldShort, longestText } from "./words.ts";

export type DatePrecision = "day" | "days" | "week" | "part_of_month" | "month" | "part_of_year" | "year" | "open" | "unknown";
export type DateQualifier = "none" | "approximate" | "uncertain";

/** A date as read. Bounds are inclusive ISO days, null where open; `edtf` reads back as the same bounds. */
export interface DateReading {
  readonly edtf: string;
  readonly earliest: Day | null;
  readonly latest: Day | null;
  readonly precision: DatePrecision;
  readonly qualifier: DateQualifier;
  readonly basis: Basis | "curated";
  /** Ids of the rules that read it, as in the table `rules`. */
  readonly rules: readonly string[];
}

/**
 * What surrounds the words: publication and anchor in days, and whether the date is one of something planned, so that
 * it may lie after publication; left out where that is not known.
 */
export interface DateQuestion {
  readonly text: string;
  /** BCP 47. */
  readonly language: string;
  readonly published?: { readonly earliest: Day; readonly latest: Day } | null;
  readonly anchor?: { readonly earliest: Day; readonly latest: Day } | null;
  readonly planned?: boolean;
}

type Attempt = DateReading | Problem | null;

const problems: Readonly<Record<string, string>> = {
  empty: "no words stand here",
  "no-lexicon": `there are words only for ${languages.join(", ")}`,
};

/**
 * Reads a printed date. Never throws.
 * @returns a reading, or a refusal: date/empty, date/no-lexicon, date/unread, date/no-such-day, date/weekday-mismatch,
 * date/ambiguous, date/needs-publication, date/needs-anchor, date/reversed, date/after-publication.
 * @example parseDate({ text: "November 27 and 28", language: "en", published }) // 2019-11-27/2019-11-28
 */
export function parseDate(question: DateQuestion): DateReading | Refusal {
  const lexicon = findLexicon(question.language);
  if (lexicon === null) return refuse({ problem: "no-lexicon", detail: problems["no-lexicon"] ?? "" });
  const folded = foldShort(question.text);
  if (folded === "") return refuse({ problem: "empty", detail: problems["empty"] ?? "" });
  if (folded === null) return refuse({ problem: "unread", detail: `a date has at most ${longestText} characters` });
  const context: DateContext = { published: question.published ?? null, anchor: question.anchor ?? null, dayFirst: lexicon.dayFirst };
  const words = stripOuter(tagDate(lexicon, folded));
  const attempt = readPhrase(words, context) ?? { problem: "unread", detail: explainUnread(words, context) };
  if (isProblem(attempt)) return refuse(attempt);
  if (!isEdtf(attempt.edtf)) return refuse({ problem: "unread", detail: "the day lies outside the years 0 to 9999" });
  return checkPublication(attempt, context, question.planned ?? null);
}

function refuse(problem: Problem): Refusal {
  return { code: `date/${problem.problem}`, message: `${capital(problem.detail)}.` };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A full stop at the end and brackets around the whole change nothing. */
function stripOuter(words: readonly Tagged[]): readonly Tagged[] {
  const last = words.at(-1);
  if (last?.tag === "mark" && ".,;:".includes(last.text)) return stripOuter(words.slice(0, -1));
  const first = words[0];
  if (first?.tag === "mark" && last?.tag === "mark" && first.text === "(" && last.text === ")") return words.slice(1, -1);
  return words;
}

/** What stopped the reading, and the rule that reads the most words from the beginning. */
function explainUnread(words: readonly Tagged[], context: DateContext): string {
  const nearest = findNearest(words, context);
  return `${explainWord(words)}${nearest === null ? "" : `; ${nearest} nearly reads it`}`;
}

function findNearest(words: readonly Tagged[], context: DateContext): string | null {
  for (let length = words.length - 1; length > 0; length--) {
    const attempt = readPhrase(words.slice(0, length), context);
    if (attempt !== null && !isProblem(attempt)) return attempt.rules.findLast((rule) => rule !== "date/year-inherited") ?? null;
  }
  return null;
}

function explainWord(words: readonly Tagged[]): string {
  const unknown = words.find((word) => word.tag === "word");
  if (unknown?.tag === "word") return `no rule for dates reads the word "${unknown.text.slice(0, 40)}"`;
  return "no rule for dates reads these words wholly";
}

function checkPublication(reading: DateReading, context: DateContext, planned: boolean | null): DateReading | Refusal {
  const limit = context.published?.latest ?? null;
  if (limit === null || planned === true) return reading;
  // "Thursday (26)" may lie ahead; whether it may here is known only with the role of the date.
  if (planned === null && reading.basis === "publication_relative") return reading;
  const whole = reading.precision === "month" || reading.precision === "year" || reading.precision.startsWith("part");
  const tested = whole ? reading.earliest : (reading.latest ?? reading.earliest);
  if (tested === null || tested <= limit) return reading;
  return refuse({ problem: "after-publication", detail: `${tested} is later than the latest day of publication, ${limit}` });
}

/** One phrase, wholly: the first rule whose opening words stand here decides. */
function readPhrase(words: readonly Tagged[], context: DateContext): Attempt {
  const start = skipFiller(words, 0);
  const rest = words.slice(start + 1);
  switch (words[start]?.tag) {
    case undefined:
      return null;
    case "soFar":
      return rest.length === 0 ? readSoFar(context) : null;
    case "around":
      return qualify(readPhrase(rest, context), "approximate", "~", "date/approximate");
    case "possibly":
      return qualify(readPhrase(rest, context), "uncertain", "?", "date/uncertain");
    case "before":
      return open(readTarget(rest, context), "date/before", (target) => [null, target.earliest && addDays(target.earliest, -1)]);
    case "until":
      return open(readTarget(rest, context), "date/until", (target) => [null, target.latest]);
    case "after":
      return open(readTarget(rest, context), "date/after", (target) => [
        target.latest && addDays(target.latest, 1),
        publicationEnd(context),
      ]);
    case "since":
      return readSince(rest, context);
    case "relativeDay":
      return readRelativeDay(words, start, context);
    case "anchorDay":
      return readAnchorDay(words, start, context);
    default:
      return readCounted(words, start, context) ?? readItems(words.slice(start), context);
  }
}

const publicationEnd = (context: DateContext): Day | null => context.published?.latest ?? null;

function readSoFar(context: DateContext): Attempt {
  const base = context.anchor ?? context.published;
  if (base === null) return { problem: "needs-publication", detail: "these words lean on the day of publication" };
  const basis = context.anchor ? "anchor_relative" : "publication_relative";
  return {
    edtf: `../${base.latest}`,
    earliest: null,
    latest: base.latest,
    precision: "open",
    qualifier: "none",
    basis,
    rules: ["date/so-far"],
  };
}

function qualify(inner: Attempt, qualifier: DateQualifier, mark: string, rule: string): Attempt {
  if (inner === null || isProblem(inner)) return inner;
  if (inner.qualifier !== "none" || !/^[\d-]+$/.test(inner.edtf)) return null;
  return { ...inner, edtf: inner.edtf + mark, qualifier, rules: [...inner.rules, rule] };
}

function open(target: Attempt, rule: string, bounds: (target: DateReading) => [Day | null, Day | null]): Attempt {
  if (target === null || isProblem(target)) return target;
  if (target.precision === "open" || target.qualifier !== "none") return null;
  const [earliest, latest] = bounds(target);
  const edtf = writeInterval(earliest, latest);
  if (edtf === null) return null;
  if (earliest !== null && latest !== null && earliest > latest) {
    return { problem: "after-publication", detail: `${earliest} is later than the latest day of publication, ${latest}` };
  }
  return { edtf, earliest, latest, precision: "open", qualifier: "none", basis: target.basis, rules: [...target.rules, rule] };
}

/** "since X" runs to publication; "since X until Y" is an interval. */
function readSince(words: readonly Tagged[], context: DateContext): Attempt {
  const split = words.findIndex((word) => word.tag === "until" || word.tag === "to");
  if (split > 0) {
    const range = readItems([...words.slice(0, split), { tag: "to" }, ...words.slice(split + 1)], context);
    if (range !== null) return range;
  }
  return open(readTarget(words, context), "date/since", (target) => [target.earliest, publicationEnd(context)]);
}

/** What "before", "after" or "since" leans on: a date, a happening with its date, or a happening that the anchor dates. */
function readTarget(words: readonly Tagged[], context: DateContext): Attempt {
  const whole = readPhrase(words, context);
  if (whole !== null) return whole;
  let index = 0;
  while (index < words.length && isNaming(words[index])) index += 1;
  if (index === 0 || !words.slice(0, index).some((word) => word.tag === "word")) return null;
  if (index < words.length) return readPhrase(words.slice(index), context);
  return fromAnchor(context, 0, 0, "date/by-anchor");
}

/** Words that may name a happening: none of them says when. */
function isNaming(word: Tagged | undefined): boolean {
  if (word?.tag === "mark") return word.text === "'" || word.text === ".";
  return word?.tag === "word" || word?.tag === "filler" || word?.tag === "and" || word?.tag === "to" || word?.tag === "part";
}

function fromAnchor(context: DateContext, from: number, to: number, rule: string): Attempt {
  if (context.anchor === null) return { problem: "needs-anchor", detail: "these words lean on a day that is not given" };
  return shifted(context.anchor, from, to, "anchor_relative", [rule]);
}

function fromPublication(context: DateContext, offset: number, rule: string): Attempt {
  if (context.published === null) return { problem: "needs-publication", detail: "these words lean on the day of publication" };
  return shifted(context.published, offset, offset, "publication_relative", [rule]);
}

/** The interval from `from` days after the earliest to `to` days after the latest day of the base. */
function shifted(
  base: { earliest: Day; latest: Day },
  from: number,
  to: number,
  basis: DateReading["basis"],
  rules: readonly string[],
): DateReading {
  const earliest = addDays(base.earliest, from);
  const latest = addDays(base.latest, to);
  const edtf = writeInterval(earliest, latest) ?? "";
  return { edtf, earliest, latest, precision: earliest === latest ? "day" : "days", qualifier: "none", basis, rules };
}

/** today, yesterday; a date in apposition ("yesterday, November 15") must be that day. */
function readRelativeDay(words: readonly Tagged[], start: number, context: DateContext): Attempt {
  const word = words[start];
  if (word?.tag !== "relativeDay") return null;
  const relative = fromPublication(context, word.offset, word.offset === 0 ? "date/today" : "date/yesterday");
  const rest = words.slice(start + 1);
  if (skipFiller(rest, 0) === rest.length) return relative;
  if (rest.some((other) => other.tag === "and" || other.tag === "to" || other.tag === "until"))
    return readItems(words.slice(start), context);
  return agree(relative, readItems(withoutComma(rest), context));
}

/** the same day, the next day; "the day before X" leans on X; a date in apposition must be that day. */
function readAnchorDay(words: readonly Tagged[], start: number, context: DateContext): Attempt {
  const word = words[start];
  if (word?.tag !== "anchorDay") return null;
  const rest = words.slice(start + 1);
  const relative = fromAnchor(context, word.offset, word.offset, "date/by-anchor");
  if (skipFiller(rest, 0) === rest.length) return relative;
  const first = rest[0];
  if (first?.tag === "mark" && first.text === ",") {
    const dated = readItems(rest.slice(1), context);
    return relative !== null && isProblem(relative) ? dated : agree(relative, dated);
  }
  if (word.offset === 0) return null;
  const target = readTarget(rest, context);
  if (target === null || isProblem(target) || target.earliest === null || target.latest === null) return target;
  const base = { earliest: target.earliest, latest: target.latest };
  return shifted(base, word.offset, word.offset, target.basis, [...target.rules, "date/days-from"]);
}

function withoutComma(words: readonly Tagged[]): readonly Tagged[] {
  const first = words[0];
  return first?.tag === "mark" && first.text === "," ? words.slice(1) : words;
}

/** Two wordings of one day: the dated one stands, if the other does not contradict it. */
function agree(relative: Attempt, dated: Attempt): Attempt {
  if (relative === null || dated === null || isProblem(relative) || isProblem(dated)) return dated ?? relative;
  if (dated.earliest === null || dated.latest === null || relative.earliest === null || relative.latest === null) return null;
  if (dated.earliest >= relative.earliest && dated.latest <= relative.latest) return dated;
  return { problem: "ambiguous", detail: `${dated.edtf} is printed, the words beside it mean ${relative.edtf}` };
}

/** Phrases that count days: "hace 15 días", "two days later", "a few days after X", "the week before X". */
function readCounted(words: readonly Tagged[], start: number, context: DateContext): Attempt {
  const first = words[start];
  if (first?.tag === "week") return readWeekBefore(words.slice(start + 1), context);
  if (first?.tag === "few" && words[start + 1]?.tag === "days") return readFewDays(words.slice(start + 2), context);
  const prefixed = first?.tag === "agoBefore" ? 1 : 0;
  const number = words[start + prefixed];
  if (number?.tag !== "number" || number.digits > 3 || !isDayUnit(words[start + prefixed + 1], number.value)) return null;
  const rest = words.slice(start + prefixed + 2);
  if (prefixed === 1) return rest.length === 0 ? fromPublication(context, -number.value, "date/ago") : null;
  return readDaysAway(number.value, rest, context);
}

/** "días" is tagged days; a single "día" is a filler in Spanish and "day" in English, so one day is asked by its number. */
function isDayUnit(word: Tagged | undefined, count: number): boolean {
  return word?.tag === "days" || (count === 1 && word?.tag === "word" && word.text === "day");
}

function readDaysAway(count: number, rest: readonly Tagged[], context: DateContext): Attempt {
  const direction = rest[0]?.tag;
  if (direction === "agoAfter") return rest.length === 1 ? fromPublication(context, -count, "date/ago") : null;
  if (direction === "later") return rest.length === 1 ? fromAnchor(context, count, count, "date/by-anchor") : null;
  if (direction !== "after" && direction !== "before") return null;
  const offset = direction === "after" ? count : -count;
  if (rest.length === 1) return fromAnchor(context, offset, offset, "date/by-anchor");
  const target = readTarget(rest.slice(1), context);
  if (target === null || isProblem(target) || target.earliest === null || target.latest === null) return target;
  const base = { earliest: target.earliest, latest: target.latest };
  return shifted(base, offset, offset, target.basis, [...target.rules, "date/days-from"]);
}

function readWeekBefore(rest: readonly Tagged[], context: DateContext): Attempt {
  if (rest[0]?.tag !== "before") return null;
  const target = rest.length === 1 ? fromAnchor(context, 0, 0, "date/by-anchor") : readTarget(rest.slice(1), context);
  if (target === null || isProblem(target) || target.earliest === null) return target;
  const base = { earliest: target.earliest, latest: target.earliest };
  return { ...shifted(base, -7, -1, target.basis, [...target.rules, "date/week-before"]), precision: "week" };
}

function readFewDays(rest: readonly Tagged[], context: DateContext): Attempt {
  const direction = rest[0]?.tag;
  if (direction !== "after" && direction !== "later") return null;
  const target = rest.length === 1 ? fromAnchor(context, 0, 0, "date/by-anchor") : readTarget(rest.slice(1), context);
  if (direction === "later" && rest.length > 1) return null;
  if (target === null || isProblem(target) || target.earliest === null || target.latest === null) return target;
  const base = { earliest: target.earliest, latest: target.latest };
  return shifted(base, 2, 6, target.basis, [...target.rules, "date/few-days-after"]);
}

type Connector = "and" | "or" | "to" | "comma";

/** One item, or several joined by and, or, to: the connectors decide the rule. */
function readItems(words: readonly Tagged[], context: DateContext): Attempt {
  const between = words[skipFiller(words, 0)]?.tag === "between";
  const from = words[skipFiller(words, 0)]?.tag === "from";
  let index = between || from ? skipFiller(words, 0) + 1 : 0;
  const items: (Item | Span)[] = [];
  const connectors: Connector[] = [];
  for (;;) {
    const item = readItemOrRelative(words, index, context);
    if (item === null || isProblem(item)) return item;
    items.push(item.item);
    index = skipFiller(words, item.next);
    if (index >= words.length) break;
    const connector = connectorAt(words, index);
    if (connector === null) return null;
    connectors.push(connector.kind);
    index = connector.next;
  }
  return combine(items, between && connectors.join() === "and" ? ["to"] : connectors, between || from, context);
}

function readItemOrRelative(
  words: readonly Tagged[],
  start: number,
  context: DateContext,
): { item: Item | Span; next: number } | Problem | null {
  const index = skipFiller(words, start);
  const word = words[index];
  if (word?.tag !== "relativeDay") return readItem(words, start, context.dayFirst);
  const day = fromPublication(context, word.offset, word.offset === 0 ? "date/today" : "date/yesterday");
  if (day === null || isProblem(day) || day.earliest === null || day.latest === null) return day === null || !isProblem(day) ? null : day;
  const span: Span = { earliest: day.earliest, latest: day.latest, unit: "day", basis: "publication_relative", rule: day.rules[0] ?? "" };
  return { item: span, next: index + 1 };
}

function connectorAt(words: readonly Tagged[], index: number): { kind: Connector; next: number } | null {
  const word = words[index];
  if (word?.tag === "and" || word?.tag === "or" || word?.tag === "to") return { kind: word.tag, next: index + 1 };
  if (word?.tag === "until") return { kind: "to", next: index + 1 };
  if (word?.tag !== "mark") return null;
  if (word.text === "-" || word.text === "/") return { kind: "to", next: index + 1 };
  if (word.text !== ",") return null;
  const after = words[index + 1];
  if (after?.tag === "and" || after?.tag === "or") return { kind: after.tag, next: index + 2 };
  return { kind: "comma", next: index + 1 };
}

function combine(items: readonly (Item | Span)[], connectors: readonly Connector[], range: boolean, context: DateContext): Attempt {
  const kinds = new Set(connectors);
  const isRange = kinds.has("to");
  if (isRange ? connectors.length !== 1 : range) return null;
  if (kinds.has("and") && kinds.has("or")) return null;
  if (connectors.length > 0 && !isRange && !kinds.has("and") && !kinds.has("or")) return null;
  const spans = resolveAll(items, isRange, context);
  if (isProblem(spans)) return spans;
  const [first] = spans;
  if (first === undefined) return null;
  if (spans.length === 1) return readSpan(first, [first.rule]);
  if (isRange) return readRange(spans);
  return readDays(spans, kinds.has("or"));
}

/** Resolves from the last to the first: what has no year is not later than what follows it. */
function resolveAll(items: readonly (Item | Span)[], isRange: boolean, context: DateContext): Span[] | Problem {
  const lent = lendParts(items.filter((item): item is Item => "monthFirst" in item));
  let next = 0;
  const prepared = items.map((item) => ("monthFirst" in item ? (lent[next++] ?? item) : item));
  const spans: Span[] = [];
  let limit = publicationEnd(context);
  for (const item of prepared.toReversed()) {
    const span = "monthFirst" in item ? resolveItem(item, context, limit) : item;
    if (isProblem(span)) return span;
    const following = spans[0];
    if (isRange && following && span.basis === "year_inherited" && backwards(span, following)) {
      return { problem: "reversed", detail: "the end is before the beginning" };
    }
    spans.unshift(span);
    limit = span.earliest;
  }
  return spans;
}

/** A range without years that crosses the turn of the year is read only from December to January. */
function backwards(span: Span, following: Span): boolean {
  if (span.earliest.slice(0, 4) === following.earliest.slice(0, 4)) return false;
  return !(span.earliest.slice(5, 7) === "12" && following.earliest.slice(5, 7) === "01");
}

const precisionOf = { day: "day", month: "month", year: "year", part: "part_of_month" } as const;

function readSpan(span: Span, rules: readonly string[]): DateReading {
  const { earliest, latest, basis } = span;
  const partOfYear = span.rule === "date/part-of-year";
  const whole = span.unit === "month" || span.unit === "year" || partOfYear;
  const edtf = whole ? writeMonths(earliest, latest) : (writeInterval(earliest, latest) ?? "");
  const several = span.unit === "day" && earliest !== latest;
  const precision = partOfYear ? "part_of_year" : several ? "days" : precisionOf[span.unit];
  return { edtf, earliest, latest, precision, qualifier: "none", basis, rules: basisRules(rules, basis) };
}

function basisRules(rules: readonly string[], basis: Basis): string[] {
  const all = basis === "year_inherited" ? [...rules, "date/year-inherited"] : rules;
  return [...new Set(all)];
}

/** The basis of several items: one that needed the context says so for all. */
function commonBasis(spans: readonly Span[]): Basis {
  const order: readonly Basis[] = ["anchor_relative", "publication_relative", "year_inherited", "explicit"];
  return order.find((basis) => spans.some((span) => span.basis === basis)) ?? "explicit";
}

function readRange(spans: readonly Span[]): Attempt {
  const [from, to] = spans;
  if (!from || !to) return null;
  if (from.earliest > to.latest || from.latest > to.latest) return { problem: "reversed", detail: "the end is before the beginning" };
  const units = new Set([from.unit, to.unit]);
  const unit = units.has("day") || units.has("part") ? "day" : units.has("month") ? "month" : "year";
  const span: Span = { earliest: from.earliest, latest: to.latest, unit, basis: commonBasis(spans), rule: from.rule };
  const rules = [...spans.map((each) => each.rule), "date/interval"];
  return readSpan(span, rules);
}

/** Several days: an interval where they follow one another, else the set; or one of them. */
function readDays(spans: readonly Span[], oneOf: boolean): Attempt {
  const basis = commonBasis(spans);
  if (!oneOf && spans.every((span) => span.unit === spans[0]?.unit && span.unit !== "day") && consecutive(spans))
    return readRange([spans[0], spans.at(-1)] as Span[]);
  if (spans.some((span) => span.unit !== "day" || span.earliest !== span.latest)) return null;
  const days = [...new Set(spans.map((span) => span.earliest))].sort();
  const earliest = days[0];
  const latest = days.at(-1);
  if (days.length !== spans.length || earliest === undefined || latest === undefined) return null;
  const rules = basisRules([...spans.map((span) => span.rule), oneOf ? "date/one-of" : "date/days"], basis);
  const common = { earliest, latest, precision: "days", qualifier: "none", basis, rules } as const;
  if (oneOf) return { ...common, edtf: `[${days.join(",")}]` };
  return { ...common, edtf: consecutive(spans) ? `${earliest}/${latest}` : `{${days.join(",")}}` };
}

function consecutive(spans: readonly Span[]): boolean {
  const sorted = [...spans].sort((a, b) => (a.earliest < b.earliest ? -1 : 1));
  return sorted.every((span, index) => index === 0 || span.earliest === addDays(sorted[index - 1]?.latest ?? span.earliest, 1));
}
