// That what moved a total adds up: the steps lead from the older range to the newer without a gap, and their effects sum to the difference.
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPublishedTables } from "../../pipeline/5-publish.ts";
import type { Total } from "../../pipeline/diff/impact.ts";
import { readSnapshot, type Snapshot } from "../../pipeline/diff/snapshot.ts";
import { compareWhole, editRaw, editSnapshot, goldenRoot, removeRoots, rowsIn, snapshotOfRoot, withRows } from "./pairs.ts";

afterAll(removeRoots);
const repository = fileURLToPath(new URL("../..", import.meta.url));
const bounds = ["low", "best", "high"] as const;
let terrazul: Snapshot;
let lusaria: Snapshot;
beforeAll(async () => {
  terrazul = await snapshotOfRoot(goldenRoot("terrazul"));
  lusaria = await snapshotOfRoot(goldenRoot("lusaria"));
});

/** Every way in which the steps of a total do not add up. */
function findGaps({ before, after, moved_by }: Total): string[] {
  const ranges = [before, ...moved_by.map((step) => step.after)];
  return bounds.flatMap((bound) => {
    const broken = moved_by
      .filter((step, index) => step.before[bound] !== ranges[index]?.[bound])
      .map(() => `${bound}: a step begins elsewhere`);
    const ends = ranges.at(-1)?.[bound] === after[bound] ? [] : [`${bound}: the last step ends elsewhere`];
    const values = ranges.map((range) => range[bound]);
    const effects = moved_by.map((step) => step.effect[bound]);
    const missing = effects.filter((effect, index) => (effect === null) !== (values[index] === null || values[index + 1] === null));
    const sum = effects.reduce<number>((total, effect) => total + (effect ?? 0), 0);
    const [first, last] = [before[bound], after[bound]];
    const whole = values.every((value) => value !== null);
    const unequal = whole && first !== null && last !== null && sum !== last - first ? [`${bound}: effects sum to ${sum}`] : [];
    return [...broken, ...ends, ...missing.map(() => `${bound}: an effect without numbers, or none between two`), ...unequal];
  });
}

const publishedRange = (snapshot: Snapshot, { event_id, measure, population, count_basis }: Total) => {
  const rows = rowsIn(snapshot.tables.get("estimates"));
  const row = rows.find(
    (each) =>
      each["event_id"] === event_id &&
      each["measure"] === measure &&
      each["population"] === population &&
      each["count_basis"] === count_basis,
  );
  return Object.fromEntries(bounds.map((bound) => [bound, row?.[bound] ? Number(row[bound]) : null]));
};

function expectAddsUp(old: Snapshot, now: Snapshot): readonly Total[] {
  const { totals } = compareWhole(old, now);
  expect(totals.length).toBeGreaterThan(0);
  for (const total of totals) {
    expect(findGaps(total), JSON.stringify(total)).toEqual([]);
    expect(total.before).toEqual(publishedRange(old, total));
    expect(total.after).toEqual(publishedRange(now, total));
  }
  return totals;
}

describe("the check of these tests", () => {
  it("finds a gap, a wrong end, a wrong sum and a zero for what is not known", () => {
    const range = (low: number | null) => ({ low, best: null, high: null });
    const step = (from: number | null, to: number | null, low: number | null) => ({
      step: "claim" as const,
      claim_id: "a",
      change: "added" as const,
      reason: "new_source" as const,
      before: range(from),
      after: range(to),
      effect: { low, best: null, high: null },
    });
    const total = (before: number | null, after: number | null, steps: Total["moved_by"]): Total => ({
      event_id: "e",
      measure: "killed",
      population: "people",
      count_basis: "incident",
      stands: "in both",
      before: range(before),
      after: range(after),
      moved_by: steps,
    });
    expect(findGaps(total(1, 3, [step(1, 3, 2)]))).toEqual([]);
    expect(findGaps(total(1, 4, [step(1, 3, 2)]))).not.toEqual([]);
    expect(findGaps(total(1, 3, [step(2, 3, 1)]))).not.toEqual([]);
    expect(findGaps(total(1, 3, [step(1, 3, 1)]))).not.toEqual([]);
    expect(findGaps(total(null, 3, [step(null, 3, 3)]))).not.toEqual([]);
  });
});

