// Rule r13: disagreement is published, not resolved: of numbers that fit no common value, and of dates that share no day.

import { estimateId } from "../estimates.ts";
import { compareCodePoints } from "../finding.ts";
import { groupBy } from "../group-by.ts";
import type { Event } from "../model.ts";
import { basisSuffix, type FoundConflict, makeConflict, sayBounds, termsOf } from "./conflict.ts";
import { sharedNumbers } from "./r9-best.ts";
import type { EstimateRule } from "./rule.ts";
import type { ComparedClaim, Settled, Voice } from "./voices.ts";

/** value: no whole number fits every voice that stands. */
export function findValueConflict({ group, standing }: Settled): FoundConflict[] {
  const shared = sharedNumbers(standing);
  if (standing.length < 2 || shared.low <= shared.high) return [];
  return [makeConflict("value", group, basisSuffix(group), sayNumbers(standing), standing.flatMap(termsOf))];
}

/** The numbers from the lowest, each with who gives it, such as "5 or more (ministry) against 9 (office; watch)". */
function sayNumbers(standing: readonly Voice[]): string {
  const ascending = standing.toSorted((a, b) => (a.low ?? -1) - (b.low ?? -1) || (a.high ?? Infinity) - (b.high ?? Infinity));
  const said = [...groupBy(ascending, sayBounds)].map(([bounds, voices]) => {
    const counters = [...new Set(voices.map((voice) => voice.counter_id))].sort(compareCodePoints);
    return `${bounds} (${counters.join("; ")})`;
  });
  return said.join(" against ");
}

type DatedClaim = ComparedClaim & { readonly date_earliest: string; readonly date_latest: string };

/** Whether a claim gives the time of the event itself: that people were hurt, or that an act was signed; bounds on both sides. */
function datesTheEvent(claim: ComparedClaim): claim is DatedClaim {
  if (claim.date_earliest === null || claim.date_latest === null) return false;
  if (claim.date_role === "signed") return true;
  return claim.date_role === "occurred" && claim.measure !== "occurrence" && claim.count_basis !== "increment";
}

/** The latest beginning and the earliest end of some dates: a date lies apart from one of them where it lies apart from these. */
interface Extremes {
  readonly begins: string;
  readonly ends: string;
}

function extremesOf(claims: readonly DatedClaim[]): Extremes {
  let [begins, ends] = ["", "~"];
  for (const claim of claims) {
    if (claim.date_earliest > begins) begins = claim.date_earliest;
    if (claim.date_latest < ends) ends = claim.date_latest;
  }
  return { begins, ends };
}

const roleOf = (claim: DatedClaim): string => claim.date_role ?? "";
const isApart = (claim: DatedClaim, { begins, ends }: Extremes): boolean => claim.date_latest < begins || ends < claim.date_earliest;

/**
 * Whether a claim lies wholly within the days that raw/events.csv gives: two days of one long event do not disagree. A date
 * that is one of several days, "[..]" in EDTF, is no long event.
 */
function isWithin(claim: DatedClaim, event: Pick<Event, "date_edtf" | "date_earliest" | "date_latest">): boolean {
  return (
    event.date_edtf?.startsWith("[") === false &&
    event.date_earliest !== null &&
    event.date_latest !== null &&
    event.date_earliest <= claim.date_earliest &&
    claim.date_latest <= event.date_latest
  );
}

/** date: two claims date one incident or act to days that have none in common. Series and scopes hold many days. */
export function findDateConflicts(
  claims: readonly ComparedClaim[],
  events: readonly Pick<Event, "event_id" | "kind" | "date_edtf" | "date_earliest" | "date_latest">[],
): FoundConflict[] {
  const own = groupBy(claims.filter(datesTheEvent), (claim) => claim.event_id);
  return events.flatMap((event) => {
    if (event.kind !== "incident" && event.kind !== "act") return [];
    const dated = own.get(event.event_id) ?? [];
    const extremes = new Map(
      [...groupBy(dated, roleOf)].map(([role, claims]) => {
        const outside = extremesOf(claims.filter((claim) => !isWithin(claim, event)));
        return [role, { all: extremesOf(claims), outside }] as const;
      }),
    );
    const apart = dated.filter((claim) => {
      const others = extremes.get(roleOf(claim));
      return others !== undefined && isApart(claim, isWithin(claim, event) ? others.outside : others.all);
    });
    if (apart.length === 0) return [];
    const days = groupBy(apart, (claim) => claim.date_edtf ?? "");
    const said = [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, sayers]) => `${day} (${saySayers(sayers)})`);
    const subject = { event_id: event.event_id, measure: null, population: null, count_basis: null };
    return [
      makeConflict(
        "date",
        subject,
        null,
        said.join(" against "),
        apart.map((claim) => claim.claim_id),
      ),
    ];
  });
}

/** Up to three claims by their ids, more by their number. */
function saySayers(claims: readonly ComparedClaim[]): string {
  return claims.length > 3 ? `${claims.length} claims` : claims.map((claim) => claim.claim_id).join(", ");
}

export const ambiguity: EstimateRule = {
  id: "r13",
  scope: "conflict",
  name: { en: "Ambiguity", es: "Ambigüedad" },
  description: {
    en: "Ambiguity and disagreement are published, not resolved: numbers that no one value fits, and dates of one event that share no day, are conflicts.",
    es: "La ambigüedad y el desacuerdo se publican, no se resuelven: son conflictos los números en que no cabe un mismo valor y las fechas de un hecho que no comparten día.",
  },
  findViolations: ({ estimates, conflicts }) => {
    const told = new Set(conflicts.map((conflict) => conflict.conflict_id));
    return estimates
      .filter((estimate) => !estimate.consistent)
      .filter(({ event_id, measure, population, count_basis }) => {
        const suffix = count_basis === "subtotal" ? ".subtotal" : "";
        return !told.has(`value.${event_id}.${measure}.${population}${suffix}`);
      })
      .map((estimate) => `${estimateId(estimate)} holds claims that no one value fits, without a conflict`);
  },
};
