// That the difference found in passes is the one that a simple comparison finds with all rows at hand, and each part of it what it stands for.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bumps, reasons } from "../../pipeline/diff/change.ts";
import { formatChanges } from "../../pipeline/diff/changes-file.ts";
import { compareReleases } from "../../pipeline/diff/difference.ts";
import { keepClaims } from "../../pipeline/diff/kept-claims.ts";
import { inKeyOrder } from "../../pipeline/diff/key-order.ts";
import { joinKey } from "../../pipeline/diff/keys.ts";
import { findLostIds } from "../../pipeline/diff/lost-ids.ts";
import { makeMarks } from "../../pipeline/diff/marks.ts";
import { readRecords, splitRecord } from "../../pipeline/diff/records.ts";
import { refusalOf } from "../../pipeline/diff/refused.ts";
import { describeDifference, writeDifference } from "../../pipeline/diff/render.ts";
import type { Snapshot, SnapshotTable } from "../../pipeline/diff/snapshot.ts";
import { tallyDifference } from "../../pipeline/diff/tally.ts";
import { compareCodePoints } from "../../pipeline/finding.ts";
import { formatCsv } from "../../pipeline/publish/csv.ts";
import { keepFiles } from "../../pipeline/publish/model.ts";
import { parseRecords } from "../../pipeline/read/csv.ts";
import {
  compareWhole,
  editRaw,
  editSnapshot,
  goldenRoot,
  type RawEdit,
  removeRoots,
  rowsIn,
  type SnapshotEdit,
  snapshotOfRoot,
  withRows,
} from "./pairs.ts";
import { compareHeld } from "./reference/difference.ts";
import { hold } from "./reference/held.ts";

interface Case {
  readonly title: string;
  readonly raw?: readonly RawEdit[];
  readonly old?: readonly SnapshotEdit[];
  readonly now?: readonly SnapshotEdit[];
}
const cases: readonly Case[] = JSON.parse(readFileSync(new URL("cases.json", import.meta.url), "utf8"));

let datasets: readonly Snapshot[] = [];
beforeAll(async () => {
  datasets = [await snapshotOfRoot(goldenRoot("terrazul")), await snapshotOfRoot(goldenRoot("lusaria"))];
});
afterAll(removeRoots);

function expectSame(old: Snapshot, now: Snapshot): void {
  const { changes, totals } = compareWhole(old, now);
  const held = compareHeld(hold(old), hold(now));
  expect(changes).toEqual(held.changes);
  expect(totals).toEqual(held.totals);
}

describe("the difference found in passes", () => {
  it.each(cases)("is that of a simple comparison, both ways: $title", async ({ raw = [], old = [], now = [] }) => {
    const root = goldenRoot();
    editRaw(root, raw);
    const [before, after] = [editSnapshot(datasets[0] as Snapshot, old), editSnapshot(await snapshotOfRoot(root), now)];
    expectSame(before, after);
    expectSame(after, before);
  });

  it("is that of a simple comparison whatever cells, rows, columns and tables differ", () => {
    let changed = 0;
    for (const dataset of datasets) {
      fc.assert(
        fc.property(edited(dataset), edited(dataset), (old, now) => {
          expectSame(old, now);
          changed += compareWhole(old, now).changes.length;
        }),
        { numRuns: 60 },
      );
    }
    expect(changed).toBeGreaterThan(1_000);
  });

  it("is that of a simple comparison between two datasets that have nothing in common, and where one is empty", () => {
    const [first, second] = datasets as readonly [Snapshot, Snapshot];
    const empty = { ...first, tables: new Map([...first.tables].map(([name, table]) => [name, withRows(table, [])])) };
    for (const [old, now] of [
      [first, second],
      [second, first],
      [empty, first],
      [first, empty],
      [{ ...first, tables: new Map() }, first],
      [first, { ...first, tables: new Map() }],
    ] as const)
      expectSame(old, now);
  });
});

/** A dataset of which cells were written otherwise, and rows, a column, a key or a table are gone. */
function edited(dataset: Snapshot): fc.Arbitrary<Snapshot> {
  const tables = [...dataset.tables.values()];
  const text = fc.constantFrom("", "0", "3", "12", "killed", "people", "scope", "incident", "2022-03-01", "a, b", 'x"y');
  const edit = fc.constantFrom(...tables).chain((table) => {
    const cells = table.columns.map(({ name }) => name).filter((name) => !table.primaryKey.includes(name));
    return fc.record({
      table: fc.constant(table.name),
      row: fc.nat({ max: 30 }),
      column: fc.constantFrom(...(cells.length === 0 ? table.primaryKey : cells)),
      cell: fc.oneof(text, fc.nat({ max: 30 })),
      kind: fc.constantFrom("cell", "cell", "cell", "gone", "gone", "column"),
    });
  });
  const gone = fc.option(fc.constantFrom(...tables.map(({ name }) => name)), { freq: 8, nil: null });
  return fc.tuple(fc.array(edit, { maxLength: 12 }), gone).map(([edits, without]) => {
    const found = new Map(dataset.tables);
    for (const each of edits) found.set(each.table, apply(found.get(each.table) as SnapshotTable, each));
    if (without !== null) found.delete(without);
    return { ...dataset, tables: found };
  });
}