describe("what moved a total adds up", () => {
  it("between release 0.1.0 and what raw/ gives today, where totals moved", async () => {
    const tables = await readPublishedTables(`${repository}/dist/0.1.0`);
    if (tables === null) throw new Error("release 0.1.0 cannot be read");
    const totals = expectAddsUp(readSnapshot("0.1.0", tables), await snapshotOfRoot(repository));
    expect(totals.filter((total) => total.moved_by.length > 1).length).toBeGreaterThan(5);
    expect(new Set(totals.map((total) => total.stands)).has("only after")).toBe(true);
  });

  it("whatever claims, ranks, days and ranges an older release had", () => {
    for (const now of [terrazul, lusaria]) {
      const rows = (table: string, column: string) => rowsIn(now.tables.get(table)).map((row) => row[column] ?? "");
      const number = fc.oneof(fc.constant(""), fc.nat({ max: 40 }).map(String));
      const edit = fc.oneof(
        fc.record({
          table: fc.constant("claims"),
          key: fc.constantFrom(...rows("claims", "claim_id")),
          column: fc.constantFrom("count_stated", "count_low", "count_high"),
          value: number,
        }),
        fc.record({
          table: fc.constant("claims"),
          key: fc.constantFrom(...rows("claims", "claim_id")),
          column: fc.constant("counter_id"),
          value: fc.constantFrom(...rows("counters", "counter_id")),
        }),
        fc.record({
          table: fc.constant("counters"),
          key: fc.constantFrom(...rows("counters", "counter_id")),
          column: fc.constant("rank"),
          value: fc.constantFrom("1", "2", "3", "4", "5"),
        }),
        fc.record({
          table: fc.constant("events"),
          key: fc.constantFrom(...rows("events", "event_id")),
          column: fc.constant("kind"),
          value: fc.constantFrom("scope", "incident"),
        }),
      );
      const gone = fc.subarray(rows("claims", "claim_id"));
      fc.assert(
        fc.property(fc.array(edit, { maxLength: 8 }), gone, (edits, without) => {
          const edited = editSnapshot(now, edits);
          const claims = edited.tables.get("claims");
          if (claims === undefined) throw new Error("there are no claims");
          const kept = withRows(
            claims,
            rowsIn(claims).filter((row) => !without.includes(row["claim_id"] ?? "")),
          );
          const old = { ...edited, tables: new Map([...edited.tables, ["claims", kept]]) };
          expectAddsUp(old, now);
          expectAddsUp(now, old);
        }),
        { numRuns: 40 },
      );
    }
  });

  it("and names the claims: the one that is new, the one that was corrected, and the rules where no claim moved", async () => {
    const root = goldenRoot();
    const extract =
      's3-4,s3,p9,puerto,killed,"Nine were killed, the report says further on.",10 de marzo de 2022,occurred,,Puerto Viejo,,nueve,incident,people,observatorio,,,,,,30 de junio de 2022,,,';
    editRaw(root, [
      { file: "extracts/informe.csv", line: extract },
      { file: "extracts/informe.csv", from: "entre 31 y 40", to: "entre 31 y 44" },
    ]);
    const old = editSnapshot(terrazul, [{ table: "estimates", key: "mercado|killed|people|incident", column: "best", value: "1" }]);
    const totals = expectAddsUp(old, await snapshotOfRoot(root));
    const moved = (event: string, measure: string) =>
      totals
        .find((total) => total.event_id === event && total.measure === measure)
        ?.moved_by.map((step) => [step.step, step.claim_id, step.change, step.reason, step.effect.high, step.effect.best]);
    expect(moved("puerto", "killed")).toEqual([["claim", "s3-4", "added", "correction", 2, null]]);
    expect(moved("puerto", "injured")).toEqual([["claim", "s3-2", "modified", "correction", 4, null]]);
    expect(moved("mercado", "killed")).toEqual([["rules", null, null, "rule_change", 0, -1]]);
    expect(moved("marzo-2022", "detained")).toEqual([]);
  });
});
