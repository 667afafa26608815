// Stage 4: compares the claims by rules r1–r14 and lays out every published table.

import type { ValidData } from "./2-validate.ts";
import { type NormalData, splitNames } from "./3-normalize.ts";
import { isAbout } from "./estimates.ts";
import { compareCodePoints } from "./finding.ts";
import { groupBy } from "./group-by.ts";
import type { Claim, ConflictClaim, DerivedClaimTerm, Estimate, Event, RawEvent, RawPlace, Source } from "./model.ts";
import { readEdtf } from "./normalize/edtf.ts";
import { ruleWords } from "./normalize/rule-words.ts";
import { readingRules } from "./normalize/rules.ts";
import type { FoundConflict } from "./reconcile/conflict.ts";
import { type MadeEstimate, makeEstimate } from "./reconcile/estimate.ts";
import { groupComparable } from "./reconcile/r1-comparable.ts";
import { findFallingTotals } from "./reconcile/r5-falling-total.ts";
import { findPartTotals } from "./reconcile/r6-parts-and-totals.ts";
import { findDateConflicts, findValueConflict } from "./reconcile/r13-ambiguity.ts";
import { findAttributions } from "./reconcile/r14-attribution.ts";
import { publishedEstimateRules, ruleset } from "./reconcile/rules.ts";
import { listRunningTotals } from "./reconcile/running-totals.ts";
import { enumerations, type PublishedTableName, publishedTables, type Row } from "./schema.ts";

/** Every published table: rows by primary key in code-point order, every key present, null explicit. */
export type PublishedTables = Readonly<Record<PublishedTableName, readonly Row[]>>;

/** Makes all tables of a release. Finds nothing wrong: what disagrees becomes a row of conflicts. */
export function reconcile(data: ValidData, normal: NormalData): PublishedTables {
  const rows = <Value>(placed: readonly { row: Value }[]): Value[] => placed.map((each) => each.row);
  const sources = rows(data.sources).map(publishSource);
  const tree = makeTree(rows(data.events));
  const ranks = new Map(rows(data.counters).map((counter) => [counter.counter_id, counter.rank]));
  const published = new Map(sources.map((source) => [source.source_id, source.published_latest ?? ""]));
  const groups = groupComparable(normal.claims, {
    rankOf: (counter) => ranks.get(counter) ?? 5,
    publishedLatest: (source) => published.get(source) ?? "",
    isScope: tree.isScope,
  });
  const made = groups.map(makeEstimate);
  const claimsOf = groupBy(normal.claims, (claim) => claim.event_id);
  const places = new Map(rows(data.places).map((place) => [place.place_id, place]));
  const events = rows(data.events).map((event) => publishEvent(event, claimsOf.get(event.event_id) ?? [], places));
  const conflicts = findConflicts(made, normal.claims, events, tree);
  return sortTables({
    claims: normal.claims,
    claim_rules: normal.claimRules,
    events,
    estimates: made.map(({ estimate }) => publishEstimate(estimate, conflicts)),
    estimate_claims: made.flatMap((each) => each.claims),
    running_totals: groups.flatMap(listRunningTotals),
    derived_claims: made.flatMap((each) => each.derived),
    derived_claim_terms: made.flatMap((each) => each.derived.flatMap(termRows)),
    conflicts: conflicts.map((each) => each.conflict),
    conflict_claims: conflicts.flatMap(conflictClaimRows),
    sources,
    counters: rows(data.counters),
    places: rows(data.places).map(publishPlace),
    place_names: rows(data.places).flatMap((place) =>
      splitNames(place.names_alt).map((name_alt) => ({ place_id: place.place_id, name_alt })),
    ),
    retired: rows(data.retired),
    rules: [...readingRules, ...publishedEstimateRules],
    rule_words: ruleWords(),
    codes: [...enumerations.values()].flatMap(({ name, codes }) =>
      codes.map((code, index) => ({ enumeration: name, ...code, order: index + 1 })),
    ),
  });
}

