// The published tables as an explanation looks them up: rows by id, and labels in the language of the page.
import { estimateId } from "../estimates.ts";
import { groupBy } from "../group-by.ts";
import type {
  Claim,
  ClaimRule,
  Code,
  Conflict,
  ConflictClaim,
  Counter,
  DerivedClaim,
  Estimate,
  EstimateClaim,
  Event,
  Place,
  Rule,
  Source,
} from "../model.ts";
import type { PublishedTableName, Row } from "../schema.ts";
import type { Language } from "./phrases.ts";

/** Every published table, as rows. */
export type Tables = Readonly<Record<PublishedTableName, readonly Row[]>>;

/** The tables with their rows by id, and the words for codes, counters, events and rules in one language. */
export interface Index {
  readonly language: Language;
  readonly claims: readonly Claim[];
  readonly estimates: readonly Estimate[];
  readonly estimateClaims: readonly EstimateClaim[];
  readonly conflicts: readonly Conflict[];
  readonly conflictClaims: readonly ConflictClaim[];
  readonly claim: ReadonlyMap<string, Claim>;
  readonly event: ReadonlyMap<string, Event>;
  readonly derived: ReadonlyMap<string, DerivedClaim>;
  readonly source: ReadonlyMap<string, Source>;
  readonly counter: ReadonlyMap<string, Counter>;
  /** The rows of estimate_claims of an estimate. */
  readonly partsOf: (estimate: Estimate) => readonly EstimateClaim[];
  /** The conflicts about an event. */
  readonly conflictsOf: (event_id: string) => readonly Conflict[];
  /** Rules of a claim by claim_id, in the order of their ids. */
  readonly rulesOf: (claim_id: string) => readonly Rule[];
  readonly nameRule: (rule: Rule) => string;
  readonly nameCounter: (counter_id: string) => string;
  readonly nameEvent: (event_id: string) => string;
  /** The place with all that contain it, from the smallest; null for no place. */
  readonly namePlace: (place_id: string | null) => string | null;
  /** The place and all that contain it, from the smallest; none for no place. */
  readonly placesFrom: (place_id: string | null) => readonly Place[];
  /** The label of a code; the code itself where it has none. */
  readonly label: (enumeration: string, code: string | null) => string;
  /** The place of a code in the order of its enumeration. */
  readonly orderOf: (enumeration: string, code: string) => number;
}

/** Indexes tables that have passed the check of the schemas from which the row types are generated. */
export function indexTables(tables: Tables, language: Language): Index {
  const rows = <Value>(name: PublishedTableName): readonly Value[] => tables[name] as unknown as readonly Value[];
  const by = <Value>(name: PublishedTableName, key: keyof Value): Map<string, Value> =>
    new Map(rows<Value>(name).map((row) => [String(row[key]), row]));
  const event = by<Event>("events", "event_id");
  const counter = by<Counter>("counters", "counter_id");
  const place = by<Place>("places", "place_id");
  const rule = by<Rule>("rules", "rule_id");
  const codes = new Map(rows<Code>("codes").map((code) => [`${code.enumeration} ${code.code}`, code[`label_${language}`]]));
  const orders = new Map(rows<Code>("codes").map((code) => [`${code.enumeration} ${code.code}`, code.order]));
  const rulesOf = groupBy(rows<ClaimRule>("claim_rules"), (row) => row.claim_id);
  const partsOf = groupBy(rows<EstimateClaim>("estimate_claims"), estimateId);
  const conflictsOf = groupBy(rows<Conflict>("conflicts"), (row) => row.event_id);
  const placesFrom = (id: string | null): Place[] => {
    const places: Place[] = [];
    for (let each = place.get(id ?? ""); each !== undefined && places.length < 8; each = place.get(each.parent_place_id ?? ""))
      places.push(each);
    return places;
  };
  return {
    language,
    claims: rows("claims"),
    estimates: rows("estimates"),
    estimateClaims: rows("estimate_claims"),
    conflicts: rows("conflicts"),
    conflictClaims: rows("conflict_claims"),
    claim: by<Claim>("claims", "claim_id"),
    event,
    derived: by<DerivedClaim>("derived_claims", "derived_claim_id"),
    source: by<Source>("sources", "source_id"),
    counter,
    partsOf: (estimate) => partsOf.get(estimateId(estimate)) ?? [],
    conflictsOf: (event_id) => conflictsOf.get(event_id) ?? [],
    rulesOf: (claim_id) => (rulesOf.get(claim_id) ?? []).flatMap(({ rule_id }) => rule.get(rule_id) ?? []),
    nameRule: (each) => each[`name_${language}`],
    nameCounter: (id) => counter.get(id)?.[`name_${language}`] ?? id,
    nameEvent: (id) => event.get(id)?.[`label_${language}`] ?? id,
    namePlace: (id) =>
      placesFrom(id)
        .map((each) => each.name)
        .join(", ") || null,
    placesFrom,
    label: (enumeration, code) => (code === null ? "" : (codes.get(`${enumeration} ${code}`) ?? code)),
    orderOf: (enumeration, code) => orders.get(`${enumeration} ${code}`) ?? 0,
  };
}
