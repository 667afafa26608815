// What must hold between a new release and the one before it: no id is lost, and the version rises as far as the difference asks.
import { type Finding, finding } from "../finding.ts";
import { compareVersions } from "../publish/versions.ts";
import { nameChanges } from "./bump.ts";
import type { Difference } from "./difference.ts";
import { findLostIds } from "./lost-ids.ts";
import type { Snapshot } from "./snapshot.ts";

const toldForces = 5;

/** The newest version below `version`, whatever its status: that it was withdrawn later changes no bytes. Null where there is none. */
export function findPrevious(version: string, known: readonly string[]): string | null {
  const lower = known.filter((other) => compareVersions(other, version) < 0);
  return lower.toSorted(compareVersions).at(-1) ?? null;
}

/** Findings release/lost-id, one for each id, and release/bump. `now` has the version that raw/dataset.json declares. */
export function checkAgainstPrevious(previous: Snapshot, now: Snapshot, { needed }: Difference): Finding[] {
  const lost = findLostIds(previous, now).map(({ table, id }) => {
    const message = `Release ${previous.version} had this id among its ${table}; no row has it now, and no line says where it went.`;
    return finding({ code: "release/lost-id", message }, { file: fileOf(table), printed: id });
  });
  return [...lost, ...checkVersion(now.version, previous.version, needed)];
}

const fileOf = (table: string): string => (table === "claims" ? "raw/extracts" : `raw/${table}.csv`);

function checkVersion(version: string, previous: string, { version: lowest, forced_by }: Difference["needed"]): Finding[] {
  if (compareVersions(version, lowest) >= 0) return [];
  const named = nameChanges(forced_by, toldForces);
  const more = nameChanges(forced_by, Number.POSITIVE_INFINITY).length - named.length;
  const forces = `${named.join("; ")}${more > 0 ? `; and ${more} more` : ""}`;
  const message = `What changed since ${previous} asks for version ${lowest} or higher: ${forces}.`;
  return [finding({ code: "release/bump", message }, { file: "raw/dataset.json", column: "version", printed: version })];
}
