// How a disagreement becomes a row: its kind, what it is about, who says what, and the claims. None decides who is right.
import { compareCodePoints } from "../finding.ts";
import type { Conflict } from "../model.ts";
import type { Group, Voice } from "./voices.ts";

/** A conflict with the claims it is between. */
export interface FoundConflict {
  readonly conflict: Conflict;
  readonly claimIds: readonly string[];
}

/** What a conflict is about: measure and population are null where it is about the event itself, count_basis where not about numbers. */
export type Subject = Pick<Conflict, "event_id" | "measure" | "population" | "count_basis">;

const longestDetail = 2000;

/**
 * The conflict of one kind about one subject. `suffix` tells it from another one of the same kind and subject, null where
 * there is one at most. A detail longer than its column is cut and ends in "…"; the claims are all listed.
 */
export function makeConflict(
  kind: Conflict["kind"],
  { event_id, measure, population, count_basis }: Subject,
  suffix: string | null,
  detail: string,
  claimIds: readonly string[],
): FoundConflict {
  const conflict_id = [kind, event_id, measure ?? "any", population ?? "any", ...(suffix === null ? [] : [suffix])].join(".");
  const short = detail.length > longestDetail ? `${detail.slice(0, longestDetail - 1)}…` : detail;
  const conflict = {
    conflict_id,
    kind,
    event_id,
    measure,
    population,
    detail: short,
    resolution: "open",
    note: null,
    count_basis,
  } as const;
  return { conflict, claimIds: [...new Set(claimIds)].sort(compareCodePoints) };
}

/** The claims of a voice: itself, or the terms of the sum. */
export const termsOf = (voice: Voice): readonly string[] => (voice.terms.length > 0 ? voice.terms : [voice.id]);

/** The bounds of a voice in words, such as "5", "5 to 7", "5 or more". */
export function sayBounds({ low, high }: Pick<Voice, "low" | "high">): string {
  if (low === null) return high === null ? "no bound" : `up to ${high}`;
  if (high === null) return `${low} or more`;
  return low === high ? `${low}` : `${low} to ${high}`;
}

/** A voice in short, such as "ministry 5 to 7 (as of 2021-06-05)". */
export const sayVoice = (voice: Voice): string => `${voice.counter_id} ${sayBounds(voice)} (as of ${voice.asOf})`;

/** The key of a group as a text for a suffix: null for the toll or total itself. */
export const basisSuffix = (group: Group): string | null => (group.count_basis === "subtotal" ? "subtotal" : null);
