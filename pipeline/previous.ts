// What changed since the release before one that is being made, and what that asks of its version.
import { join } from "node:path";
import { readPublishedTables } from "./5-publish.ts";
import { checkAgainstPrevious, findPrevious } from "./diff/check-release.ts";
import { compareReleases } from "./diff/difference.ts";
import { renderDifference } from "./diff/render.ts";
import { readSnapshot, type Snapshot } from "./diff/snapshot.ts";
import { type Finding, finding } from "./finding.ts";
import type { Listing } from "./publish/listing.ts";
import type { OutputFile } from "./publish/model.ts";

/** The difference as files, and what it forbids. Neither where the version is the first; files are null where the release before is not whole. */
export async function compareWithPrevious(
  dist: string,
  version: string,
  { versions }: Listing,
  takeSnapshot: () => Snapshot,
): Promise<{ findings: readonly Finding[]; files: readonly OutputFile[] | null }> {
  const before = findPrevious(
    version,
    versions.map((entry) => entry.version),
  );
  if (before === null) return { findings: [], files: [] };
  const tables = await readPublishedTables(join(dist, before));
  if (tables === null) return { findings: [unreadable(before)], files: null };
  const [previous, now] = [readSnapshot(before, tables), takeSnapshot()];
  const difference = compareReleases(previous, now);
  return { findings: checkAgainstPrevious(previous, now, difference), files: renderDifference(difference) };
}

function unreadable(version: string): Finding {
  const message = "A file of this release is missing or is not what its MANIFEST.json says.";
  return finding({ code: "release/unreadable", message }, { file: `dist/${version}` });
}
