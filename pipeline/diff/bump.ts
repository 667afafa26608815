// Which version a difference asks for, and the rows that ask for it.
import { type Bump, bumps, type Change } from "./change.ts";
import { isTyped } from "./columns.ts";

/** The step that is needed, and the changes that ask for it; a patch that nothing forces where nothing differs. */
export interface NeededBump {
  readonly bump: Bump;
  /** The lowest version that may follow. */
  readonly version: string;
  readonly forced_by: readonly Change[];
}

/**
 * The highest step that any change asks for; rows that people typed are named before those made of them. Before 1.0.0 nothing is promised to code: there the second number stands for the
 * first too, as in clause 4 of Semantic Versioning 2.0.0.
 */
export function findBump(previous: string, changes: readonly Change[]): NeededBump {
  const bump = bumps.find((each) => changes.some((change) => change.bump === each)) ?? "patch";
  const forcing = changes.filter((change) => change.bump === bump);
  const forced_by = [...forcing.filter((change) => isTyped(change.table)), ...forcing.filter((change) => !isTyped(change.table))];
  return { bump, version: nextVersion(previous, bump), forced_by };
}

function nextVersion(previous: string, bump: Bump): string {
  const [major = 0, minor = 0, patch = 0] = previous.split(".").map(Number);
  if (bump === "patch") return `${major}.${minor}.${patch + 1}`;
  return bump === "major" && major > 0 ? `${major + 1}.0.0` : `${major}.${minor + 1}.0`;
}

/** Up to `most` rows or columns, each told once, e.g. `claims s001-101 count_text modified`. */
export function nameChanges(changes: readonly Change[], most: number): string[] {
  const named = changes.map(({ table, key, column, change }) => [table, key, column, change].filter((part) => part !== "").join(" "));
  return [...new Set(named)].slice(0, most);
}
