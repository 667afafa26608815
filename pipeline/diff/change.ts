// What a change between two releases is: the line of changes.csv, its reason, and what it asks of the version.

/** Why something changed, the one that is told first where several meet: a decision of people before one of the program. */
export const reasons = ["privacy", "merge", "correction", "new_source", "scope", "rule_change", "documentation"] as const;
export type Reason = (typeof reasons)[number];

/** What happened; README.md of a release tells how each is applied. */
export const changeKinds = [
  "table_removed",
  "table_added",
  "table_changed",
  "key_changed",
  "column_removed",
  "column_added",
  "column_moved",
  "column_changed",
  "merged",
  "removed",
  "added",
  "modified",
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** Which number of the version a change asks to rise: the first, the second, or the third. */
export const bumps = ["major", "minor", "patch"] as const;
export type Bump = (typeof bumps)[number];

/**
 * One line of changes.csv. `key` is the primary key of a row (see keys.ts), the aspect for table_changed and column_changed, else
 * empty; `column` is empty where the line is about a whole row or table; an empty `old` or `new` is null, but `old` is also left out
 * where the reason is privacy.
 */
export interface Line {
  readonly table: string;
  readonly key: string;
  readonly column: string;
  readonly change: ChangeKind;
  readonly reason: Reason;
  readonly old: string;
  readonly new: string;
}

/** A line with the step it asks for. */
export interface Change extends Line {
  readonly bump: Bump;
}

/** The reason that is told first; null where there is none. */
export function firstReason(found: Iterable<Reason>): Reason | null {
  const known = new Set(found);
  return reasons.find((reason) => known.has(reason)) ?? null;
}
