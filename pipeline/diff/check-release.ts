// What must hold between a new release and the one before it: no id is lost, and the version rises as far as the difference asks.
import { type Finding, finding } from "../finding.ts";
import { compareVersions } from "../publish/versions.ts";
import type { NeededBump } from "./bump.ts";
import { findLostIds } from "./lost-ids.ts";
import type { Snapshot } from "./snapshot.ts";

/** As many lost ids as are told one by one. */
const mostLost = 10_000;

/** The newest version below `version`, whatever its status: that it was withdrawn later changes no bytes. Null where there is none. */
export function findPrevious(version: string, known: readonly string[]): string | null {
  const lower = known.filter((other) => compareVersions(other, version) < 0);
  return lower.toSorted(compareVersions).at(-1) ?? null;
}

/** Findings release/lost-id, one for each id up to 10,000 and one for all others, and release/bump. `now` has the version that raw/dataset.json declares. */
export function checkAgainstPrevious(previous: Snapshot, now: Snapshot, needed: NeededBump): Finding[] {
  const findings: Finding[] = [];
  let more = 0;
  for (const { table, id } of findLostIds(previous, now)) {
    const message = `Release ${previous.version} had this id among its ${table}; no row has it now, and no line says where it went.`;
    if (findings.length < mostLost) findings.push(finding({ code: "release/lost-id", message }, { file: fileOf(table), printed: id }));
    else more += 1;
  }
  const message = `Release ${previous.version} had ${more} more ids that no row has now, and no line says where they went.`;
  const others = more === 0 ? [] : [finding({ code: "release/lost-id", message }, { file: "raw" })];
  return [...findings, ...others, ...checkVersion(now.version, previous.version, needed)];
}

const fileOf = (table: string): string => (table === "claims" ? "raw/extracts" : `raw/${table}.csv`);

function checkVersion(version: string, previous: string, { version: lowest, forced_by, forces }: NeededBump): Finding[] {
  if (compareVersions(version, lowest) >= 0) return [];
  const more = forces - forced_by.length;
  const named = `${forced_by.join("; ")}${more > 0 ? `; and ${more} more` : ""}`;
  const message = `What changed since ${previous} asks for version ${lowest} or higher: ${named}.`;
  return [finding({ code: "release/bump", message }, { file: "raw/dataset.json", column: "version", printed: version })];
}
