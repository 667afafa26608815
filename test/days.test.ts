// The calendar sums against a calendar by others: every day of four centuries, and days far apart.
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { dayFromEpoch, daysSinceEpoch } from "../pipeline/days.ts";
import { addDays, dayOf, daysBetween, daysInMonth, weekdayOf } from "../pipeline/normalize/calendar.ts";

const first = Temporal.PlainDate.from("1799-12-30");

describe("days agree with those of Temporal", () => {
  it("each in its turn over four hundred years, with its number and weekday", () => {
    const wrong: string[] = [];
    let day = first.toString();
    const offset = daysSinceEpoch(day) ?? Number.NaN;
    for (let count = 0; count < 146_100; count += 1) {
      const wanted = count % 97 === 0 ? first.add({ days: count }) : null;
      if (wanted !== null && (wanted.toString() !== day || wanted.dayOfWeek !== weekdayOf(day))) wrong.push(day);
      if (daysSinceEpoch(day) !== offset + count || dayFromEpoch(offset + count) !== day) wrong.push(day);
      day = addDays(day, 1);
    }
    expect(wrong).toEqual([]);
  });

  it("in the length of every month, and in days that no month has", () => {
    for (const year of [0, 4, 1900, 2000, 2019, 2020, 9999]) {
      for (let month = 1; month <= 12; month++) {
        const length = Temporal.PlainYearMonth.from({ year, month }).daysInMonth;
        expect(daysInMonth(year, month), `${year}-${month}`).toBe(length);
        expect(dayOf(year, month, length)).not.toBeNull();
        expect(dayOf(year, month, length + 1)).toBeNull();
      }
    }
  });

  it("in how far they lie apart", () => {
    for (const [from, to] of [
      ["2019-11-19", "2019-12-18"],
      ["2020-02-28", "2020-03-01"],
      ["2019-12-31", "1600-01-01"],
    ] as const) {
      expect(daysBetween(from, to)).toBe(Temporal.PlainDate.from(from).until(to, { largestUnit: "days" }).days);
    }
  });
});
