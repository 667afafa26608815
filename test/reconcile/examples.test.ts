// Each rule against published rows: one release in which it holds and one that breaks it, and that rule alone.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { check } from "../../pipeline/build.ts";
import type { RuleTables } from "../../pipeline/reconcile/rule.ts";
import { estimateRules, findViolations } from "../../pipeline/reconcile/rules.ts";

type ShortTables = { readonly why: string } & Partial<Record<keyof RuleTables, readonly object[]>>;

const examples: Readonly<Record<string, { readonly holds: ShortTables; readonly broken: ShortTables }>> = JSON.parse(
  readFileSync(new URL("examples.json", import.meta.url), "utf8"),
);

const seven = { count_stated: 7, count_low: 7, count_high: 7 };
const subject = { event_id: "square", measure: "killed", population: "people", count_basis: "incident", counter_id: "watch" };
const nothing = { date_role: null, date_earliest: null, date_latest: null, as_of_latest: null, actor_kind: null, attribution: null };

/** What a row says where an example leaves it out: seven people killed in the square, counted by watch, told by s1. */
const usual: Readonly<Record<keyof RuleTables, object>> = {
  claims: { ...subject, ...seven, ...nothing, source_id: "s1", count_qualifier: "exact" },
  events: {},
  sources: {},
  estimates: { ...subject, low: 7, best: null, high: 7, high_unbounded: false, best_rule: "r9c", consistent: true },
  estimate_claims: { ...subject, ...seven, role: "considered", derived: false, flagged: false, rank: 5, as_of_latest: "2021-06-05" },
  derived_claims: { ...subject },
  derived_claim_terms: {},
  conflicts: { ...subject, resolution: "open" },
  conflict_claims: {},
};
const around: ShortTables = {
  why: "",
  events: [
    { event_id: "square", kind: "incident" },
    { event_id: "bridge", kind: "incident" },
  ],
  sources: [{ source_id: "s1", published_latest: "2021-06-20" }],
};

function fill(short: ShortTables): RuleTables {
  const names = Object.keys(usual) as (keyof RuleTables)[];
  const tables = names.map((name) => [name, (short[name] ?? around[name] ?? []).map((row) => ({ ...usual[name], ...row }))]);
  return Object.fromEntries(tables) as RuleTables;
}

describe.each(estimateRules.map((rule) => [rule.id, rule] as const))("rule %s", (id, rule) => {
  const { holds, broken } = examples[id] ?? { holds: { why: "missing" }, broken: { why: "missing" } };

  it(`holds: ${holds.why}`, () => expect(rule.findViolations(fill(holds))).toEqual([]));

  it(`is broken: ${broken.why}`, () => {
    expect(rule.findViolations(fill(broken)).length).toBeGreaterThan(0);
  });

  it("says what it is in English and Spanish", () => {
    for (const text of [rule.name.en, rule.name.es, rule.description.en, rule.description.es]) expect(text.length).toBeGreaterThan(3);
    expect(rule.description.en).not.toBe(rule.description.es);
  });
});

describe("the release of this repository", () => {
  it("keeps every rule", async () => {
    const { tables } = await check(".");
    expect(tables?.estimate_claims.length).toBeGreaterThan(20);
    expect(findViolations(tables as unknown as RuleTables)).toEqual([]);
  });
});
