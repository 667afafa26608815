// What `recuento diff` compares: two releases that stand, or one of them and what raw/ would give.
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { isLarge } from "./1-read.ts";
import { readListing, readPublishedTables } from "./5-publish.ts";
import { check } from "./build.ts";
import { withFolder } from "./bulk/aside.ts";
import { compareReleases, type Difference } from "./diff/difference.ts";
import { refusalOf } from "./diff/refused.ts";
import { readSnapshot, type Snapshot, snapshotOf } from "./diff/snapshot.ts";
import { type Finding, quote, type Refusal } from "./finding.ts";

/** What was made of the difference, why the call cannot be answered, or what is wrong with raw/. */
export type Compared<Answer> = { readonly answer: Answer } | { readonly refusal: Refusal } | { readonly findings: readonly Finding[] };

/** How raw/ is read. */
interface Options {
  readonly stop?: AbortSignal;
  /** Whether its claims go in batches; left out, their size decides. */
  readonly large?: boolean;
}

/**
 * Compares release `older` ("latest" is the newest that stands) with release `newer`, or with raw/ where that is null. The difference can be
 * asked as long as `work` goes on. Refusals: release/unknown, release/unreadable, release/too-large,
 * release/disorder.
 */
export async function compare<Answer>(
  root: string,
  older: string,
  newer: string | null,
  work: (difference: Difference) => Promise<Answer> | Answer,
  options: Options = {},
): Promise<Compared<Answer>> {
  const old = await readReleased(root, older);
  if ("code" in old) return { refusal: old };
  try {
    const compareWith = (now: Snapshot): Promise<Answer> | Answer => work(compareReleases(old, now));
    if (newer === null) return await withWorkingTree(root, options, compareWith);
    const now = await readReleased(root, newer);
    return "code" in now ? { refusal: now } : { answer: await compareWith(now) };
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

/** The tables of a large dataset are written into a folder of the system for files that do not stay. */
async function withWorkingTree<Answer>(
  root: string,
  { stop, large }: Options,
  work: (now: Snapshot) => Promise<Answer> | Answer,
): Promise<{ readonly answer: Answer } | { readonly findings: readonly Finding[] }> {
  if (!(large ?? (await isLarge(root)))) {
    const { raw, tables, findings } = await check(root);
    if (tables === null || raw.dataset === null) return { findings };
    return { answer: await work(snapshotOf({ dataset: raw.dataset, date: raw.dataset.released, tables })) };
  }
  const { withTables } = await import("./bulk-build.ts");
  const run = { workers: availableParallelism(), ...(stop && { stop }) };
  return withFolder((folder) => withTables(root, folder, run, work));
}
