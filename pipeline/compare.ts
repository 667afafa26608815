// What `recuento diff` compares: two releases that stand, or one of them and what raw/ would give.
import { join } from "node:path";
import { readListing, readPublishedTables } from "./5-publish.ts";
import { check } from "./build.ts";
import { compareReleases, type Difference } from "./diff/difference.ts";
import { readSnapshot, type Snapshot, snapshotOf } from "./diff/snapshot.ts";
import { type Finding, quote, type Refusal } from "./finding.ts";

/** The difference, why the call cannot be answered, or what is wrong with raw/. */
export type Compared = { readonly difference: Difference } | { readonly refusal: Refusal } | { readonly findings: readonly Finding[] };

/** Compares release `older` ("latest" is the newest that stands) with release `newer`, or with raw/ where that is null. Refusals: release/unknown, release/unreadable. */
export async function compare(root: string, older: string, newer: string | null): Promise<Compared> {
  const old = await readReleased(root, older);
  if ("code" in old) return { refusal: old };
  const now = newer === null ? await readWorkingTree(root) : await readReleased(root, newer);
  if (Array.isArray(now)) return { findings: now };
  return "code" in now ? { refusal: now } : { difference: compareReleases(old, now) };
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