interface Edit {
  readonly row: number;
  readonly column: string;
  /** A text, or the number of the row whose cell is taken. */
  readonly cell: string | number;
  readonly kind: string;
}

function apply(table: SnapshotTable, { row, column, cell, kind }: Edit): SnapshotTable {
  const rows = rowsIn(table);
  if (rows.length === 0 || table.primaryKey.includes(column)) return table;
  const at = row % rows.length;
  if (kind === "gone") return withRows(table, rows.toSpliced(at, 1));
  if (kind === "column") return withRows({ ...table, columns: table.columns.filter(({ name }) => name !== column) }, rows);
  const value = typeof cell === "string" ? cell : (rows[cell % rows.length]?.[column] ?? "");
  return withRows(table, rows.with(at, { ...rows[at], [column]: value }));
}

describe("what is told of a difference", () => {
  it("is added up as the whole lists give it, and its files and answer are theirs", () => {
    fc.assert(
      fc.property(edited(datasets[0] as Snapshot), edited(datasets[0] as Snapshot), (old, now) => {
        const { changes, totals, tally, difference } = compareWhole(old, now);
        expect(tally.lines).toBe(changes.length);
        const isRow = (change: string): boolean => /^(?:added|modified|removed|merged)$/.test(change);
        for (const reason of reasons) {
          const own = changes.filter((each) => each.reason === reason);
          const told = own.map((each) => [each.table, each.key, ...(isRow(each.change) ? [] : [each.column, each.change])].join("\u0000"));
          expect(tally.reasons.get(reason) ?? 0, reason).toBe(new Set(told).size);
        }
        const bump = bumps.find((each) => changes.some((change) => change.bump === each)) ?? "patch";
        expect(tally.needed.bump).toBe(bump);
        expect(tally.needed.forces).toBe(changes.filter((change) => change.bump === bump).length);
        expect(tally.moved.length + tally.stays).toBe(totals.length);
        const { open, files } = keepFiles();
        writeDifference(difference, open);
        const textOf = (name: string): string => new TextDecoder().decode(files.find(({ path }) => path.endsWith(name))?.bytes);
        expect(textOf("changes.csv").endsWith(formatChanges(changes))).toBe(true);
        expect(textOf("impact.json")).toBe(`${JSON.stringify({ from: old.version, to: now.version, totals }, null, 2)}\n`);
        const told = JSON.parse([...describeDifference(difference, tallyDifference(difference))].join(""));
        expect(told.changes).toEqual(changes.map(({ bump: _, ...line }) => line));
        expect(told.totals).toEqual(JSON.parse(JSON.stringify(totals)));
        expect(told.needed.forced_by.slice(0, 5)).toEqual(tally.needed.forced_by);
        expect(told.needed.forced_by).toHaveLength(tally.needed.forces);
      }),
      { numRuns: 40 },
    );
  });

  it("names the ids that are lost, as sets would", () => {
    const identified = { claims: "claim_id", sources: "source_id", events: "event_id", counters: "counter_id", places: "place_id" };
    fc.assert(
      fc.property(edited(datasets[0] as Snapshot), edited(datasets[0] as Snapshot), (old, now) => {
        const idsOf = ({ tables }: Snapshot, table: string, column: string): string[] => [
          ...rowsIn(tables.get(table)).map((row) => row[column] ?? ""),
          ...rowsIn(tables.get("retired")).flatMap((row) => (row["table"] === table ? [row["id"] ?? ""] : [])),
        ];
        const lost = Object.entries(identified).flatMap(([table, column]) => {
          const known = new Set(idsOf(now, table, column));
          return [...new Set(idsOf(old, table, column))].filter((id) => !known.has(id)).map((id) => ({ table, id }));
        });
        expect([...findLostIds(old, now)]).toEqual(lost);
      }),
    );
  });
});

