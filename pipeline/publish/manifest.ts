// What the release folder holds, file by file: MANIFEST.json, and SHA256SUMS that `sha256sum -c` reads.
import { compareCodePoints } from "../finding.ts";
import { listFile } from "./fingerprint.ts";
import { type Edition, type ListedFile, type OutputFile, textFile } from "./model.ts";

/** MANIFEST.json and SHA256SUMS of the given files. `fingerprints` are those of the tables by name. */
export function renderManifest(
  edition: Edition,
  files: readonly ListedFile[],
  fingerprints: ReadonlyMap<string, string>,
): [OutputFile, OutputFile] {
  const sorted = files.toSorted((a, b) => compareCodePoints(a.path, b.path));
  const manifest = manifestOf(edition, sorted, fingerprints);
  return [manifest, renderChecksums([...sorted, listFile(manifest)])];
}

function manifestOf({ dataset, date }: Edition, files: readonly ListedFile[], fingerprints: ReadonlyMap<string, string>): OutputFile {
  const entries = files.map((file) => ({
    path: file.path,
    bytes: file.bytes,
    sha256: file.sha256,
    media_type: file.mediaType,
    table: file.table,
    rows: file.rows,
    fingerprint: file.rows === null ? null : (fingerprints.get(file.table ?? "") ?? null),
  }));
  const { name, version } = dataset;
  const manifest = { name, version, date, files: entries };
  return textFile("MANIFEST.json", `${JSON.stringify(manifest, null, 2)}\n`, "application/json");
}

function renderChecksums(files: readonly ListedFile[]): OutputFile {
  const sorted = files.toSorted((a, b) => compareCodePoints(a.path, b.path));
  const lines = sorted.map((file) => `${file.sha256}  ${file.path}\n`);
  return textFile("SHA256SUMS", lines.join(""), "text/plain; charset=utf-8");
}
