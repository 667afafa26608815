// How a version is taken back: its folder stays byte for byte, and dist/index.json says that it must not be used, since when and why.
import { join } from "node:path";
import { readRaw } from "./1-read.ts";
import { commit, listExplorers, readListing, stands } from "./5-publish.ts";
import { daysSinceEpoch } from "./days.ts";
import { type Finding, finding } from "./finding.ts";
import { type ListedVersion, newestOf, type Retraction, withVersion } from "./publish/listing.ts";
import { whileLocked } from "./publish/lock.ts";
import { unreadableIndex } from "./publish/refusals.ts";
import { renderLanding } from "./site/landing.ts";

/** What a retraction did. `retraction` is null where it was refused. */
export interface Retracted {
  readonly version: string;
  readonly retraction: Retraction | null;
  /** The version that dist/latest.json points to now; null where every version is retracted, or nothing was done. */
  readonly latest: string | null;
  readonly findings: readonly Finding[];
}

/**
 * Marks a version retracted. To say the same again changes nothing, and completes what was cut off; to say it otherwise is refused.
 * @param date ISO day of the retraction; null for that of raw/dataset.json, the newest change of raw/.
 * Findings: retract/unknown, retract/date, retract/reason, release/retracted, release/index, release/locked, output/unwritable.
 */
export async function retract(root: string, version: string, reason: string, date: string | null): Promise<Retracted> {
  const dist = join(root, "dist");
  if (!(await stands(dist))) return { version, retraction: null, latest: null, findings: [unknown(version)] };
  const { dataset } = await readRaw(root);
  const day = date ?? dataset?.released ?? null;
  let done: { retraction: Retraction; latest: string | null } | null = null;
  const findings = await whileLocked(dist, async () => {
    const before = await readListing(dist);
    if (before === null) return [unreadableIndex()];
    const listed = before.versions.find((each) => each.version === version);
    if (listed === undefined || before.name === null) return [unknown(version)];
    const retraction = { date: day ?? "", reason: reason.trim() };
    const refused = refuseRetraction(listed, retraction);
    if (refused !== null) return [refused];
    const after = withVersion(before, before.name, { ...listed, status: "retracted", retraction });
    // Where raw/dataset.json cannot be read, the next build writes the pages.
    const pages = dataset === null ? [] : renderLanding(dataset, after, await listExplorers(dist, after));
    await commit(dist, before, after, pages);
    done = { retraction, latest: newestOf(after.versions)?.version ?? null };
    return [];
  });
  return { version, findings, ...(done ?? { retraction: null, latest: null }) };
}

function unknown(version: string): Finding {
  return finding({ code: "retract/unknown", message: `Version ${version} is not listed.` }, { file: "dist/index.json" });
}

function refuseRetraction(listed: ListedVersion, { date, reason }: Retraction): Finding | null {
  const tell = (code: string, message: string): Finding => finding({ code, message }, { file: "dist/index.json" });
  if (reason === "" || /\p{Cc}/u.test(reason)) return tell("retract/reason", "A retraction says why, in one line.");
  if (daysSinceEpoch(date) === null) return tell("retract/date", "A retraction has a day, such as 2020-01-31.");
  if (date < listed.date) return tell("retract/date", `Version ${listed.version} came out on ${listed.date}, after ${date}.`);
  const known = listed.retraction;
  if (known === undefined || (known.date === date && known.reason === reason)) return null;
  return tell("release/retracted", `Version ${listed.version} was retracted on ${known.date} already: ${known.reason}`);
}
