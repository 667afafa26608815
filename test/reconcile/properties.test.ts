// What holds for every group of claims, whatever their numbers.
import { rmSync } from "node:fs";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { check } from "../../pipeline/build.ts";
import type { Claim, Estimate, EstimateClaim } from "../../pipeline/model.ts";
import { type MadeEstimate, makeEstimate } from "../../pipeline/reconcile/estimate.ts";
import { findDateConflicts, findValueConflict } from "../../pipeline/reconcile/r13-ambiguity.ts";
import type { Group, Voice } from "../../pipeline/reconcile/voices.ts";
import { makeRoot } from "../broken/roots.ts";
import { recompute } from "./recompute.ts";

const runs = { numRuns: 1000 };
const small = fc.integer({ min: 0, max: 6 });

/** Numbers as words give them: exact, at least, more than, at most, fewer than, about, a range, unknown. */
const numbers = fc.oneof(
  small.map((n) => ({ stated: n, low: n, high: n })),
  small.map((n) => ({ stated: n, low: n, high: null })),
  small.map((n) => ({ stated: n, low: n + 1, high: null })),
  small.map((n) => ({ stated: n, low: null, high: n })),
  small.map((n) => ({ stated: n + 1, low: null, high: n })),
  small.map((n) => ({ stated: n, low: null, high: null })),
  fc.tuple(small, small).map(([a, b]) => ({ stated: null, low: Math.min(a, b), high: Math.max(a, b) })),
  fc.constant({ stated: null, low: null, high: null }),
);
const ranks: Readonly<Record<string, number>> = { office: 1, watch: 3, union: 3, letter: 5 };
const parts = fc.record({
  source_id: fc.constantFrom("s1", "s2"),
  counter_id: fc.constantFrom("office", "watch", "union", "letter"),
  numbers,
  asOf: fc.constantFrom("2021-06-05", "2021-06-06", "2021-06-07"),
  flagged: fc.constantFrom(false, false, true),
  basis: fc.constantFrom("incident" as const, "incident" as const, "increment" as const, "cumulative" as const),
});
const groups = fc.array(parts, { minLength: 1, maxLength: 7 }).map(
  (list): Group => ({
    event_id: "square",
    measure: "killed",
    population: "people",
    count_basis: "incident",
    voices: list.map(({ numbers: bounds, ...rest }, index) => ({
      id: `c${index}`,
      ...rest,
      ...bounds,
      rank: ranks[rest.counter_id] ?? 5,
      terms: [],
    })),
  }),
);

const withVoices = (group: Group, voices: readonly Voice[]): Group => ({ ...group, voices });
const rowsInOrder = (made: MadeEstimate): string[] => made.claims.map((row) => JSON.stringify(row)).sort();
const rangeOf = ({ estimate }: MadeEstimate): unknown[] => [
  estimate.low,
  estimate.best,
  estimate.high,
  estimate.high_unbounded,
  estimate.best_rule,
];

describe("an estimate, whatever the claims", () => {
  it("is the same in whatever order the claims come", () => {
    const shuffled = groups.chain((group) =>
      fc.tuple(fc.constant(group), fc.shuffledSubarray([...group.voices], { minLength: group.voices.length })),
    );
    fc.assert(
      fc.property(shuffled, ([group, voices]) => {
        const [one, other] = [makeEstimate(group), makeEstimate(withVoices(group, voices))];
        expect(other.estimate).toEqual(one.estimate);
        expect(rowsInOrder(other)).toEqual(rowsInOrder(one));
        expect(other.derived.map((sum) => sum.formula).sort()).toEqual(one.derived.map((sum) => sum.formula).sort());
        expect(findValueConflict(other.settled).map((each) => each.claimIds)).toEqual(
          findValueConflict(one.settled).map((each) => each.claimIds),
        );
      }),
      runs,
    );
  });

  it("keeps low, best and high where a source that only repeats is taken away", () => {
    const repeated = groups.filter((group) => group.voices.every((voice) => voice.source_id === "s1"));
    fc.assert(
      fc.property(repeated, (group) => {
        const again = group.voices.map((voice) => ({ ...voice, id: `${voice.id}-again`, source_id: "s2" }));
        expect(rangeOf(makeEstimate(withVoices(group, [...group.voices, ...again])))).toEqual(rangeOf(makeEstimate(group)));
      }),
      runs,
    );
  });

  it("keeps low, best and high where a claim whose role is to repeat is taken away, where there are no sums", () => {
    const noSums = groups.filter((group) => group.voices.every((voice) => voice.basis !== "increment"));
    let seen = 0;
    fc.assert(
      fc.property(noSums, fc.nat(), (group, index) => {
        const voice = group.voices[index % group.voices.length];
        const voices = [...group.voices, ...(voice ? [{ ...voice, id: "again" }] : [])];
        const made = makeEstimate(withVoices(group, voices));
        for (const repeat of made.claims.filter((row) => row.role === "repeats")) {
          seen++;
          const without = voices.filter((each) => each.id !== repeat.claim_id);
          expect(rangeOf(makeEstimate(withVoices(group, without)))).toEqual(rangeOf(made));
        }
      }),
      runs,
    );
    expect(seen).toBeGreaterThanOrEqual(1000);
  });

  it("never becomes narrower by a claim of a new counter", () => {
    fc.assert(
      fc.property(groups, parts, (group, { numbers: bounds, ...rest }) => {
        const added: Voice = { id: "new", ...rest, ...bounds, counter_id: "newcomer", rank: 4, terms: [] };
        const [before, after] = [makeEstimate(group).estimate, makeEstimate(withVoices(group, [...group.voices, added])).estimate];
        if (before.low !== null) expect(after.low).toBeLessThanOrEqual(before.low);
        if (before.high !== null) expect(after.high).toBeGreaterThanOrEqual(before.high);
        if (before.high_unbounded) expect(after.high_unbounded).toBe(true);
        if (!before.consistent) expect(after.consistent).toBe(false);
      }),
      runs,
    );
  });

  it("can be worked out again from estimate_claims alone", () => {
    fc.assert(
      fc.property(groups, (group) => {
        const made = makeEstimate(group);
        expect(made.estimate).toMatchObject(recompute(made.claims));
      }),
      runs,
    );
  });

  // With "more than 6" alone, r9b gives 6 beside a low of 7.
  it("has its best between low and high, where they bind", () => {
    fc.assert(
      fc.property(groups, (group) => {
        const { low, best, high, high_unbounded } = makeEstimate(group).estimate;
        if (best === null) return;
        if (low !== null) expect(best).toBeGreaterThanOrEqual(low);
        if (high !== null && !high_unbounded) expect(best).toBeLessThanOrEqual(high);
      }),
      runs,
    );
  });

  it("gives each claim a role, a claim that stands one that sets or considers, and each number its setter", () => {
    fc.assert(
      fc.property(groups, (group) => {
        const { estimate, claims } = makeEstimate(group);
        expect(new Set(claims.filter((row) => !row.derived).map((row) => row.claim_id)).size).toBe(group.voices.length);
        const roles = new Set(claims.map((row) => row.role));
        expect(roles.has("sets_low")).toBe(estimate.low !== null);
        expect(roles.has("sets_high")).toBe(estimate.high !== null || estimate.high_unbounded);
        expect(roles.has("sets_best")).toBe(estimate.best !== null);
      }),
      runs,
    );
  });
});

