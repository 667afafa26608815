// Which files a release has: the list of writers of text. A new format is one file and one line here; one that is no text, in binary.ts.
import { compareCodePoints } from "../finding.ts";
import { renderChanges } from "./changes.ts";
import { renderCsv } from "./csv.ts";
import { renderDictionary } from "./dictionary.ts";
import { renderDictionaryPages } from "./dictionary-page.ts";
import { renderExamples } from "./examples.ts";
import { fingerprintOf, listFile } from "./fingerprint.ts";
import { renderGeojson } from "./geojson.ts";
import { renderJson } from "./json.ts";
import { renderLicence } from "./licence.ts";
import { renderManifest } from "./manifest.ts";
import { renderMetadata } from "./metadata/write.ts";
import { type ListedFile, type OutputFile, type Release, tablesOf } from "./model.ts";
import { renderQuality } from "./quality-page.ts";
import { renderReadme } from "./readme.ts";
import { renderTableSchemas } from "./table-schema.ts";

export type { OutputFile, Release } from "./model.ts";

type Writer = (release: Release) => OutputFile[];

/** Formats of text that hold every table. */
const tableWriters: readonly Writer[] = [renderCsv, renderJson];

const pageWriters: readonly Writer[] = [
  renderTableSchemas,
  renderDictionary,
  renderDictionaryPages,
  renderGeojson,
  renderExamples,
  renderReadme,
  renderQuality,
  renderLicence,
  renderChanges,
];

/** The tables as CSV, and the schemas that say what their columns are: what two releases are compared by. */
export function renderTables(release: Release): OutputFile[] {
  return [...renderCsv(release), ...renderTableSchemas(release)];
}

/** Writes files that tell of all others, which it is given. */
type LateWriter = (release: Release, files: readonly ListedFile[]) => Promise<readonly OutputFile[]>;

/** The tables as text. Throws where a cell does not fit its column: rows were validated before, so that is a fault of the program. */
export function renderTextTables(release: Release): OutputFile[] {
  return tableWriters.flatMap((render) => render(release));
}

/**
 * Every file of the release folder: those given, which are tables as text and binary, pages, and others that belong to it, the descriptions of all
 * these in this order, those that `late` writes of them, then MANIFEST.json and SHA256SUMS. The same release gives the same bytes.
 */
export async function completeRelease(
  release: Release,
  files: readonly OutputFile[],
  late: LateWriter = async () => [],
): Promise<OutputFile[]> {
  const fingerprints = new Map(tablesOf(release).map((content) => [content.table.name, fingerprintOf(content)]));
  const [manifest, sums, ...described] = await describeFiles(release, files.map(listFile), fingerprints, late);
  const sorted = [...files, ...described].toSorted((a, b) => compareCodePoints(a.path, b.path));
  return [...sorted, manifest, sums];
}

/** All that is written about the tables, but for the descriptions of its files. */
export function renderPages(release: Release): OutputFile[] {
  return pageWriters.flatMap((render) => render(release));
}

/** MANIFEST.json and SHA256SUMS of a release with these files, then the files that describe them. */
export async function describeFiles(
  release: Release,
  files: readonly ListedFile[],
  fingerprints: ReadonlyMap<string, string>,
  late: LateWriter,
): Promise<[OutputFile, OutputFile, ...OutputFile[]]> {
  const descriptions = renderMetadata(release, files);
  const described = [...files, ...descriptions.map(listFile)];
  const last = await late(release, described);
  return [...renderManifest(release, [...described, ...last.map(listFile)], fingerprints), ...descriptions, ...last];
}
