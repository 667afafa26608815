// How measurements are told: medians and ratios by round, failures as failures, and the same page and plot for the same measurements.
import { describe, expect, it } from "vitest";
import { fastestOf, type Measurements, median, type Run, ratios, runsOf } from "./measurements.ts";
import { renderPlot } from "./plot.ts";
import { renderResults } from "./results.ts";

const run = (name: string, round: number, seconds: number, failed: string | null = null): Run => {
  return { name, round, seconds, processor: seconds, peak: seconds * 1e8, stages: { read: seconds / 4 }, failed };
};

const runs = [
  run("recuento", 1, 4),
  run("polars", 1, 2),
  run("duckdb", 1, 1, "ends with 1"),
  run("recuento", 2, 9),
  run("polars", 2, 3),
  run("build", 1, 60, "ended by signal 6"),
];
const measurements: Measurements = {
  machine: { system: "Linux", cores: 2, gigabytes: 8 },
  versions: { polars: ["node 20.0.0", "nodejs-polars 0.0.1"] },
  sizes: [{ rows: 12_000, readings: { date: 1234 }, runs }],
  real: { rows: 400, runs: [run("build", 1, 6), run("load", 1, 2)] },
};

describe("statistics", () => {
  it("take the middle, or the mean of two", () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
    expect(() => median([])).toThrow();
  });

  it("compare runs of the same round, with the fastest program that came to its end", () => {
    const names = ["polars", "duckdb", "absent"];
    expect(fastestOf(runs, names)).toBe("polars");
    expect(ratios(runsOf(runs, "recuento"), runsOf(runs, "polars"))).toEqual([2, 3]);
  });
});

describe("the page of results", () => {
  const page = renderResults(measurements);

  it("tells least and median of times and ratios", () => {
    expect(page).toContain("| Recuento | Arrow | 4.00 | 6.50 | 2.00 | 2.50 | 6.50 | 900 | 2 |");
    expect(page).toContain("### 12,000 claims");
    expect(page).toContain("3.00 times");
  });

  it("tells a failure instead of a time", () => {
    expect(page).toMatch(/\| DuckDB \| Parquet \| does not finish \| ends with 1 \|/);
    expect(page).toMatch(/does not finish \| ended by signal 6 \|/);
  });

  it("has as many cells in every row as in the header", () => {
    const widths = page.split("\n").map((line) => (line.startsWith("|") ? line.split("|").length : 0));
    const uneven = widths.filter((width, index) => width > 0 && (widths[index - 1] ?? 0) > 0 && width !== widths[index - 1]);
    expect(uneven).toEqual([]);
    expect(widths.filter((width) => width > 0).length).toBeGreaterThan(10);
  });
});

describe("the plot", () => {
  it("draws a line for a program that came to its end, and none for another", () => {
    const plot = renderPlot(measurements);
    expect(plot.match(/<circle/g)).toHaveLength(4);
    expect(renderPlot(measurements)).toBe(plot);
  });
});
