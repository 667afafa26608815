// That changes.csv is the whole difference: applied to the older tables it gives the newer ones, byte for byte, one release after another.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyChanges, type CsvTables } from "../../pipeline/diff/apply.ts";
import { changesHeader, formatChanges, parseChanges } from "../../pipeline/diff/changes-file.ts";
import { compareReleases } from "../../pipeline/diff/difference.ts";
import { joinKey, splitKey } from "../../pipeline/diff/keys.ts";
import type { Snapshot } from "../../pipeline/diff/snapshot.ts";
import { compareCodePoints } from "../../pipeline/finding.ts";
import { formatCsv } from "../../pipeline/publish/csv.ts";
import { type SmallTable, smallSnapshot } from "./pairs.ts";

/** Text with what CSV and keys are made of, accents, and characters beyond 16 bits. */
const cell = fc.oneof(
  fc.constantFrom("a", "b", "", "|", "\\", "a|b", "a\\", '"', ",", '","', " ", "ñ", "𝟙", "\uffee", "0", "-1.5"),
  fc.string({ unit: "grapheme", maxLength: 4 }).map((text) => text.replace(/[\p{Cc}\ufeff]/gu, "")),
);
const names = ["k1", "k2", "v1", "v2", "v3"];

/** A table: its columns in any order, its key one or two of them, rows that the key tells apart. */
const table: fc.Arbitrary<SmallTable> = fc
  .record({ columns: fc.shuffledSubarray(names, { minLength: 1 }), two: fc.boolean() })
  .chain(({ columns, two }) => {
    const keys = columns.filter((name) => name.startsWith("k"));
    const key = keys.length === 0 ? columns.slice(0, 1) : two ? keys : keys.slice(0, 1);
    const row = fc.tuple(...columns.map((name) => (key.includes(name) ? cell.filter((text) => text !== "") : cell)));
    const keyOf = (cells: readonly string[]): string => JSON.stringify(key.map((name) => cells[columns.indexOf(name)]));
    return fc.uniqueArray(row, { selector: keyOf, maxLength: 6 }).map((rows) => ({ columns, key, rows }));
  });
const release = fc.dictionary(fc.constantFrom("one", "two", "three"), table, { maxKeys: 3, noNullPrototype: true });
type SmallRelease = Readonly<Record<string, SmallTable>>;

/** The bytes of a table as a release would have them: rows by key. Written here apart from the code under test. */
function writeTable({ columns, key, rows }: SmallTable): string {
  const order = (row: readonly string[]): string => key.map((name) => row[columns.indexOf(name)]).join("\u0000");
  return formatCsv(
    columns,
    rows.toSorted((a, b) => compareCodePoints(order(a), order(b))),
  );
}
const csvOf = (tables: SmallRelease): Record<string, string> =>
  Object.fromEntries(Object.entries(tables).map(([name, each]) => [name, writeTable(each)]));
const snapshotOf = (version: string, tables: SmallRelease): Snapshot => smallSnapshot(version, tables, csvOf(tables));
const open = (tables: SmallRelease): CsvTables =>
  new Map(Object.entries(tables).map(([name, each]) => [name, { csv: writeTable(each), primaryKey: each.key }]));
const close = (tables: CsvTables): Record<string, string> => Object.fromEntries([...tables].map(([name, { csv }]) => [name, csv]));

/** The difference as a consumer has it: through the bytes of changes.csv. */
const changesBetween = (old: SmallRelease, now: SmallRelease) =>
  parseChanges(changesHeader + formatChanges([...compareReleases(snapshotOf("0.1.0", old), snapshotOf("0.2.0", now)).changes()]));

describe("the changes between any two releases", () => {
  it("make the older the newer, byte for byte", () => {
    fc.assert(
      fc.property(release, release, (old, now) => {
        expect(close(applyChanges(open(old), changesBetween(old, now)))).toEqual(csvOf(now));
      }),
      { numRuns: 500 },
    );
  });

  it("compose: those of two steps give what stands at the end, without the release between", () => {
    fc.assert(
      fc.property(release, release, release, (first, second, third) => {
        const after = applyChanges(open(first), changesBetween(first, second));
        expect(close(applyChanges(after, changesBetween(second, third)))).toEqual(csvOf(third));
      }),
      { numRuns: 200 },
    );
  });

  it("are none where nothing differs, and some where anything does", () => {
    fc.assert(
      fc.property(release, release, (old, now) => {
        expect(changesBetween(old, old)).toEqual([]);
        const same = JSON.stringify(csvOf(old)) === JSON.stringify(csvOf(now));
        if (!same && Object.keys(old).join() === Object.keys(now).join()) expect(changesBetween(old, now)).not.toEqual([]);
      }),
    );
  });

  it("take back what they gave when the releases change places", () => {
    fc.assert(
      fc.property(release, release, (old, now) => {
        const there = applyChanges(open(old), changesBetween(old, now));
        expect(close(applyChanges(there, changesBetween(now, old)))).toEqual(csvOf(old));
      }),
      { numRuns: 100 },
    );
  });
});

describe("changes that do not fit", () => {
  const one: SmallTable = { columns: ["k1", "v1"], key: ["k1"], rows: [["a", "1"]] };
  const old: SmallRelease = { one };
  const now: SmallRelease = {
    one: {
      columns: ["k1", "v1"],
      key: ["k1"],
      rows: [
        ["a", "2"],
        ["b", "3"],
      ],
    },
  };

  it.each<[string, SmallRelease]>([
    ["a cell that is not what it was", { one: { ...one, rows: [["a", "7"]] } }],
    ["a row that is gone", { one: { ...one, rows: [] } }],
    [
      "a row that is there already",
      {
        one: {
          ...one,
          rows: [
            ["a", "1"],
            ["b", "3"],
          ],
        },
      },
    ],
  ])("are refused: %s", (_title, other) => {
    expect(() => applyChanges(open(other), changesBetween(old, now))).toThrow(/does not fit/);
  });
});

describe("a key of several cells", () => {
  it.each([
    [["a"], "a"],
    [["a", "b"], "a|b"],
    [["a|b", "c"], "a\\|b|c"],
    [["a\\", "|"], "a\\\\|\\|"],
  ])("%j is %s", (cells, key) => {
    expect(joinKey(cells)).toBe(key);
    expect(splitKey(key)).toEqual(cells);
  });

  it("is split into the same cells again, whatever they hold", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" }), { minLength: 1 }), (cells) => {
        expect(splitKey(joinKey(cells))).toEqual(cells);
      }),
    );
  });
});
