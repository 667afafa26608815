// Stage 6: reads every file of the release back from disk and proves CSV = JSON = Arrow = Parquet = the canonical rows, and that these keep the rules.
// Also reads what was released before, and proves that no byte of it has changed.
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { listReleases, readListing, stands } from "./5-publish.ts";
import { compareCodePoints, type Finding, finding, type Refusal } from "./finding.ts";
import { type ListedVersion, renderLatest } from "./publish/listing.ts";
import type { Release } from "./publish/release.ts";
import type { RuleTables } from "./reconcile/rule.ts";
import { findViolations } from "./reconcile/rules.ts";
import { compareTables } from "./verify/compare.ts";
import { compareManifest } from "./verify/manifest.ts";
import { checkReleased, type ReleasedFolder } from "./verify/released.ts";
import { textFormats } from "./verify/text.ts";

/**
 * Finding verify/differs for each file that does not say what the canonical rows say, verify/rule for each row that goes against a rule.
 * @param binaries what was found of the files that are no text, which is waited for last.
 */
export async function verify(folder: string, release: Release, binaries: Promise<readonly Refusal[]>): Promise<Finding[]> {
  const read = (path: string): Uint8Array => readFileSync(join(folder, path));
  const refusals = [...compareTables(release, textFormats, read), ...compareManifest(release, read)];
  // Every table has passed the check of the schema from which these row types are generated.
  const violations = findViolations(release.tables as unknown as RuleTables).map((message) => ({
    code: "verify/rule" as const,
    message: `${message}.`,
  }));
  return [...refusals, ...(await binaries), ...violations].map((refusal) => finding(refusal, { file: `dist/${release.dataset.version}` }));
}

/** What was found of one released version. */
export interface VerifiedVersion {
  readonly version: string;
  readonly status: ListedVersion["status"];
  readonly files: number;
  readonly bytes: number;
  readonly findings: readonly Finding[];
}

/** What was found in dist/. `unknown` are the wanted versions that are not listed; `findings` has those of all versions, and of the lists. */
export interface Verified {
  readonly versions: readonly VerifiedVersion[];
  readonly unknown: readonly string[];
  readonly findings: readonly Finding[];
}

/**
 * Holds released folders against their own lists and dist/index.json, and the two files that name versions against what stands: all of
 * `wanted`, every version where it is empty. Findings: released/*. Throws where dist/ cannot be read.
 */
export async function verifyReleased(root: string, wanted: readonly string[]): Promise<Verified> {
  const dist = join(root, "dist");
  const index = (message: string): Verified => {
    return { versions: [], unknown: [], findings: [finding({ code: "released/index", message }, { file: "dist/index.json" })] };
  };
  if (!(await stands(join(dist, "index.json")))) return index("There is no list of released versions.");
  const listing = await readListing(dist);
  if (listing === null) return index("No build wrote this list of versions.");
  const versions = listing.versions
    .filter(({ version }) => wanted.length === 0 || wanted.includes(version))
    .map((listed) => verifyFolder(dist, listing.name, listed));
  const listed = new Set(listing.versions.map(({ version }) => version));
  const strays = (await listReleases(dist)).filter((version) => !listed.has(version));
  const findings = [
    ...(latestAgrees(dist, renderLatest(listing)) ? [] : [wrongLatest()]),
    ...strays.map((version) =>
      finding({ code: "released/unlisted", message: "dist/index.json does not list this folder." }, { file: `dist/${version}` }),
    ),
    ...versions.flatMap((each) => each.findings),
  ];
  return { versions, unknown: wanted.filter((version) => !listed.has(version)), findings };
}

function verifyFolder(dist: string, name: string | null, listed: ListedVersion): VerifiedVersion {
  const { version, status } = listed;
  const folder = openFolder(join(dist, version));
  const about = { version, status, files: folder?.files.length ?? 0, bytes: folder?.bytes ?? 0 };
  if (folder === null) {
    const message = "dist/index.json lists this release, and there is no such folder.";
    return { ...about, findings: [finding({ code: "released/missing", message }, { file: `dist/${version}` })] };
  }
  const findings = checkReleased(name, listed, folder).map(({ path, ...fault }) => finding(fault, { file: `dist/${version}/${path}` }));
  return { ...about, findings };
}

/** Null where there is no folder: a link to one is none. */
function openFolder(folder: string): (ReleasedFolder & { readonly bytes: number }) | null {
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isDirectory()) return null;
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  const pathsOf = (wanted: typeof entries): string[] =>
    wanted.map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/")).sort(compareCodePoints);
  const files = pathsOf(entries.filter((entry) => entry.isFile()));
  return {
    files,
    others: pathsOf(entries.filter((entry) => !entry.isFile())),
    bytes: files.reduce((sum, path) => sum + lstatSync(join(folder, path)).size, 0),
    read: (path) => readFileSync(join(folder, path)),
  };
}

function latestAgrees(dist: string, wanted: string): boolean {
  try {
    return JSON.stringify(JSON.parse(readFileSync(join(dist, "latest.json"), "utf8"))) === JSON.stringify(JSON.parse(wanted));
  } catch {
    return false;
  }
}

function wrongLatest(): Finding {
  const message = "It does not point to the newest version that dist/index.json lists and that is not retracted.";
  return finding({ code: "released/latest", message }, { file: "dist/latest.json" });
}
