// What changed since the release before one that is being made, and what that asks of its version.
import { join } from "node:path";
import { readPublishedTables } from "./5-publish.ts";
import { checkAgainstPrevious, findPrevious } from "./diff/check-release.ts";
import { compareReleases } from "./diff/difference.ts";
import { refusalOf } from "./diff/refused.ts";
import { writeDifference } from "./diff/render.ts";
import { readSnapshot, type Snapshot } from "./diff/snapshot.ts";
import { type Finding, finding } from "./finding.ts";
import type { Listing } from "./publish/listing.ts";
import type { OpenFiles } from "./publish/model.ts";

/**
 * Writes the difference as files, and gives what it forbids. Nothing is written where the version is the first, nor where it `failed`: the
 * release before is not whole, or too large to be compared.
 */
export async function compareWithPrevious(
  dist: string,
  version: string,
  { versions }: Listing,
  takeSnapshot: () => Snapshot,
  open: OpenFiles,
): Promise<{ findings: readonly Finding[]; failed: boolean }> {
  const before = findPrevious(
    version,
    versions.map((entry) => entry.version),
  );
  if (before === null) return { findings: [], failed: false };
  const tables = await readPublishedTables(join(dist, before));
  if (tables === null) return { findings: [unreadable(before)], failed: true };
  try {
    const [previous, now] = [readSnapshot(before, tables), takeSnapshot()];
    const { needed } = writeDifference(compareReleases(previous, now), open);
    return { findings: checkAgainstPrevious(previous, now, needed), failed: false };
  } catch (error) {
    return { findings: [finding(refusalOf(error), { file: `dist/${before}` })], failed: true };
  }
}

function unreadable(version: string): Finding {
  const message = "A file of this release is missing or is not what its MANIFEST.json says.";
  return finding({ code: "release/unreadable", message }, { file: `dist/${version}` });
}
