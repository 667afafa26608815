// When a release may not be published: what stands in dist/ says why.
import { type Finding, finding } from "../finding.ts";
import { type Listing, manifestSum, type Retraction } from "./listing.ts";
import type { Edition, OutputFile } from "./model.ts";
import { compareVersions } from "./versions.ts";

/** How many files of a changed release are named; more of them say nothing new. */
const toldFiles = 10;

/** What of a released file a build does not reproduce, as a person is told. */
const told = {
  other_bytes: "The release stands already; the bytes of this file would differ.",
  missing: "The release stands already; this file is missing there, and would be written.",
  extra: "The release stands already; this file is extra there, and would not be written.",
} as const;

/** How a file of a released folder is not what a build writes. */
export interface Difference {
  /** Below the folder, with / between folders. */
  readonly path: string;
  readonly kind: keyof typeof told;
}

/** Findings of a version that may not be built, whatever is in it: release/index, release/version, release/retracted. */
export function refuseVersion({ dataset }: Edition, listing: Listing): Finding[] {
  const { name, version } = dataset;
  if (listing.name !== null && listing.name !== name) return [otherDataset(listing.name, name)];
  const listed = listing.versions.find((each) => each.version === version);
  if (listed === undefined) return tooLow(version, listing);
  return listed.retraction ? [retracted(version, listed.retraction)] : [];
}

/**
 * Findings of files that may not be written: release/changed, one for each file up to ten, where the version is out; release/unlisted
 * where no list names its folder. `differences` are those of the folder of this version, none where it does not stand.
 */
export function refuseFiles(
  version: string,
  files: readonly OutputFile[],
  listing: Listing,
  differences: readonly Difference[],
): Finding[] {
  const listed = listing.versions.find((each) => each.version === version);
  if (listed === undefined) return differences.length > 0 ? [unlisted(version)] : [];
  if (differences.length > 0) return tellChanges(version, differences);
  // The folder is gone and would come back another, or it was changed together with its files.
  if (listed.manifest_sha256 === manifestSum(files)) return [];
  const message = `Version ${version} was released with another MANIFEST.json than this build writes.`;
  return [finding({ code: "release/changed", message }, { file: "dist/index.json" })];
}

function tellChanges(version: string, differences: readonly Difference[]): Finding[] {
  const findings = differences
    .slice(0, toldFiles)
    .map(({ path, kind }) => finding({ code: "release/changed", message: told[kind] }, { file: `dist/${version}/${path}` }));
  const more = differences.length - findings.length;
  if (more === 0) return findings;
  const message = `${more} more file${more === 1 ? " differs" : "s differ"}: ${countKinds(differences)} in all.`;
  return [...findings, finding({ code: "release/changed", message }, { file: `dist/${version}` })];
}

function countKinds(differences: readonly Difference[]): string {
  const count = (kind: Difference["kind"]): number => differences.filter((each) => each.kind === kind).length;
  return `${count("other_bytes")} with other bytes, ${count("missing")} missing, ${count("extra")} extra`;
}

function retracted(version: string, { date, reason }: Retraction): Finding {
  const message = `Version ${version} was retracted on ${date}: ${endSentence(reason)}`;
  return finding({ code: "release/retracted", message }, { file: "raw/dataset.json", column: "version", printed: version });
}

const endSentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** A new version is higher than every version that is listed, a retracted one too. */
function tooLow(version: string, { versions }: Listing): Finding[] {
  const newest = versions.at(-1)?.version;
  if (newest === undefined || compareVersions(version, newest) > 0) return [];
  const message = `Version ${version} is not above ${newest}, the newest that stands in dist/.`;
  return [finding({ code: "release/version", message }, { file: "raw/dataset.json", column: "version", printed: version })];
}

/** Folders of other versions that the index does not name: a list without them would lose a release, or the word that it is retracted. */
export function findUnlisted(folders: readonly string[], { versions }: Listing, building: string): Finding[] {
  const known = new Set([...versions.map((each) => each.version), building]);
  return folders.filter((folder) => !known.has(folder)).map(unlisted);
}

function unlisted(version: string): Finding {
  const message =
    "The folder is named like a release, and dist/index.json does not list it: a build was cut off, or the list is not whole.";
  return finding({ code: "release/unlisted", message }, { file: `dist/${version}` });
}

function otherDataset(listed: string, name: string): Finding {
  return finding(
    { code: "release/index", message: `This is the list of the dataset ${listed}, not of ${name}.` },
    { file: "dist/index.json" },
  );
}

/** Finding release/index. */
export function unreadableIndex(): Finding {
  return finding({ code: "release/index", message: "No build wrote this list of versions." }, { file: "dist/index.json" });
}
