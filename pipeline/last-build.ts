// What a build did, remembered for the next one: with the same program, the same raw/ and the same dist/ there is nothing to do again.
import { join } from "node:path";
import { readListing } from "./5-publish.ts";
import { findPrevious } from "./diff/check-release.ts";
import { showHidden } from "./finding.ts";
import { pause } from "./interruption.ts";
import { recall, remember } from "./known/store.ts";
import { type Standing, sumFolder, sumOfTexts, sumProgram } from "./known/sums.ts";
import { versionPattern } from "./publish/listing.ts";
import type { BuildSummary, RunOptions } from "./summary.ts";

/** What a build reads but dist/. */
interface Inputs {
  readonly sum: string;
  readonly marks: string;
}

const name = "build";
const numbers = ["extracts", "claims", "rows", "estimates", "conflicts", "files", "bytes"] as const;

/** What was remembered: the sums of what was read and of what stood in dist/ afterwards, and what was told. */
interface LastBuild extends Readonly<Record<(typeof numbers)[number], number>> {
  readonly inputs: string;
  readonly dist: string;
  readonly version: string;
  readonly title: string;
}

/** The program, raw/ and the day. Null where any of it cannot be summed up: then nothing is recalled or remembered. */
export async function seeInputs(root: string, date: string | null, stop?: AbortSignal): Promise<Inputs | null> {
  const [program, raw] = [
    await sumProgram(),
    await sumFolder(
      join(root, "raw"),
      () => true,
      () => pause(stop),
    ),
  ];
  return program === null || raw === null ? null : { sum: sumOfTexts([program, date ?? "", raw.sum]), marks: raw.marks };
}

/** What the last build told, where its inputs were these and every byte stands in dist/ that stood there then; else null. */
export async function recallBuild(root: string, inputs: Inputs, { progress, stop }: RunOptions): Promise<BuildSummary | null> {
  const last = recall(root, name);
  if (!isLastBuild(last) || last.inputs !== inputs.sum) return null;
  const dist = await sumDist(root, last.version, stop);
  if (dist === null || dist.sum !== last.dist) return null;
  progress?.("unchanged", `the inputs are those of the last build; ${dist.files} files of dist/ hold the bytes that it left`);
  const { inputs: _, dist: __, ...told } = last;
  return { ...told, unchanged: true, findings: [] };
}

/** Remembers a build that published. Not where anybody wrote in raw/ while it read: what it read of that is not known. */
export async function rememberBuild(root: string, date: string | null, before: Inputs, built: BuildSummary): Promise<void> {
  const { version, title } = built;
  const after = await seeInputs(root, date);
  if (version === null || after === null || after.sum !== before.sum || after.marks !== before.marks) return;
  const dist = await sumDist(root, version);
  if (dist === null) return;
  const told = Object.fromEntries(numbers.map((each) => [each, built[each]]));
  remember(root, name, { inputs: after.sum, dist: dist.sum, version, title, ...told });
}

/** All that a build reads of dist/, and what it left there: every path, and the bytes of all but older releases with which nothing is compared. */
async function sumDist(root: string, version: string, stop?: AbortSignal): Promise<Standing | null> {
  const dist = join(root, "dist");
  const listing = await readListing(dist).catch(() => null);
  if (listing === null) return null;
  const previous = findPrevious(
    version,
    listing.versions.map((each) => each.version),
  );
  const isRead = (path: string): boolean => {
    const [folder = ""] = path.split("/");
    return !versionPattern.test(folder) || folder === version || folder === previous;
  };
  return sumFolder(dist, isRead, () => pause(stop));
}

function isLastBuild(value: unknown): value is LastBuild {
  if (typeof value !== "object" || value === null) return false;
  const known: Partial<Record<string, unknown>> = { ...value };
  return (
    // What is printed as it stands must be as raw/dataset.json may give it.
    ["inputs", "dist", "version", "title"].every((key) => typeof known[key] === "string" && showHidden(known[key]) === known[key]) &&
    versionPattern.test(String(known["version"])) &&
    numbers.every((key) => Number.isSafeInteger(known[key]))
  );
}
