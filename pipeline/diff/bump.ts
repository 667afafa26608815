// Which version a difference asks for, and the rows that ask for it.
import { type Bump, bumps, type Change } from "./change.ts";
import { isTyped } from "./columns.ts";

/** The step that is needed; a patch where nothing differs. */
export interface NeededBump {
  readonly bump: Bump;
  /** The lowest version that may follow. */
  readonly version: string;
  /** The first of the changes that ask for it by name, and how many these are. */
  readonly forced_by: readonly string[];
  readonly forces: number;
}

/** As many names as are kept of the changes that ask for a step. */
const mostNamed = 5;

/** Takes changes, and tells the step that they ask for. */
export interface BumpTally {
  readonly add: (change: Change) => void;
  readonly needed: (previous: string) => NeededBump;
}

/**
 * The highest step that any change asks for; rows that people typed are named before those made of them. Before 1.0.0 nothing is promised to code: there the second number stands for the
 * first too, as in clause 4 of Semantic Versioning 2.0.0.
 */
export function tallyBump(): BumpTally {
  const forcing = Object.fromEntries(bumps.map((bump) => [bump, { typed: [] as string[], made: [] as string[], count: 0 }]));
  return {
    add: (change) => {
      const own = forcing[change.bump];
      if (own === undefined) return;
      own.count += 1;
      const names = isTyped(change.table) ? own.typed : own.made;
      if (names.length < mostNamed) names.push(nameChange(change));
    },
    needed: (previous) => {
      const bump = bumps.find((each) => (forcing[each]?.count ?? 0) > 0) ?? "patch";
      const { typed = [], made = [], count = 0 } = forcing[bump] ?? {};
      return { bump, version: nextVersion(previous, bump), forced_by: [...typed, ...made].slice(0, mostNamed), forces: count };
    },
  };
}

function nextVersion(previous: string, bump: Bump): string {
  const [major = 0, minor = 0, patch = 0] = previous.split(".").map(Number);
  if (bump === "patch") return `${major}.${minor}.${patch + 1}`;
  return bump === "major" && major > 0 ? `${major + 1}.0.0` : `${major}.${minor + 1}.0`;
}

/** A row or column, e.g. `claims s001-101 count_text modified`; no two changes of a difference have one name. */
export function nameChange({ table, key, column, change }: Change): string {
  return [table, key, column, change].filter((part) => part !== "").join(" ");
}

/** The names of all changes that ask for the step, those of rows that people typed first; in two passes over the changes. */
export function* nameForces(changes: () => Iterable<Change>, bump: Bump): Generator<string> {
  for (const typed of [true, false]) {
    for (const change of changes()) if (change.bump === bump && isTyped(change.table) === typed) yield nameChange(change);
  }
}
