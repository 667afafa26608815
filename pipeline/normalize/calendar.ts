// Days as ISO strings on the proleptic Gregorian calendar, and no Date anywhere.
import { dayFromEpoch, daysSinceEpoch } from "../days.ts";

/** An ISO day, yyyy-mm-dd. Text order is time order. */
export type Day = string;

/** Days from `earliest` to `latest`, both inclusive. */
export interface DayInterval {
  readonly earliest: Day;
  readonly latest: Day;
}

const pad = (value: number, width: number): string => String(value).padStart(width, "0");

/** The ISO day, or null where the calendar has none (31 November, 29 February 2019) or the year is none of 0 to 9999. */
export function dayOf(year: number, month: number, day: number): Day | null {
  if (year < 0 || year > 9999) return null;
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Number of days in the month, 28 to 31. `month` counts from 1. */
export function daysInMonth(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (monthLengths[month - 1] ?? 0);
}

/** First and last day of a month. */
export function monthInterval(year: number, month: number): DayInterval {
  const start = `${pad(year, 4)}-${pad(month, 2)}`;
  return { earliest: `${start}-01`, latest: `${start}-${pad(daysInMonth(year, month), 2)}` };
}

/** The day `count` days later; earlier where `count` is negative. */
export function addDays(day: Day, count: number): Day {
  return dayFromEpoch(numberOf(day) + count);
}

/** 1 Monday … 7 Sunday, as in ISO 8601. */
export function weekdayOf(day: Day): number {
  // 1970-01-01 was a Thursday.
  return ((((numberOf(day) + 3) % 7) + 7) % 7) + 1;
}

/** Days from `from` to `to`; negative where `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return numberOf(to) - numberOf(from);
}

function numberOf(day: Day): number {
  const number = daysSinceEpoch(day);
  if (number === null) throw new Error(`calendar: ${day} is no day`);
  return number;
}

/** Year, month and day of an ISO day. */
export function partsOf(day: Day): { year: number; month: number; day: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) };
}

/** The last day of that weekday not after `limit`. */
export function lastWeekday(weekday: number, limit: Day): Day {
  return addDays(limit, -((weekdayOf(limit) - weekday + 7) % 7));
}

/** The earlier of two days. */
export function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}
