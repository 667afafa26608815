// The rules of estimates and conflicts, case by case of cases.json.
import { describe, expect, it } from "vitest";
import { readEdtf } from "../../pipeline/normalize/edtf.ts";
import type { FoundConflict } from "../../pipeline/reconcile/conflict.ts";
import { makeEstimate } from "../../pipeline/reconcile/estimate.ts";
import { groupComparable } from "../../pipeline/reconcile/r1-comparable.ts";
import { asOfDay } from "../../pipeline/reconcile/r4-later-figure.ts";
import { findFallingTotals } from "../../pipeline/reconcile/r5-falling-total.ts";
import { findPartTotals } from "../../pipeline/reconcile/r6-parts-and-totals.ts";
import { addIncrements } from "../../pipeline/reconcile/r7-increments.ts";
import { findDateConflicts, findValueConflict } from "../../pipeline/reconcile/r13-ambiguity.ts";
import { findAttributions } from "../../pipeline/reconcile/r14-attribution.ts";
import { findStanding } from "../../pipeline/reconcile/standing.ts";
import type { Group, Voice } from "../../pipeline/reconcile/voices.ts";
import { readCases, type ShortVoice, toClaim, toGroup, toVoice } from "./voices.ts";

const cases = readCases();

const square = (voices: readonly ShortVoice[], basis: Group["count_basis"] = "incident"): Group =>
  toGroup({ event: "square", basis, voices });
const sayConflict = ({ conflict, claimIds }: FoundConflict): string => `${conflict.conflict_id}: ${claimIds.join(" ")}`;
const saySum = (sum: Voice): string => `${sum.terms.join(" + ")} = ${sum.low ?? "?"}–${sum.high ?? "?"} as of ${sum.asOf}`;

/** Runs every case of one rule; a case with a fault must still fail. */
function each<Case extends { why: string; fault?: string }>(rule: string, rows: readonly Case[], check: (row: Case) => void): void {
  describe(`rule ${rule}`, () => {
    it("has a case in which it holds and one in which it does not", () => {
      expect(rows.length).toBeGreaterThanOrEqual(2);
    });
    for (const row of rows) (row.fault === undefined ? it : it.fails)(row.why, () => check(row));
  });
}

each("r1", cases.r1, ({ claims, groups }) => {
  const around = { rankOf: () => 5, publishedLatest: () => "2021-06-20", isScope: (event: string) => event === "summer" };
  const made = groupComparable(claims.map(toClaim), around);
  const said = made.map(
    (group) =>
      `${group.event_id} ${group.measure} ${group.population} ${group.count_basis}: ${group.voices.map((voice) => voice.id).join(" ")}`,
  );
  expect(said).toEqual(groups);
});

for (const rule of ["r3", "r4"] as const) {
  each(rule, cases[rule], ({ voices, standing }) => {
    expect(Object.fromEntries(findStanding(voices.map(toVoice)))).toEqual(standing);
    for (const row of makeEstimate(square(voices)).claims) {
      expect(["superseded", "repeats"].includes(row.role), row.claim_id).toBe(standing[row.claim_id] !== "stands");
    }
  });
}

each("r5", cases.r5, ({ basis, voices, conflicts }) => {
  expect(findFallingTotals(square(voices, basis ?? "cumulative")).map(sayConflict)).toEqual(conflicts);
});

each("r6", cases.r6, ({ groups, conflicts }) => {
  const settled = groups.map((group) => makeEstimate(toGroup(group)).settled);
  const ancestorsOf = (event: string): string[] => (["square", "bridge"].includes(event) ? ["summer"] : []);
  const isIncident = (event: string): boolean => event !== "summer";
  expect(findPartTotals(settled, { ancestorsOf, isIncident }).map(sayConflict)).toEqual(conflicts);
});

each("r7", cases.r7, ({ voices, sums }) => {
  expect(addIncrements(square(voices)).map(saySum)).toEqual(sums);
  const { derived, claims } = makeEstimate(square(voices));
  expect(derived.map((sum) => sum.formula)).toEqual(sums.map((sum) => sum.slice(0, sum.indexOf(" = "))));
  for (const { formula } of derived) {
    for (const term of formula.split(" + "))
      expect(claims.filter((row) => row.claim_id === term).map((row) => row.role)).toEqual(["superseded"]);
  }
});

each("r8", cases.r8, ({ voices, range }) => {
  const { estimate } = makeEstimate(square(voices));
  expect([estimate.low, estimate.high, estimate.high_unbounded]).toEqual(range);
});

each("r9", cases.r9, ({ voices, best }) => {
  const { estimate } = makeEstimate(square(voices));
  expect([estimate.best, estimate.best_rule]).toEqual(best);
});

each("r13", cases.r13, ({ voices, conflicts }) => {
  const { settled, estimate } = makeEstimate(square(voices));
  expect(findValueConflict(settled).map(sayConflict)).toEqual(conflicts);
  expect(estimate.consistent).toBe(conflicts.length === 0);
});

each("r13, of dates", cases.dates, ({ event, claims, conflicts }) => {
  const bounds = event === undefined ? null : readEdtf(event);
  const [date_earliest, date_latest] = [bounds?.earliest ?? null, bounds?.latest ?? null];
  const events = [
    { event_id: "square", kind: "incident", date_edtf: event ?? null, date_earliest, date_latest },
    { event_id: "summer", kind: "scope", date_edtf: null, date_earliest: null, date_latest: null },
  ] as const;
  expect(findDateConflicts(claims.map(toClaim), events).map(sayConflict)).toEqual(conflicts);
});

each("r4, of as-of days", cases.asOf, ({ claim, day }) => {
  expect(asOfDay(toClaim({ id: "a", ...claim }), "2021-06-20")).toBe(day);
});

each("r14", cases.r14, ({ claims, conflicts }) => {
  expect(findAttributions(claims.map(toClaim), (event) => event === "summer").map(sayConflict)).toEqual(conflicts);
});
