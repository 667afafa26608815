// The days around which invented documents speak, with their names in both languages: a table, so that no row asks a calendar.
import { addDays, type Day, partsOf, weekdayOf } from "../../../pipeline/normalize/calendar.ts";

/** A day as documents name it. */
export interface NamedDay {
  readonly iso: Day;
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly date: number;
  /** 0 is Monday. */
  readonly weekday: number;
}

const first = "2019-06-01";
const dayCount = 340;

const days: readonly NamedDay[] = Array.from({ length: dayCount }, (_, index) => {
  const iso = addDays(first, index);
  const { year, month, day } = partsOf(iso);
  return { iso, year, month, date: day, weekday: weekdayOf(iso) - 1 };
});

/** The day with that number: 0 is 1 June 2019, 339 is the last. Throws outside. */
export function dayAt(index: number): NamedDay {
  const day = days[index];
  if (day === undefined) throw new Error(`no day ${index}`);
  return day;
}