interface Tree {
  readonly isBelow: (event_id: string, scope_id: string) => boolean;
  readonly isIncident: (event_id: string) => boolean;
  readonly isScope: (event_id: string) => boolean;
}

function makeTree(events: readonly RawEvent[]): Tree {
  const parents = new Map(events.map((event) => [event.event_id, event.parent_event_id]));
  const kinds = new Map(events.map((event) => [event.event_id, event.kind]));
  return {
    isBelow: (event, scope) => {
      for (let parent = parents.get(event); parent; parent = parents.get(parent)) if (parent === scope) return true;
      return false;
    },
    isIncident: (event) => kinds.get(event) === "incident",
    isScope: (event) => kinds.get(event) === "scope",
  };
}

function findConflicts(made: readonly MadeEstimate[], claims: readonly Claim[], events: readonly Event[], tree: Tree): FoundConflict[] {
  const settled = made.map((each) => each.settled);
  return [
    ...settled.flatMap(findValueConflict),
    ...settled.flatMap(({ group }) => findFallingTotals(group)),
    ...findPartTotals(settled, tree),
    ...findDateConflicts(claims, events),
    ...findAttributions(claims, tree.isScope),
  ];
}

function publishEstimate(estimate: MadeEstimate["estimate"], conflicts: readonly FoundConflict[]): Estimate {
  return { ...estimate, conflicts: conflicts.filter(({ conflict }) => isAbout(conflict, estimate)).length, ruleset };
}

const termRows = (derived: { derived_claim_id: string; formula: string }): DerivedClaimTerm[] =>
  derived.formula.split(" + ").map((claim_id) => ({ derived_claim_id: derived.derived_claim_id, claim_id }));

const conflictClaimRows = ({ conflict, claimIds }: FoundConflict): ConflictClaim[] =>
  claimIds.map((claim_id) => ({ conflict_id: conflict.conflict_id, claim_id }));

function publishEvent(event: RawEvent, own: readonly Claim[], places: ReadonlyMap<string, RawPlace>): Event {
  const bounds = event.date === null ? null : readEdtf(event.date);
  const place = places.get(event.place_id ?? "");
  const counters = own.flatMap((claim) => (claim.counter_id === null ? [] : [claim.counter_id]));
  const { date, ...columns } = event;
  return {
    ...columns,
    date_edtf: date,
    date_earliest: bounds?.earliest ?? null,
    date_latest: bounds?.latest ?? null,
    date_precision: bounds?.precision ?? null,
    date_qualifier: bounds?.qualifier ?? null,
    latitude: place?.latitude ?? null,
    longitude: place?.longitude ?? null,
    uncertainty_m: place?.uncertainty_m ?? null,
    claims: own.length,
    sources: new Set(own.map((claim) => claim.source_id)).size,
    counters: new Set(counters).size,
  };
}

function publishSource(source: ValidData["sources"][number]["row"]): Source {
  const bounds = readEdtf(source.published);
  return { ...source, published_earliest: bounds?.earliest ?? null, published_latest: bounds?.latest ?? null };
}

function publishPlace(place: RawPlace): Omit<RawPlace, "names_alt"> {
  const { names_alt, ...columns } = place;
  return columns;
}

/** Rows by primary key, columns in the order of the schema. */
function sortTables(tables: Record<PublishedTableName, readonly object[]>): PublishedTables {
  const sorted = Object.entries(publishedTables).map(([name, table]) => {
    const key = (row: Row): string => table.primaryKey.map((column) => String(row[column])).join("\u0000");
    const rows = tables[name as PublishedTableName].map((row): Row => {
      const cells = row as Row;
      return Object.fromEntries(table.columns.map((column) => [column.name, cells[column.name] ?? null]));
    });
    return [name, rows.toSorted((a, b) => compareCodePoints(key(a), key(b)))];
  });
  return Object.fromEntries(sorted) as PublishedTables;
}
