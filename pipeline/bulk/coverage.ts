// What each counter and each source gave, added up event by event: the same numbers as publish/quality-coverage.ts counts in rows.
import { isStanding } from "../estimates.ts";
import { compareCodePoints } from "../finding.ts";
import type { Counter, EstimateClaim } from "../model.ts";
import { columnOf, labelOfValue } from "../publish/quality-tally.ts";
import type { CounterCoverage } from "../publish/summed.ts";
import { asOfDay } from "../reconcile/r4-later-figure.ts";
import type { ComparedClaim } from "../reconcile/voices.ts";
import { publishedTables } from "../schema.ts";

interface Sum {
  claims: number;
  readonly sources: Set<string>;
  events: number;
  first: string | null;
  last: string | null;
  standing: number;
  superseded: number;
  repeats: number;
  standingSums: number;
}

/** Adds up what passes. */
export interface CoverageSum {
  /** All claims of one event, with the parts that they have in its estimates. */
  readonly addEvent: (claims: readonly ComparedClaim[], parts: readonly EstimateClaim[]) => void;
  readonly counters: (counters: readonly Counter[]) => CounterCoverage[];
  readonly claimsOfSource: ReadonlyMap<string, number>;
}

export function sumCoverage(publishedLatest: (source_id: string) => string): CoverageSum {
  const sums = new Map<string, Sum>();
  const claimsOfSource = new Map<string, number>();
  const sumOf = (counter: string): Sum => {
    const known = sums.get(counter);
    if (known) return known;
    const none = { claims: 0, events: 0, first: null, last: null, standing: 0, superseded: 0, repeats: 0, standingSums: 0 };
    const made = { ...none, sources: new Set<string>() };
    sums.set(counter, made);
    return made;
  };
  return {
    claimsOfSource,
    addEvent: (claims, parts) => {
      const compared = new Map(parts.map((part) => [part.claim_id, part.as_of_latest]));
      const here = new Set<string>();
      for (const claim of claims) {
        claimsOfSource.set(claim.source_id, (claimsOfSource.get(claim.source_id) ?? 0) + 1);
        if (claim.counter_id === null) continue;
        here.add(claim.counter_id);
        const published = publishedLatest(claim.source_id);
        addClaim(
          sumOf(claim.counter_id),
          claim,
          compared.has(claim.claim_id) ? asOfDay(claim, published) : (claim.as_of_latest ?? published),
        );
      }
      for (const counter of here) sumOf(counter).events += 1;
      for (const part of new Map(parts.map((each) => [each.claim_id, each])).values()) addPart(sumOf(part.counter_id), part);
    },
    counters: (counters) => counters.flatMap((counter) => cover(counter, sums.get(counter.counter_id))).sort(byClaims),
  };
}

function addClaim(sum: Sum, claim: ComparedClaim, day: string): void {
  sum.claims += 1;
  sum.sources.add(claim.source_id);
  if (day === "") return;
  if (sum.first === null || day < sum.first) sum.first = day;
  if (sum.last === null || day > sum.last) sum.last = day;
}

function addPart(sum: Sum, part: EstimateClaim): void {
  if (part.derived) sum.standingSums += isStanding(part) ? 1 : 0;
  else if (part.role === "superseded") sum.superseded += 1;
  else if (part.role === "repeats") sum.repeats += 1;
  else sum.standing += 1;
}

function cover(counter: Counter, sum: Sum | undefined): CounterCoverage[] {
  if (sum === undefined || sum.claims === 0) return [];
  return [
    {
      counter_id: counter.counter_id,
      name: { en: counter.name_en, es: counter.name_es },
      kind: labelOfValue(columnOf(publishedTables.counters.columns, "kind"), counter.kind),
      rank: counter.rank,
      claims: sum.claims,
      sources: sum.sources.size,
      events: sum.events,
      first_day: sum.first,
      last_day: sum.last,
      standing: sum.standing,
      superseded: sum.superseded,
      repeats: sum.repeats,
      standing_sums: sum.standingSums,
    },
  ];
}

const byClaims = (a: CounterCoverage, b: CounterCoverage): number => b.claims - a.claims || compareCodePoints(a.counter_id, b.counter_id);