const base = makeRoot();
afterAll(() => rmSync(base, { recursive: true }));

describe("the estimates of the repository and of the invented base", () => {
  it.each([
    ["the repository", "."],
    ["the base", base],
  ])("of %s can be worked out again from estimate_claims alone", async (_title, root) => {
    const { tables } = await check(root);
    const estimates = (tables?.estimates ?? []) as unknown as Estimate[];
    const rows = (tables?.estimate_claims ?? []) as unknown as EstimateClaim[];
    expect(estimates.length).toBeGreaterThan(3);
    const keyOf = (row: Estimate | EstimateClaim): string => `${row.event_id} ${row.measure} ${row.population} ${row.count_basis}`;
    for (const estimate of estimates) expect(estimate).toMatchObject(recompute(rows.filter((row) => keyOf(row) === keyOf(estimate))));
    expect(new Set(rows.map(keyOf))).toEqual(new Set(estimates.map(keyOf)));
  });
});

describe("dates that share no day", () => {
  const days = fc.integer({ min: 1, max: 6 }).map((day) => `2021-06-0${day}`);
  const dated = fc.record({ a: days, b: days, date_role: fc.constantFrom("occurred" as const, "signed" as const) });
  const events = fc.record({ a: days, b: days, date_edtf: fc.constantFrom("2021-06", "[2021-06-01,2021-06-05]", null) });
  const [first, last] = [
    (x: { a: string; b: string }) => (x.a < x.b ? x.a : x.b),
    (x: { a: string; b: string }) => (x.a < x.b ? x.b : x.a),
  ];

  it("are those that some other claim of the same role is apart from, asked of every pair", () => {
    const property = fc.property(fc.array(dated, { maxLength: 8 }), events, (list, dates) => {
      const event = {
        event_id: "square",
        kind: "incident" as const,
        date_edtf: dates.date_edtf,
        date_earliest: first(dates),
        date_latest: last(dates),
      };
      const claims = list.map(
        (each, index) =>
          ({
            ...each,
            claim_id: `c${index}`,
            source_id: "s1",
            counter_id: null,
            event_id: "square",
            measure: "killed",
            count_basis: "incident",
            date_edtf: `${first(each)}/${last(each)}`,
            date_earliest: first(each),
            date_latest: last(each),
          }) as unknown as Claim & typeof each,
      );
      const within = (claim: (typeof claims)[number]): boolean =>
        event.date_edtf !== null &&
        !event.date_edtf.startsWith("[") &&
        event.date_earliest <= first(claim) &&
        last(claim) <= event.date_latest;
      const apart = claims.filter((claim) =>
        claims.some(
          (other) =>
            claim.date_role === other.date_role &&
            (last(claim) < first(other) || last(other) < first(claim)) &&
            !(within(claim) && within(other)),
        ),
      );
      expect(findDateConflicts(claims, [event]).flatMap(({ claimIds }) => claimIds)).toEqual(apart.map(({ claim_id }) => claim_id));
    });
    fc.assert(property, runs);
  });
});
