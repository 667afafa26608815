// Rule r14: who did it, and who did not, are claims like the numbers.

import { groupBy } from "../group-by.ts";
import type { Event } from "../model.ts";
import { type FoundConflict, makeConflict } from "./conflict.ts";
import type { EstimateRule } from "./rule.ts";
import type { ComparedClaim } from "./voices.ts";

type Attributed = ComparedClaim & {
  readonly actor_kind: NonNullable<ComparedClaim["actor_kind"]>;
  readonly attribution: NonNullable<ComparedClaim["attribution"]>;
};

const isAttributed = (claim: ComparedClaim): claim is Attributed =>
  claim.actor_kind !== null && claim.attribution !== null && claim.population !== null && claim.measure !== "occurrence";

/** One names an author whom the other excludes, or they name different ones. */
function contradict(a: Attributed, b: Attributed): boolean {
  if (a.attribution === "attributed" && b.attribution === "attributed") return a.actor_kind !== b.actor_kind;
  return a.attribution !== b.attribution && a.actor_kind === b.actor_kind;
}

const answerOf = (claim: Attributed): string => `${claim.attribution} ${claim.actor_kind}`;
const sayAnswer = ({ attribution, actor_kind }: Attributed): string => (attribution === "denied" ? `not ${actor_kind}` : actor_kind);

/**
 * attribution: claims about the same harm to the same people of one event name different kinds of authors, or one names whom
 * another excludes. A scope holds many events, whose authors may differ; a part of a toll may have another author than the whole.
 */
export function findAttributions(claims: readonly ComparedClaim[], isScope: (event_id: string) => boolean): FoundConflict[] {
  const told = claims.filter(isAttributed).filter((claim) => !isScope(claim.event_id));
  const groups = groupBy(told, (claim) => [claim.event_id, claim.measure, claim.population].join("\u0000"));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const against = group.filter((claim) => group.some((other) => contradict(claim, other)));
    if (first === undefined || against.length === 0) return [];
    const answers = groupBy(against, answerOf);
    const detail = [...answers.values()].flatMap(([sayer, ...more]) => {
      if (sayer === undefined) return [];
      const sayers = new Set([sayer, ...more].map((claim) => claim.counter_id ?? claim.source_id));
      return [`${sayAnswer(sayer)}: ${[...sayers].join("; ")}`];
    });
    return [
      makeConflict(
        "attribution",
        { ...first, count_basis: null },
        null,
        detail.join(" against "),
        against.map((claim) => claim.claim_id),
      ),
    ];
  });
}

export const attribution: EstimateRule = {
  id: "r14",
  scope: "conflict",
  name: { en: "Attribution", es: "Atribución" },
  description: {
    en: "Attribution and denial are claims; different kinds of authors of the same harm, and one whom another claim excludes, are a conflict.",
    es: "La atribución y la negación son afirmaciones; son conflicto autores de distinta clase del mismo daño, y uno a quien otra afirmación excluye.",
  },
  findViolations: ({ claims, events, conflicts }) => {
    const scopes = new Set(
      events.filter((event: Pick<Event, "event_id" | "kind">) => event.kind === "scope").map((event) => event.event_id),
    );
    const told = new Set(conflicts.map((conflict) => conflict.conflict_id));
    const missing = findAttributions(claims, (event) => scopes.has(event)).filter(({ conflict }) => !told.has(conflict.conflict_id));
    const half = claims.filter((claim) => claim.attribution !== null && claim.actor_kind === null);
    return [
      ...missing.map(({ conflict }) => `${conflict.event_id} has claims that contradict each other on who did it, without a conflict`),
      ...half.map((claim) => `${claim.claim_id} attributes or denies without saying to whom`),
    ];
  },
};
