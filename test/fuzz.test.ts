// Spoilt datasets by repeatable chance, and those that once broke a property, replayed. `npm run fuzz` tries far more.
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { baseNames, filesOf, makeWorkspace, type Regression, readBase } from "./fuzz/dataset.ts";
import { mutate } from "./fuzz/mutate.ts";
import { randomOf } from "./fuzz/random.ts";
import { readRecords, writeRecords } from "./fuzz/records.ts";
import { datasetOf, tryDataset } from "./fuzz/try.ts";

const workspace = makeWorkspace();
afterAll(() => workspace.remove());

const folder = new URL("fuzz/regressions/", import.meta.url);
const kept = readdirSync(folder).sort();
const readKept = (name: string): Regression => JSON.parse(readFileSync(new URL(name, folder), "utf8"));

describe("a dataset that is right", () => {
  it.each(baseNames)("holds every property and is published: %s", async (name) => {
    expect(await tryDataset(workspace, readBase(name), "command")).toEqual([]);
  });
});

describe("a dataset that once broke a property", () => {
  it("is kept, and says why", () => {
    expect(kept.length).toBeGreaterThan(0);
    for (const name of kept) expect(readKept(name).why, name).toMatch(/^[A-Z].*\.$/);
  });

  it.each(kept)("breaks none now: %s", async (name) => {
    expect(await tryDataset(workspace, filesOf(readKept(name)), "build")).toEqual([]);
  });
});

describe("a spoilt dataset", () => {
  it("holds every property, whatever was done to it", async () => {
    let [mutations, spoilt] = [0, 0];
    for (let run = 0; run < 250; run++) {
      const dataset = datasetOf(20191119, run);
      expect(await tryDataset(workspace, dataset.files, run % 50 === 0 ? "build" : "check"), `run ${run}`).toEqual([]);
      mutations += dataset.mutations;
      if (JSON.stringify([...dataset.files]) !== JSON.stringify([...readBase(dataset.base)])) spoilt += 1;
    }
    expect(mutations).toBeGreaterThan(2000);
    expect(spoilt).toBeGreaterThan(200);
  });

  it("is the same for the same seed and run, and another for another", () => {
    const base = readBase("broken/base");
    const text = (seed: number, run: number): string => JSON.stringify([...mutate(base, randomOf(seed, run)).files]);
    expect(text(1, 5)).toBe(text(1, 5));
    expect(new Set([text(1, 5), text(1, 6), text(2, 5)]).size).toBe(3);
  });
});

describe("the other reading of CSV", () => {
  it.each([
    [
      "a,b\n1,2\n",
      [
        [1, "a", "b"],
        [2, "1", "2"],
      ],
      "rows end with a line feed",
    ],
    [
      'a\n\n"x\ny"\nz',
      [
        [1, "a"],
        [3, "x\ny"],
        [5, "z"],
      ],
      "empty lines count as lines, and so do those inside quotes",
    ],
    ['"a""b",\n', [[1, 'a"b', ""]], "a quote is doubled, and a comma ends a cell even where nothing follows"],
    ['""\n', [[1, ""]], "a quoted empty cell is a row"],
    ['a"b\n', null, "a quote inside a cell without quotes is refused"],
    ['"a\n', null, "a quote that never closes is refused"],
  ])("reads %j", (text, wanted, why) => {
    expect(readRecords(text)?.map(({ line, cells }) => [line, ...cells]) ?? null, why).toEqual(wanted);
  });

  it("reads what it writes", () => {
    const rows = [
      ["a", 'b"c', "d,e"],
      ["f\ng", "", " "],
    ];
    expect(readRecords(writeRecords(rows))?.map(({ cells }) => cells)).toEqual(rows);
  });
});
