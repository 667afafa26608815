// What every reader of the estimates asks: which estimate a row belongs to, whether a claim stands in it, which conflicts are about it.
import type { Conflict, EstimateClaim } from "./model.ts";

type EstimateKey = Readonly<Record<"event_id" | "measure" | "population" | "count_basis", string>>;

/** The key of an estimate as one text, such as `harbour.killed.people.incident`. */
export const estimateId = (key: EstimateKey): string => `${key.event_id}.${key.measure}.${key.population}.${key.count_basis}`;

/** Whether a claim or a sum stands in its estimate: nothing took its place, and it repeats nothing. */
export const isStanding = (part: Pick<EstimateClaim, "role">): boolean => part.role !== "superseded" && part.role !== "repeats";

/** Whether a conflict is about an estimate: of its numbers, or, where it is not about numbers, of its toll or total rather than of parts. */
export function isAbout(conflict: Pick<Conflict, "event_id" | "measure" | "population" | "count_basis">, estimate: EstimateKey): boolean {
  const same =
    conflict.event_id === estimate.event_id && conflict.measure === estimate.measure && conflict.population === estimate.population;
  const basis = conflict.count_basis;
  return same && (basis === null ? estimate.count_basis !== "subtotal" : basis === estimate.count_basis);
}
