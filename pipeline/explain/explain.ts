// How a published number is explained: from the range to the claims, the words, who counted, and the rules.
import { compareCodePoints } from "../finding.ts";
import type {
  Claim,
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

/** A paragraph of an explanation: a heading with lines below it, and paragraphs that belong to it. */
export interface Paragraph {
  readonly heading: string;
  readonly lines: readonly string[];
  readonly below: readonly Paragraph[];
}

type Tables = Readonly<Record<PublishedTableName, readonly Row[]>>;

interface Indexed {
  readonly claims: readonly Claim[];
  readonly claim: ReadonlyMap<string, Claim>;
  readonly event: ReadonlyMap<string, Event>;
  readonly estimates: readonly Estimate[];
  readonly estimateClaims: readonly EstimateClaim[];
  readonly derived: ReadonlyMap<string, DerivedClaim>;
  readonly conflicts: readonly Conflict[];
  readonly conflictClaims: readonly ConflictClaim[];
  readonly source: ReadonlyMap<string, Source>;
  readonly counter: ReadonlyMap<string, Counter>;
  readonly place: ReadonlyMap<string, Place>;
  readonly rule: ReadonlyMap<string, Rule>;
}

function indexTables(tables: Tables): Indexed {
  // Every table has passed the check of the schema from which these row types are generated.
  const rows = <Value>(name: PublishedTableName): readonly Value[] => tables[name] as unknown as readonly Value[];
  const by = <Value>(name: PublishedTableName, key: keyof Value): Map<string, Value> =>
    new Map(rows<Value>(name).map((row) => [String(row[key]), row]));
  return {
    claims: rows("claims"),
    claim: by<Claim>("claims", "claim_id"),
    event: by<Event>("events", "event_id"),
    estimates: rows("estimates"),
    estimateClaims: rows("estimate_claims"),
    derived: by<DerivedClaim>("derived_claims", "derived_claim_id"),
    conflicts: rows("conflicts"),
    conflictClaims: rows("conflict_claims"),
    source: by<Source>("sources", "source_id"),
    counter: by<Counter>("counters", "counter_id"),
    place: by<Place>("places", "place_id"),
    rule: by<Rule>("rules", "rule_id"),
  };
}

/**
 * Explains an event (`senkata`), an estimate (`senkata.killed`), a conflict or a claim by its id.
 * @returns null where nothing bears the id.
 */
export function explain(tables: Tables, id: string): Paragraph | null {
  const data = indexTables(tables);
  const claim = data.claim.get(id);
  if (claim) return explainClaim(data, claim);
  const conflict = data.conflicts.find((each) => each.conflict_id === id);
  if (conflict) return explainConflict(data, conflict);
  const event = data.event.get(id);
  if (event) return explainEvent(data, event);
  const estimates = data.estimates.filter((each) => `${each.event_id}.${each.measure}` === id || estimateId(each) === id);
  const [first] = estimates;
  if (first === undefined) return null;
  return estimates.length === 1
    ? explainEstimate(data, first)
    : { heading: id, lines: [], below: estimates.map((each) => explainEstimate(data, each)) };
}

/** Every id that `explain` takes: events, estimates, conflicts, claims. */
export function explainableIds(tables: Tables): string[] {
  const data = indexTables(tables);
  const estimates = data.estimates.map((each) => `${each.event_id}.${each.measure}`);
  return [...data.event.keys(), ...new Set(estimates), ...data.conflicts.map((each) => each.conflict_id), ...data.claim.keys()];
}

const estimateId = (estimate: Estimate): string =>
  [estimate.event_id, estimate.measure, estimate.population, estimate.count_basis].join(".");

function explainEvent(data: Indexed, event: Event): Paragraph {
  const place = data.place.get(event.place_id ?? "");
  const estimates = data.estimates.filter((each) => each.event_id === event.event_id);
  const claims = data.claims.filter((each) => each.event_id === event.event_id);
  const inEstimates = new Set(data.estimateClaims.filter((each) => each.event_id === event.event_id).map((each) => each.claim_id));
  const others = claims.filter((claim) => !inEstimates.has(claim.claim_id));
  return {
    heading: event.label_en,
    lines: [
      `${event.date_edtf ?? "no date stated"} · ${place ? placeName(data, place) : "no place stated"}`,
      `${event.claims} claims in ${event.sources} source${event.sources === 1 ? "" : "s"}; ${event.counters} counter${event.counters === 1 ? "" : "s"}`,
      ...(event.note === null ? [] : [event.note]),
      "Ranges are of what was claimed. They are not confidence intervals.",
    ],
    below: [
      ...estimates.map((each) => explainEstimate(data, each)),
      ...(others.length === 0
        ? []
        : [
            {
              heading: "Claims without a number to compare",
              lines: others.map((claim) => `${claim.claim_id}  ${claim.summary}`),
              below: [],
            },
          ]),
    ],
  };
}

function placeName(data: Indexed, place: Place): string {
  const names: string[] = [];
  for (let each: Place | undefined = place; each !== undefined && names.length < 8; each = data.place.get(each.parent_place_id ?? ""))
    names.push(each.name);
  return names.join(", ");
}

function sayRange(estimate: Estimate): string {
  const high = estimate.high_unbounded ? (estimate.high === null ? "no upper bound" : `${estimate.high} or more`) : `${estimate.high}`;
  const range =
    estimate.low === estimate.high && !estimate.high_unbounded ? `${estimate.low}` : `${estimate.low ?? "no lower bound"} to ${high}`;
  return `claimed: ${range} · best: ${estimate.best ?? "none"}`;
}

const bestReasons = {
  r9a: "Best: exactly one whole number fits every claim that stands (rule r9a).",
  r9b: "Best: the number of the one counter that stands alone on the highest step of the ladder (rule r9b).",
  r9c: "Best is empty: no single whole number fits every claim that stands, and no counter alone on the highest step states one (rule r9c).",
} as const;

function explainEstimate(data: Indexed, estimate: Estimate): Paragraph {
  const own = data.estimateClaims.filter((each) => sameEstimate(each, estimate));
  const ids = [...new Set(own.map((each) => each.claim_id))];
  const order = ids.toSorted((a, b) => compareCodePoints(dayOf(own, a), dayOf(own, b)) || compareCodePoints(a, b));
  const conflicts = data.conflicts.filter(
    (each) => each.event_id === estimate.event_id && each.measure === estimate.measure && each.population === estimate.population,
  );
  return {
    heading: `${estimate.measure}, ${estimate.population} (${estimate.count_basis})`,
    lines: [
      sayRange(estimate),
      bestReasons[estimate.best_rule],
      `From ${estimate.claims} claim${estimate.claims === 1 ? "" : "s"} by ${estimate.counters} counter${estimate.counters === 1 ? "" : "s"} in ${estimate.sources} source${estimate.sources === 1 ? "" : "s"}; as of ${estimate.as_of_latest}.`,
    ],
    below: [...order.map((id) => explainPart(data, own, id)), ...conflicts.map((each) => explainConflict(data, each))],
  };
}

function sameEstimate(part: EstimateClaim, estimate: Estimate): boolean {
  return (
    part.event_id === estimate.event_id &&
    part.measure === estimate.measure &&
    part.population === estimate.population &&
    part.count_basis === estimate.count_basis
  );
}

const dayOf = (own: readonly EstimateClaim[], id: string): string => own.find((each) => each.claim_id === id)?.as_of_latest ?? "";

const roleWords: Readonly<Record<EstimateClaim["role"], string>> = {
  sets_low: "sets low",
  sets_high: "sets high",
  sets_best: "sets best",
  considered: "considered; it moved none of the three",
  superseded: "superseded by a later figure of the same counter, or by a sum that contains it (rules r4, r7)",
  repeats: "repeats the same counter's figure (rule r3)",
};

function explainPart(data: Indexed, own: readonly EstimateClaim[], id: string): Paragraph {
  const roles = own.filter((each) => each.claim_id === id).map((each) => roleWords[each.role]);
  const derived = data.derived.get(id);
  const said = roles.join(", ");
  if (derived) {
    const lines = [
      `Sum of additions that the counter states (rule r7): ${derived.formula} = ${derived.count_stated ?? "no single number"}`,
      said,
    ];
    return { heading: `Sum as of ${derived.as_of_latest}`, lines, below: [] };
  }
  const claim = data.claim.get(id);
  if (claim === undefined) return { heading: id, lines: [said], below: [] };
  const page = explainClaim(data, claim);
  return { ...page, lines: [said, ...page.lines] };
}

function explainConflict(data: Indexed, conflict: Conflict): Paragraph {
  const claims = data.conflictClaims
    .filter((each) => each.conflict_id === conflict.conflict_id)
    .flatMap((each) => data.claim.get(each.claim_id) ?? []);
  return {
    heading: `Conflict ${conflict.conflict_id} (${conflict.resolution})`,
    lines: [
      `${conflict.detail}.`,
      ...(conflict.note === null ? [] : [conflict.note]),
      ...claims.map((claim) => `${claim.claim_id}  ${claim.summary}`),
    ],
    below: [],
  };
}

function explainClaim(data: Indexed, claim: Claim): Paragraph {
  const source = data.source.get(claim.source_id);
  const counter = data.counter.get(claim.counter_id ?? "");
  const place = data.place.get(claim.place_id ?? "");
  const rules = (claim.rules ?? "").split(" ").flatMap((id) => data.rule.get(id) ?? []);
  const words = [
    ["count", claim.count_text, claim.count_text === null ? null : `${sayCount(claim)} (${claim.count_basis})`],
    [
      "date",
      claim.date_text,
      claim.date_text === null
        ? null
        : `${claim.date_edtf ?? "unknown"} (${claim.date_basis}${claim.date_anchor === null ? "" : `, anchor ${claim.date_anchor}`})`,
    ],
    ["place", claim.place_text, claim.place_text === null ? null : place ? `${placeName(data, place)} (${claim.place_basis})` : "unknown"],
  ] as const;
  return {
    heading: `${claim.claim_id}  ${claim.summary}`,
    lines: [
      ...words.flatMap(([what, text, reading]) => (text === null ? [] : [`${what}: “${text}” read as ${reading}`])),
      ...(counter ? [`counted by ${counter.name_en} (rank ${counter.rank} of 5)`] : []),
      ...(claim.speaker_text === null ? [] : [`credited to “${claim.speaker_text}”`]),
      ...(claim.actor_text === null ? [] : [`names as author: “${claim.actor_text}”`]),
      `in ${source?.title ?? claim.source_id}, ${source?.publisher ?? ""}, ${claim.locator}, published ${source?.published ?? "unknown"}`,
      ...(rules.length === 0 ? [] : [`rules: ${rules.map((rule) => rule.rule_id).join(", ")}`]),
      ...(claim.note === null ? [] : [`note: ${claim.note}`]),
      `from ${claim.raw_file}:${claim.raw_line}`,
    ],
    below: [],
  };
}

function sayCount(claim: Claim): string {
  if (claim.count_low !== null && claim.count_low === claim.count_high) return `${claim.count_low}`;
  return `${claim.count_low ?? "?"} to ${claim.count_high ?? "?"}${claim.count_stated === null ? "" : `, stated ${claim.count_stated}`}`;
}

/** The explanation as indented text, one paragraph after another. */
export function writeExplanation(paragraph: Paragraph, depth = 0): string {
  const indent = "  ".repeat(depth);
  const own = [`${indent}${paragraph.heading}`, ...paragraph.lines.map((line) => `${indent}  ${line}`)].join("\n");
  return [own, ...paragraph.below.map((each) => writeExplanation(each, depth + 1))].join("\n\n");
}
