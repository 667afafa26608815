// What `recuento diff` compares: two releases that stand, or one of them and what raw/ would give.
import { join } from "node:path";
import { readListing, readPublishedTables } from "./5-publish.ts";
import { check } from "./build.ts";
import { compareReleases, type Difference } from "./diff/difference.ts";
import { readSnapshot, type Snapshot, snapshotOf } from "./diff/snapshot.ts";
import { refusalOf } from "./diff/too-large.ts";
import { type Finding, quote, type Refusal } from "./finding.ts";

/** What was made of the difference, why the call cannot be answered, or what is wrong with raw/. */
export type Compared<Answer> = { readonly answer: Answer } | { readonly refusal: Refusal } | { readonly findings: readonly Finding[] };

/**
 * Compares release `older` ("latest" is the newest that stands) with release `newer`, or with raw/ where that is null. The difference can be
 * asked as long as `work` goes on. Refusals: release/unknown, release/unreadable, release/too-large.
 */
export async function compare<Answer>(
  root: string,
  older: string,
  newer: string | null,
  work: (difference: Difference) => Promise<Answer> | Answer,
): Promise<Compared<Answer>> {
  const old = await readReleased(root, older);
  if ("code" in old) return { refusal: old };
  const now = newer === null ? await readWorkingTree(root) : await readReleased(root, newer);
  if (Array.isArray(now)) return { findings: now };
  if ("code" in now) return { refusal: now };
  try {
    return { answer: await work(compareReleases(old, now)) };
  } catch (error) {
    return { refusal: refusalOf(error) };
  }
}

async function readReleased(root: string, version: string): Promise<Snapshot | Refusal> {
  const dist = join(root, "dist");
  const known = ((await readListing(dist))?.versions ?? []).map((entry) => entry.version);
  const newest = known.at(-1);
  if (version === "latest" && newest !== undefined) return readReleased(root, newest);
  if (!known.includes(version)) {
    const message = `dist/ has no release ${quote(version)}; it has ${known.join(", ") || "none"}.`;
    return { code: "release/unknown", message };
  }
  const tables = await readPublishedTables(join(dist, version));
  if (tables !== null) return readSnapshot(version, tables);
  return { code: "release/unreadable", message: `A file of release ${version} is missing or is not what its MANIFEST.json says.` };
}

async function readWorkingTree(root: string): Promise<Snapshot | Finding[]> {
  const { raw, tables, findings } = await check(root);
  if (tables === null || raw.dataset === null) return [...findings];
  return snapshotOf({ dataset: raw.dataset, date: raw.dataset.released, tables });
}
