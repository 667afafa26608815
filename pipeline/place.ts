// How a release comes to its place in dist/, whoever made it: one writer at a time, what stands is asked first, and one moment at the end.
import { join } from "node:path";
import { commit, listExplorers, listReleases, readListing, stands } from "./5-publish.ts";
import type { Finding } from "./finding.ts";
import { type Listing, listRelease, withVersion } from "./publish/listing.ts";
import { holdsLock, locked, whileLocked } from "./publish/lock.ts";
import type { Edition, OutputFile } from "./publish/model.ts";
import { findUnlisted, refuseVersion, unreadableIndex } from "./publish/refusals.ts";
import { renderLanding } from "./site/landing.ts";

/** Called once a stage with its name and what it did. */
export type Progress = (stage: string, said: string) => void;

/** Where a release is made and where it goes. */
export interface Place {
  readonly dist: string;
  /** The folder of the version, and the one beside it in which it is made. */
  readonly target: string;
  readonly building: string;
  readonly listing: Listing;
  /** Whether the version stands already. */
  readonly stands: boolean;
}

/** What came of making a release: its manifest and checksums among `files`, none where there is a finding. */
export interface Made {
  readonly findings: readonly Finding[];
  readonly files: readonly OutputFile[];
}

/**
 * Has a release made and puts it in its place. Nothing is placed where `make` has a finding, or the lock was lost meanwhile.
 * Findings: those of `make`, release/locked, release/index, release/unlisted, release/version, release/retracted, output/unwritable.
 */
export async function placeRelease(root: string, edition: Edition, make: (place: Place) => Promise<Made>): Promise<readonly Finding[]> {
  const { name, version } = edition.dataset;
  const dist = join(root, "dist");
  return whileLocked(dist, async (lock) => {
    const listing = await readListing(dist);
    if (listing === null) return [unreadableIndex()];
    const place = {
      dist,
      target: join(dist, version),
      building: join(dist, `.building-${version}`),
      listing,
      stands: await stands(join(dist, version)),
    };
    const forbidden = [...findUnlisted(await listReleases(dist), listing, version), ...refuseVersion(edition, listing)];
    if (forbidden.length > 0) return forbidden;
    const { findings, files } = await make(place);
    // Who lost the lock may have found the folder cleared by the build that came after.
    if (!(await holdsLock(lock))) return [locked()];
    if (findings.length > 0) return findings;
    const listed = listing.versions.find((each) => each.version === version);
    const after = withVersion(listing, name, listed ?? listRelease(edition, files));
    const pages = renderLanding(edition.dataset, after, await listExplorers(dist, after, version));
    await commit(dist, listing, after, pages, place.stands ? undefined : place);
    return [];
  });
}
