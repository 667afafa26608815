// The phrases around dates: before, since, the next day, two days later; each is read by one published rule.
import { addDays, type Day } from "./calendar.ts";
import { type DateContext, isProblem, skipFiller } from "./date-items.ts";
import { readItems } from "./date-lists.ts";
import {
  type Attempt,
  type DateQualifier,
  type DateReading,
  fromAnchor,
  fromPublication,
  publicationEnd,
  shifted,
} from "./date-reading.ts";
import type { Tagged } from "./date-words.ts";
import { writeInterval } from "./edtf.ts";

/** One phrase, wholly: the first rule whose opening words stand here decides. */
export function readPhrase(words: readonly Tagged[], context: DateContext): Attempt {
  const start = skipFiller(words, 0);
  const rest = (): readonly Tagged[] => words.slice(start + 1);
  switch (words[start]?.tag) {
    case undefined:
      return null;
    case "soFar":
      return rest().length === 0 ? readSoFar(context) : null;
    case "around":
      return qualify(readPhrase(rest(), context), "approximate", "~", "date/approximate");
    case "possibly":
      return qualify(readPhrase(rest(), context), "uncertain", "?", "date/uncertain");
    case "before":
      return open(readTarget(rest(), context), "date/before", (target) => [null, target.earliest && addDays(target.earliest, -1)]);
    case "until":
      return open(readTarget(rest(), context), "date/until", (target) => [null, target.latest]);
    case "after":
      return open(readTarget(rest(), context), "date/after", (target) => [
        target.latest && addDays(target.latest, 1),
        publicationEnd(context),
      ]);
    case "since":
      return readSince(rest(), context);
    case "relativeDay":
      return readRelativeDay(words, start, context);
    case "anchorDay":
      return readAnchorDay(words, start, context);
    default:
      return readCounted(words, start, context) ?? readItems(words, context);
  }
}

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
