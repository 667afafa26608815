// Where numbers and days stand on an axis.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayFromEpoch } from "../../pipeline/days.ts";
import { dayAxis, numberAxis } from "../../pipeline/site/scale.ts";

describe("an axis of numbers", () => {
  it.each<[number[], boolean, string]>([
    [[5, 12], true, "small numbers beside larger ones are compared by length from zero"],
    [[1], true, "one small number alone"],
    [[701, 837], false, "a difference of a fifth would be lost on an axis from zero"],
    [[0, 0], true, "none is a number like others"],
    [[], true, "an estimate without any bound still has an axis"],
  ])("of %j begins at zero: %s, since %s", (values, fromZero, _why) => {
    const axis = numberAxis(values);
    expect(axis.fromZero).toBe(fromZero);
    expect(axis.ticks.length).toBeGreaterThan(0);
    expect(axis.ticks.every((tick) => Number.isInteger(tick.value))).toBe(true);
  });

  it("keeps order and stays within its width", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100_000), { minLength: 1, maxLength: 20 }), (values) => {
        const axis = numberAxis(values);
        const places = values.toSorted((a, b) => a - b).map(axis.at);
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        expect(places.every((place) => place >= 0 && place <= 100)).toBe(true);
      }),
    );
  });
});

describe("an axis of days", () => {
  it("is of one scale where days lie close, and names their months", () => {
    const axis = dayAxis(["2019-10-20", "2019-11-15", "2019-12-20"]);
    expect(axis.breakAt).toBeNull();
    expect(axis.ticks.map((tick) => tick.value)).toEqual(["2019-11-01", "2019-12-01"]);
  });

  it("changes scale where half lie in a first short part, at the end of a month", () => {
    const axis = dayAxis(["2019-11-01", "2019-11-10", "2019-11-20", "2024-07-01"]);
    expect(axis.breakAt).toBe(66);
    expect(axis.at("2019-11-30")).toBe(66);
    expect(axis.ticks.map((tick) => tick.value)).toEqual(["2019-11-01", "2020-01-01", "2022-01-01", "2024-01-01"]);
  });

  it("names no more months or years than have room on a narrow screen", () => {
    const ticksOf = (...days: string[]): string[] => dayAxis(days).ticks.map((tick) => tick.value);
    const early = ["2019-11-01", "2019-11-10", "2019-11-20"];
    expect(ticksOf(...early, "2026-03-01")).toEqual(["2019-11-01", "2020-01-01", "2023-01-01", "2026-01-01"]);
    expect(ticksOf("2019-02-10", "2019-11-20")).toEqual(["2019-03-01", "2019-05-01", "2019-07-01", "2019-09-01", "2019-11-01"]);
  });

  it("keeps order, also across the change of scale, and keeps what is outside at its edge", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 15_000, max: 25_000 }), { minLength: 1, maxLength: 20 }), (numbers) => {
        const days = numbers.toSorted((a, b) => a - b).map(dayFromEpoch);
        const axis = dayAxis(days);
        const places = ["1990-01-01", ...days, "2090-01-01"].map(axis.at);
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        expect(places.every((place) => place >= 0 && place <= 100)).toBe(true);
      }),
    );
  });
});