describe("records", () => {
  it("are those of csv-parse, in whatever pieces the bytes come", () => {
    const cell = fc.oneof(
      fc.constantFrom("", "a", '"', ",", "\n", '""', "ñ", "𝟙"),
      fc.string({ maxLength: 5 }).map((text) => text.replace(/\r/g, "")),
    );
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 9 }), (cells, length) => {
        const bytes = new TextEncoder().encode(formatCsv(null, cells));
        const pieces = Array.from({ length: Math.ceil(bytes.length / length) }, (_, index) =>
          bytes.slice(index * length, (index + 1) * length),
        );
        const read = Array.from(readRecords(pieces), splitRecord);
        expect(read).toEqual(parseRecords(new TextDecoder().decode(bytes)));
      }),
      { numRuns: 300 },
    );
  });
});

describe("keys in the order of their text", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", "b", "-", "~", "ñ"), minLength: 1, maxLength: 4 });
  const keys = fc.uniqueArray(fc.tuple(cell, cell), { selector: (cells) => cells.join("|") });

  it("are sorted whether all are held or few of them", () => {
    fc.assert(
      fc.property(keys, fc.nat({ max: 6 }), (cells, most) => {
        const items = cells
          .toSorted((a, b) => compareCodePoints(a.join("\u0000"), b.join("\u0000")))
          .map((each) => ({ first: each[0], key: joinKey(each) }));
        const sorted = items.toSorted((a, b) => compareCodePoints(a.key, b.key));
        expect([...inKeyOrder(items, "|", most)]).toEqual(sorted);
      }),
      { numRuns: 500 },
    );
  });

  it("are refused in words where there are many and a cell holds the mark", () => {
    const items = [{ first: "a|b", key: joinKey(["a|b", "c"]) }];
    expect([...inKeyOrder(items, "|", 1)]).toEqual(items);
    try {
      expect([...inKeyOrder(items, "|", 0)]).toEqual([]);
    } catch (error) {
      expect(refusalOf(error)).toMatchObject({ code: "release/too-large" });
    }
    expect.assertions(2);
  });
});

describe("what is kept", () => {
  it("of marked texts are the bits of each", () => {
    const marked = fc.array(fc.tuple(fc.string({ unit: "grapheme", maxLength: 3 }), fc.integer({ min: 1, max: 255 })), {
      maxLength: 3_000,
    });
    fc.assert(
      fc.property(marked, (pairs) => {
        const [marks, map] = [makeMarks(), new Map<string, number>()];
        for (const [text, bits] of pairs) {
          marks.add(text, bits);
          map.set(text, (map.get(text) ?? 0) | bits);
        }
        for (const [text, bits] of map) expect(marks.of(text)).toBe(bits);
        expect(marks.of("never marked")).toBe(0);
        expect(marks.isEmpty()).toBe(map.size === 0);
      }),
      { numRuns: 20 },
    );
    const marks = makeMarks();
    for (let index = 0; index < 100_000; index++) marks.add(`claim-${index}`, 1 + (index % 7));
    for (let index = 0; index < 100_000; index++) if (marks.of(`claim-${index}`) !== 1 + (index % 7)) expect(index).toBe(-1);
  });

  it("of claims are their cells, by what they are about", () => {
    const kept = keepClaims();
    const cells = (id: string, count: string): string[] => [id, "e", "killed", "people", "incident", "c", "s", "", "", "", count, "1", ""];
    for (let index = 0; index < 40_000; index++) kept.add(cells(`c${index}`, "2"), cells(`c${index}`, index === 7 ? "3" : "2"));
    kept.add(null, ["d1", "e", "killed", "", "incident", "c", "s", "", "", "", "1", "1", ""]);
    const about = kept.about("e", "killed", "people");
    expect(about).toHaveLength(40_001);
    expect(about.filter(({ sides }) => sides !== 3).map(({ claim, sides }) => [claim.claim_id, claim.count_stated, sides])).toEqual([
      ["c7", 2, 1],
      ["c7", 3, 2],
    ]);
    expect(about[0]?.claim).toMatchObject({ event_id: "e", count_stated: 2, count_low: 1, count_high: null, flag: null });
    expect(kept.about("e", "killed", "homes")).toEqual([]);
  });
});

describe("a table that is in no order", () => {
  it("ends the comparison", () => {
    const [old] = datasets as readonly [Snapshot];
    const claims = old.tables.get("claims") as SnapshotTable;
    const records = [...claims.records()].toReversed();
    const now = { ...old, tables: new Map([...old.tables, ["claims", { ...claims, records: () => records }]]) };
    expect(() => compareReleases(old, now)).toThrow("The rows of csv/claims.csv are not in the order of its key.");
  });
});
