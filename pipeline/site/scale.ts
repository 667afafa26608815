// Where a number or a day stands on an axis, in percent of its width: the only room of d3-scale.
import { scaleLinear } from "d3-scale";
import { dayFromEpoch, daysSinceEpoch } from "../days.ts";

/** An axis: places in percent (0 to 100, two decimals), and the marks under it. */
export interface Axis<Value> {
  readonly at: (value: Value) => number;
  readonly ticks: readonly { readonly value: Value; readonly x: number }[];
  /** Where the scale changes, in percent; null where it is the same throughout. */
  readonly breakAt: number | null;
  /** False for numbers whose axis begins above zero. */
  readonly fromZero: boolean;
}

const [left, right] = [2, 97];
const round = (x: number): number => Math.round(x * 100) / 100;

/** Up to this number lengths are compared from zero, however close the numbers lie. */
const small = 20;

/** Numbers from zero, or from near the smallest where several large ones are all more than half of the largest. */
export function numberAxis(values: readonly number[]): Axis<number> {
  const [lowest, highest] = [Math.min(...values), Math.max(...values, 1)];
  const fromZero = highest <= small || lowest === highest || lowest < highest * 0.5;
  const scale = scaleLinear([fromZero ? 0 : Math.max(0, lowest - (highest - lowest) * 0.2 - 1), highest], [left, 94]).nice(5);
  const ticks = scale.ticks(5).filter(Number.isInteger);
  return {
    at: (value) => round(scale(value)),
    ticks: ticks.map((value) => ({ value, x: round(scale(value)) })),
    breakAt: null,
    fromZero: scale.domain()[0] === 0,
  };
}

const numberOf = (day: string): number => daysSinceEpoch(day) ?? 0;

/** The first days of the months from one day to another, both ISO days. */
function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  let [year, month] = [Number(first.slice(0, 4)), Number(first.slice(5, 7))];
  for (;;) {
    const day = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-01`;
    if (day > last) return months;
    if (day >= first) months.push(day);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
}

/**
 * Days in proportion; where half lie in a short first part, that part has two thirds of the width and `breakAt` tells where it ends.
 * Ticks are first days of months or of years, as many as have room for their names on a narrow screen.
 */
export function dayAxis(days: readonly string[]): Axis<string> {
  const sorted = days.map(numberOf).toSorted((a, b) => a - b);
  const first = (sorted[0] ?? 0) - 2;
  const last = (sorted.at(-1) ?? 0) + 2;
  const most = endOfMonth(sorted[Math.floor(sorted.length / 2)] ?? last);
  const broken = last - first > 4 * (most - first);
  const scale = broken ? scaleLinear([first, most, last], [left, 66, right]) : scaleLinear([first, last], [left, right]);
  const at = (day: string): number => round(Math.min(100, Math.max(0, scale(numberOf(day)))));
  const parts: readonly (readonly [from: number, to: number, room: number])[] = broken
    ? [
        [first, most, 4],
        [most + 1, last, 3],
      ]
    : [[first, last, 6]];
  const ticks = parts.flatMap(([from, to, room]) => thin(monthsBetween(dayFromEpoch(from), dayFromEpoch(to)), room));
  return { at, ticks: ticks.map((value) => ({ value, x: at(value) })), breakAt: broken ? 66 : null, fromZero: true };
}

function endOfMonth(day: number): number {
  const text = dayFromEpoch(day);
  const next = monthsBetween(text, dayFromEpoch(day + 40)).find((month) => month > text);
  return next === undefined ? day : numberOf(next) - 1;
}

/** As many months as there is room for; where they are more, those that begin a year if any does, and of many every second, third and so on. */
function thin(months: readonly string[], room: number): string[] {
  if (months.length <= room) return [...months];
  const years = months.filter((month) => month.slice(5, 7) === "01");
  const chosen = years.length > 0 ? years : months;
  const every = Math.ceil(chosen.length / room);
  return chosen.filter((_, place) => place % every === 0);
}
