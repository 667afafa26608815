// What is told of a change, case by case: an invented dataset before and after, the lines that must be there, and every reason that may be.
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bumps, reasons } from "../../pipeline/diff/change.ts";
import type { Snapshot } from "../../pipeline/diff/snapshot.ts";
import { writeSummary } from "../../pipeline/diff/summary.ts";
import { compareWhole, editRaw, editSnapshot, goldenRoot, type RawEdit, removeRoots, type SnapshotEdit, snapshotOfRoot } from "./pairs.ts";

interface Case {
  readonly title: string;
  readonly why: string;
  /** Edits of raw/ for the newer release. */
  readonly raw?: readonly RawEdit[];
  /** Edits of what the older release, or the newer, publishes. */
  readonly old?: readonly SnapshotEdit[];
  readonly now?: readonly SnapshotEdit[];
  /** Lines that must be there: table, key, column, change, reason. */
  readonly changes: readonly string[];
  /** Every reason that is told, and no other. */
  readonly reasons: readonly string[];
  /** The lowest version that may follow 0.1.0. */
  readonly needed: string;
}

const cases: readonly Case[] = JSON.parse(readFileSync(new URL("cases.json", import.meta.url), "utf8"));
afterAll(removeRoots);

let before: Snapshot;
beforeAll(async () => {
  before = await snapshotOfRoot(goldenRoot());
});

async function compareCase({ raw = [], old = [], now = [] }: Case) {
  const root = goldenRoot();
  editRaw(root, raw);
  return compareWhole(editSnapshot(before, old), editSnapshot(await snapshotOfRoot(root), now));
}

describe("a change is told with its reason", () => {
  it.each(cases)("$title: $why", async (each) => {
    const { changes, needed } = await compareCase(each);
    const told = changes.map((line) => [line.table, line.key, line.column, line.change, line.reason].join(" "));
    expect(told).toEqual(expect.arrayContaining([...each.changes]));
    expect([...new Set(changes.map((line) => line.reason))].sort()).toEqual([...each.reasons].sort());
    expect(needed.version).toBe(each.needed);
  });

  it("in cases that name every reason, each with a why", () => {
    expect(new Set(cases.flatMap((each) => each.reasons))).toEqual(new Set(reasons));
    for (const { title, why } of cases) expect(why, title).toMatch(/\.$/);
  });
});

describe("what is withheld", () => {
  it.each(cases.filter((each) => each.reasons.includes("privacy")))("is not told once more: $title", async (each) => {
    const { changes } = await compareCase(each);
    const withheld = changes.filter((line) => line.reason === "privacy" && line.table !== "retired");
    expect(withheld.length).toBeGreaterThan(2);
    for (const line of withheld) expect(line.old).toBe("");
    expect(withheld.filter((line) => line.change === "removed" && line.column !== "")).toEqual([]);
  });
});

describe("the version that follows", () => {
  const nextOf = async (version: string, title: string): Promise<[string, string]> => {
    const found = cases.find((each) => each.title === title);
    if (found === undefined) throw new Error(`there is no case ${title}`);
    const root = goldenRoot();
    editRaw(root, found.raw ?? []);
    const old = { ...editSnapshot(before, found.old ?? []), version };
    const { needed } = compareWhole(old, editSnapshot(await snapshotOfRoot(root), found.now ?? []));
    return [needed.bump, needed.version];
  };

  it.each([
    ["1.2.3", "a note was mended", "patch", "1.2.4"],
    ["1.2.3", "a printed number was mistyped", "minor", "1.3.0"],
    ["1.2.3", "a column was appended", "minor", "1.3.0"],
    ["1.2.3", "a column was put between others", "major", "2.0.0"],
    ["1.2.3", "a column is gone", "major", "2.0.0"],
    ["1.2.3", "a table has another name", "major", "2.0.0"],
    ["1.2.3", "a column is of another unit", "major", "2.0.0"],
    ["1.2.3", "a code is gone", "major", "2.0.0"],
    ["0.2.3", "a code is gone", "major", "0.3.0"],
    ["0.2.3", "a note was mended", "patch", "0.2.4"],
  ])("%s, where %s, is %s: %s", async (version, title, bump, next) => {
    expect(bumps).toContain(bump);
    expect(await nextOf(version, title)).toEqual([bump, next]);
  });
});

describe("summary.md", () => {
  it("says the same in both languages, and lists apart what only rules moved", async () => {
    const moved = cases.find((each) => each.title.startsWith("an older program read"));
    const text = writeSummary((await compareCase(moved as Case)).tally);
    const [en = "", es = ""] = text.split("\n---\n");
    expect(en).toContain("## The same words, another value");
    expect(en).toContain("| `claims` | `count_low` | 1 |");
    expect(es).toContain("| `claims` | `count_low` | 1 |");
    expect(en.match(/\d+/g)?.length).toBe(es.match(/\d+/g)?.length);
    const { tally } = await compareCase(cases.find((each) => each.title.startsWith("a printed")) as Case);
    expect(writeSummary(tally)).toContain("No value moved where the words stayed.");
  });
});
