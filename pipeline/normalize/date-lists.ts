// How several items make one date: what joins them decides the rule, and what they leave out they lend each other.
import { addDays } from "./calendar.ts";
import { type Basis, type DateContext, type Item, isProblem, type Problem, readItem, type Span, skipFiller } from "./date-items.ts";
import { type Attempt, type DateReading, fromPublication } from "./date-reading.ts";
import { lendParts, resolveItem } from "./date-spans.ts";
import type { Tagged } from "./date-words.ts";
import { writeInterval, writeMonths } from "./edtf.ts";

type Connector = "and" | "or" | "to" | "comma";

/** Items with what joins them, before any is given its days. */
interface Joined {
  readonly items: readonly (Item | Span)[];
  readonly isRange: boolean;
  readonly oneOf: boolean;
}

/** One item, or several joined by and, or, to: the connectors decide the rule. */
export function readItems(words: readonly Tagged[], context: DateContext): Attempt {
  const joined = joinItems(words, context);
  if (joined === null || isProblem(joined)) return joined;
  const spans = resolveAll(joined, context);
  if (isProblem(spans)) return spans;
  const [first] = spans;
  if (first === undefined) return null;
  if (spans.length === 1) return readSpan(first, [first.rule]);
  return joined.isRange ? readRange(spans) : readDays(spans, joined.oneOf);
}

function joinItems(words: readonly Tagged[], context: DateContext): Joined | Problem | null {
  const start = skipFiller(words, 0);
  const between = words[start]?.tag === "between";
  const from = words[start]?.tag === "from";
  let index = between || from ? start + 1 : 0;
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
  return joinBy(items, between && connectors.join() === "and" ? ["to"] : connectors, between || from);
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

function joinBy(items: readonly (Item | Span)[], connectors: readonly Connector[], range: boolean): Joined | null {
  const kinds = new Set(connectors);
  const isRange = kinds.has("to");
  if (isRange ? connectors.length !== 1 : range) return null;
  if (kinds.has("and") && kinds.has("or")) return null;
  if (connectors.length > 0 && !isRange && !kinds.has("and") && !kinds.has("or")) return null;
  const lent = lendParts(items.filter((item): item is Item => "monthFirst" in item));
  let next = 0;
  const prepared = items.map((item) => ("monthFirst" in item ? (lent[next++] ?? item) : item));
  return { items: prepared, isRange, oneOf: kinds.has("or") };
}

/** Resolves from the last to the first: what has no year is not later than what follows it. */
function resolveAll({ items, isRange }: Joined, context: DateContext): Span[] | Problem {
  const spans: Span[] = [];
  for (const item of items.toReversed()) {
    const following = spans[0];
    const span = "monthFirst" in item ? resolveItem(item, context, following?.earliest ?? null) : item;
    if (isProblem(span)) return span;
    if (isRange && following && span.basis === "year_inherited" && backwards(span, following)) {
      return { problem: "reversed", detail: "the end is before the beginning" };
    }
    spans.unshift(span);
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
  const listed = days.join(",");
  const edtf = oneOf ? `[${listed}]` : consecutive(spans) ? `${earliest}/${latest}` : `{${listed}}`;
  return { edtf, earliest, latest, precision: "days", qualifier: "none", basis, rules };
}

function consecutive(spans: readonly Span[]): boolean {
  const sorted = [...spans].sort((a, b) => (a.earliest < b.earliest ? -1 : 1));
  return sorted.every((span, index) => index === 0 || span.earliest === addDays(sorted[index - 1]?.latest ?? span.earliest, 1));
}
