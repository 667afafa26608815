// How an item as printed becomes days: what it lends and borrows, which year it means, and which days a part has.
import { addDays, type Day, dayOf, daysBetween, daysInMonth, earlier, lastWeekday, monthInterval, partsOf, weekdayOf } from "./calendar.ts";
import { type Basis, type DateContext, type Item, isProblem, type Problem, type Span, withParts } from "./date-items.ts";

const monthNames = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** Lends missing months and years between the items of one list, as writers leave them out. */
export function lendParts(items: readonly Item[]): Item[] {
  const withMonths = items.map((item, index) => {
    if (item.month !== null || item.unit !== "day" || item.day === null) return item;
    const before = items.slice(0, index).findLast((other) => other.month !== null && other.monthFirst);
    const after = items.slice(index + 1).find((other) => other.month !== null);
    const lender = before ?? after;
    if (!lender) return item;
    return withParts(item, { month: lender.month, year: item.year ?? lender.year, nearest: false, rule: "date/day" });
  });
  return withMonths.map((item, index) => {
    if (item.year !== null || item.month === null) return item;
    const lender =
      withMonths.slice(index + 1).find((other) => other.year !== null) ??
      withMonths.slice(0, index).findLast((other) => other.year !== null);
    if (!lender || lender.year === null) return item;
    const isBefore = item.month === 12 && lender.month === 1 && withMonths.indexOf(lender) > index;
    return withParts(item, { year: isBefore ? lender.year - 1 : lender.year });
  });
}

/** The item in days. Without a year it is the latest such time not after `limit`. */
export function resolveItem(item: Item, context: DateContext, following: Day | null): Span | Problem {
  if (item.nearest) return resolveNearest(item, context);
  if (item.weekday !== null && item.month === null) return resolveWeekday(item.weekday, context);
  if (item.month === null && item.year === null) return { problem: "unread", detail: "a day needs its month" };
  if (item.month !== null && (item.month < 1 || item.month > 12))
    return { problem: "no-such-day", detail: `there is no month ${item.month}` };
  if (item.year !== null) return resolveInYear(item, item.year, "explicit");
  const limit = following ?? context.yearLimit;
  if (limit === null) return { problem: "needs-publication", detail: "no year is printed, and no day of publication is given" };
  return resolveWithoutYear(item, limit);
}

function resolveWithoutYear(item: Item, limit: Day): Span | Problem {
  const { year } = partsOf(limit);
  const undated = withParts(item, { weekday: null });
  let last: Span | Problem = { problem: "no-such-day", detail: "the calendar has no such day" };
  for (const candidate of [year, year - 1, year - 2, year - 3, year - 4, year - 5, year - 6, year - 7, year - 8]) {
    const span = resolveInYear(undated, candidate, "year_inherited");
    if (isProblem(span)) {
      last = span;
      if (item.day !== 29 || item.month !== 2) return span;
    } else if (span.earliest <= limit) return checkWeekday(span, item.weekday);
  }
  return last;
}

const spanOf = ({ earliest, latest }: { earliest: Day; latest: Day }, unit: Span["unit"], basis: Basis, rule: string): Span => {
  return { earliest, latest, unit, basis, rule };
};

function resolveInYear(item: Item, year: number, basis: Basis): Span | Problem {
  const rule = item.rule;
  if (item.part !== null) return spanOf(partInterval(item.part, year, item.month), "part", basis, rule);
  if (item.month === null) return { earliest: `${year}-01-01`, latest: `${year}-12-31`, unit: "year", basis, rule };
  if (item.day === null) return spanOf(monthInterval(year, item.month), "month", basis, rule);
  const day = dayOf(year, item.month, item.day);
  if (day === null)
    return { problem: "no-such-day", detail: `${monthNames[item.month - 1]} ${year} has ${daysInMonth(year, item.month)} days` };
  return checkWeekday({ earliest: day, latest: day, unit: "day", basis, rule }, item.weekday);
}

function checkWeekday(span: Span, weekday: number | null): Span | Problem {
  if (weekday === null || weekdayOf(span.earliest) === weekday) return span;
  const names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
  return { problem: "weekday-mismatch", detail: `${span.earliest} was a ${names[weekdayOf(span.earliest) - 1]}` };
}

/** Thirds: days 1–10, 11–20, 21–end of a month; January–April, May–August, September–December of a year. */
function partInterval(part: "early" | "mid" | "late", year: number, month: number | null): { earliest: Day; latest: Day } {
  const index = ["early", "mid", "late"].indexOf(part);
  if (month === null) {
    return { earliest: monthInterval(year, index * 4 + 1).earliest, latest: monthInterval(year, index * 4 + 4).latest };
  }
  const whole = monthInterval(year, month);
  const starts = [whole.earliest, addDays(whole.earliest, 10), addDays(whole.earliest, 20)];
  const ends = [addDays(whole.earliest, 9), addDays(whole.earliest, 19), whole.latest];
  return { earliest: starts[index] ?? whole.earliest, latest: ends[index] ?? whole.latest };
}

function resolveWeekday(weekday: number, context: DateContext): Span | Problem {
  if (context.published === null) return { problem: "needs-publication", detail: "a weekday leans on the day of publication" };
  const day = lastWeekday(weekday, context.published.latest);
  return { earliest: day, latest: day, unit: "day", basis: "publication_relative", rule: "date/weekday" };
}

/** The day of that number and weekday nearest to publication, within a year either way. */
function resolveNearest(item: Item, context: DateContext): Span | Problem {
  const { published } = context;
  if (published === null) return { problem: "needs-publication", detail: "a weekday and a number lean on the day of publication" };
  if (item.day === null || item.day < 1 || item.day > 31) return { problem: "no-such-day", detail: `no month has a day ${item.day}` };
  let best: Day | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  const { year, month } = partsOf(published.latest);
  for (let offset = -12; offset <= 12; offset++) {
    const index = year * 12 + month - 1 + offset;
    const day = dayOf(Math.floor(index / 12), (index % 12) + 1, item.day);
    if (day === null || weekdayOf(day) !== item.weekday) continue;
    const distance =
      day < published.earliest ? daysBetween(day, published.earliest) : day > published.latest ? daysBetween(published.latest, day) : 0;
    if (distance < bestDistance || (distance === bestDistance && best !== null && earlier(day, best) === day)) {
      best = day;
      bestDistance = distance;
    }
  }
  if (best === null) return { problem: "weekday-mismatch", detail: "no such day within a year of publication" };
  return { earliest: best, latest: best, unit: "day", basis: "publication_relative", rule: item.rule };
}
