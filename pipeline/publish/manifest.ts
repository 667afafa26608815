// What the release folder holds, file by file: MANIFEST.json, and SHA256SUMS that `sha256sum -c` reads.
import { compareCodePoints } from "../finding.ts";
import { fingerprintOf, sha256 } from "./fingerprint.ts";
import { type OutputFile, type Release, tablesOf, textFile } from "./model.ts";

/** The given files in code-point order of their paths, then MANIFEST.json, then SHA256SUMS. */
export function addManifest(release: Release, files: readonly OutputFile[]): OutputFile[] {
  const sorted = [...files].sort((a, b) => compareCodePoints(a.path, b.path));
  const listed = [...sorted, renderManifest(release, sorted)];
  return [...listed, renderChecksums(listed)];
}

function renderManifest(release: Release, files: readonly OutputFile[]): OutputFile {
  const fingerprints = new Map(tablesOf(release).map((content) => [content.table.name, fingerprintOf(content)]));
  const entries = files.map((file) => ({
    path: file.path,
    bytes: file.bytes.byteLength,
    sha256: sha256(file.bytes),
    media_type: file.mediaType,
    table: file.table,
    rows: file.rows,
    fingerprint: file.rows === null ? null : (fingerprints.get(file.table ?? "") ?? null),
  }));
  const { name, version } = release.dataset;
  const manifest = { name, version, date: release.date, files: entries };
  return textFile("MANIFEST.json", `${JSON.stringify(manifest, null, 2)}\n`, "application/json");
}

function renderChecksums(files: readonly OutputFile[]): OutputFile {
  const sorted = [...files].sort((a, b) => compareCodePoints(a.path, b.path));
  const lines = sorted.map((file) => `${sha256(file.bytes)}  ${file.path}\n`);
  return textFile("SHA256SUMS", lines.join(""), "text/plain; charset=utf-8");
}
