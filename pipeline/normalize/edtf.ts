// How dates are written down: the part of Extended Date/Time Format (ISO 8601-2) that Recuento writes and reads.
import { type DayInterval, dayOf, daysInMonth, monthInterval, partsOf } from "./calendar.ts";

/** What an EDTF text means in days; null on a side that is open. */
export interface EdtfBounds {
  readonly earliest: string | null;
  readonly latest: string | null;
  readonly precision: "day" | "days" | "month" | "year" | "open";
  readonly qualifier: "none" | "approximate" | "uncertain";
}

const simple = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?])?$/;
const qualifiers = { "~": "approximate", "?": "uncertain" } as const;

/** True where `readEdtf` reads the text. */
export function isEdtf(text: string): boolean {
  return readEdtf(text) !== null;
}

/**
 * Reads a day, month, year, interval (`a/b`, `../b`, `a/..`), set `{a,b}` or one-of `[a,b]` with an optional `~` or `?`.
 * Bounds are inclusive days. Null where the text is none of these, or names no day of the calendar, or runs backwards.
 * @example readEdtf("2019-11-27/2019-11-28") // earliest 2019-11-27, latest 2019-11-28, precision days
 */
export function readEdtf(text: string): EdtfBounds | null {
  if (text.length > 200) return null;
  const listed = /^(?:\{(.*)\}|\[(.*)\])$/.exec(text);
  if (listed) return readList((listed[1] ?? listed[2] ?? "").split(","));
  const slash = text.indexOf("/");
  if (slash >= 0) return readInterval(text.slice(0, slash), text.slice(slash + 1));
  return readSimple(text);
}

/** The first and last day of a text that `readEdtf` reads and that is open on neither side; else null. */
export function readClosed(text: string): DayInterval | null {
  const bounds = readEdtf(text);
  return bounds?.earliest && bounds.latest ? { earliest: bounds.earliest, latest: bounds.latest } : null;
}

function readSimple(text: string): EdtfBounds | null {
  const match = simple.exec(text);
  if (!match) return null;
  const [, year, month, day, mark] = match;
  const qualifier = mark === "~" || mark === "?" ? qualifiers[mark] : "none";
  const y = Number(year);
  if (month === undefined) return { earliest: `${year}-01-01`, latest: `${year}-12-31`, precision: "year", qualifier };
  const m = Number(month);
  if (m < 1 || m > 12) return null;
  if (day === undefined) return { ...monthInterval(y, m), precision: "month", qualifier };
  const iso = dayOf(y, m, Number(day));
  return iso === null ? null : { earliest: iso, latest: iso, precision: "day", qualifier };
}

function readInterval(start: string, end: string): EdtfBounds | null {
  const from = start === ".." ? null : readSimple(start);
  const to = end === ".." ? null : readSimple(end);
  if ((start !== ".." && from === null) || (end !== ".." && to === null)) return null;
  if (from === null && to === null) return null;
  const earliest = from?.earliest ?? null;
  const latest = to?.latest ?? null;
  const qualifier = from?.qualifier !== "none" ? (from?.qualifier ?? to?.qualifier ?? "none") : (to?.qualifier ?? "none");
  if (earliest === null || latest === null) return { earliest, latest, precision: "open", qualifier };
  if (earliest > latest) return null;
  const precisions = [from?.precision, to?.precision];
  const precision = precisions.includes("day") ? "days" : precisions.includes("month") ? "month" : "year";
  return { earliest, latest, precision, qualifier };
}

function readList(items: readonly string[]): EdtfBounds | null {
  const days = items.map(readSimple);
  if (days.length < 2 || days.some((day) => day === null || day.precision !== "day" || day.qualifier !== "none")) return null;
  const sorted = items.every((item, index) => index === 0 || (items[index - 1] ?? "") < item);
  if (!sorted) return null;
  return { earliest: items[0] ?? null, latest: items.at(-1) ?? null, precision: "days", qualifier: "none" };
}

/**
 * The shortest EDTF for an interval of days: a day, a month, a year, months, years, or day/day.
 * Null means open on that side; open on both has no EDTF and gives null.
 */
export function writeInterval(earliest: string | null, latest: string | null): string | null {
  if (earliest === null && latest === null) return null;
  if (earliest === null) return `../${latest}`;
  if (latest === null) return `${earliest}/..`;
  if (earliest === latest) return earliest;
  return `${earliest}/${latest}`;
}

/** The EDTF for whole months, both inclusive: `2019-11`, `2019-01/2019-04`, or `2019` where they are a calendar year. */
export function writeMonths(earliest: string, latest: string): string {
  const from = partsOf(earliest);
  const to = partsOf(latest);
  if (from.day !== 1 || to.day !== daysInMonth(to.year, to.month)) return `${earliest}/${latest}`;
  const years = from.month === 1 && to.month === 12;
  const start = earliest.slice(0, years ? 4 : 7);
  const end = latest.slice(0, years ? 4 : 7);
  return start === end ? start : `${start}/${end}`;
}
