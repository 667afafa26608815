// Whether MANIFEST.json and SHA256SUMS tell the truth about the files beside them.
import type { Refusal } from "../finding.ts";
import { fingerprintOf, sha256 } from "../publish/fingerprint.ts";
import { type Release, tablesOf } from "../publish/model.ts";

type Read = (path: string) => Uint8Array;
type Entry = Readonly<Record<string, unknown>>;

/** Refusals verify/differs, one sentence each: sizes, checksums, fingerprints, rows, files that one list has and the other lacks. */
export function compareManifest(release: Release, read: Read): Refusal[] {
  return listFaults(release, read).map((message) => ({ code: "verify/differs", message }));
}

function listFaults(release: Release, read: Read): string[] {
  try {
    const entries = readManifest(release, text(read("MANIFEST.json")));
    const paths = entries.map((entry) => String(entry["path"]));
    return [
      ...entries.flatMap((entry) => compareEntry(release, entry, read)),
      ...missingTables(release, entries),
      ...compareChecksums([...paths, "MANIFEST.json"], read),
    ];
  } catch (error) {
    return [`MANIFEST.json or SHA256SUMS cannot be read back: ${error instanceof Error ? error.message : String(error)}.`];
  }
}

function readManifest(release: Release, json: string): Entry[] {
  const manifest: Entry = JSON.parse(json);
  const { name, version } = release.dataset;
  if (manifest["name"] !== name || manifest["version"] !== version || manifest["date"] !== release.date) {
    throw new Error("it names another release");
  }
  if (!Array.isArray(manifest["files"])) throw new Error("it lists no files");
  return manifest["files"];
}

function compareEntry(release: Release, entry: Entry, read: Read): string[] {
  const path = String(entry["path"]);
  const bytes = readOrNull(path, read);
  if (bytes === null) return [`MANIFEST.json lists ${path}, which is missing.`];
  const faults: string[] = [];
  if (entry["bytes"] !== bytes.byteLength)
    faults.push(`MANIFEST.json gives ${path} ${entry["bytes"]} bytes instead of ${bytes.byteLength}.`);
  if (entry["sha256"] !== sha256(bytes)) faults.push(`MANIFEST.json gives ${path} another sha256 than its bytes have.`);
  if (entry["rows"] === null) return faults;
  const content = tablesOf(release).find(({ table }) => table.name === entry["table"]);
  if (content === undefined) return [...faults, `MANIFEST.json gives ${path} the table ${entry["table"]}, which is not published.`];
  if (entry["rows"] !== content.rows.length)
    faults.push(`MANIFEST.json gives ${path} ${entry["rows"]} rows instead of ${content.rows.length}.`);
  if (entry["fingerprint"] !== fingerprintOf(content)) faults.push(`MANIFEST.json gives ${path} another fingerprint than its values have.`);
  return faults;
}

/** Every table must be listed in every format that holds tables. */
function missingTables(release: Release, entries: readonly Entry[]): string[] {
  const listed = new Set(entries.map((entry) => entry["path"]));
  return tablesOf(release)
    .flatMap(({ table: { name } }) => [
      `csv/${name}.csv`,
      `json/${name}.json`,
      `arrow/${name}.arrow`,
      `arrow/${name}.arrows`,
      `parquet/${name}.parquet`,
    ])
    .filter((path) => !listed.has(path))
    .map((path) => `MANIFEST.json does not list ${path}.`);
}

function compareChecksums(paths: readonly string[], read: Read): string[] {
  const sums = readChecksums(text(read("SHA256SUMS")));
  const unlisted = paths.filter((path) => !sums.has(path)).map((path) => `SHA256SUMS does not list ${path}.`);
  const wrong = [...sums].flatMap(([path, sum]) => {
    if (!paths.includes(path)) return [`SHA256SUMS lists ${path}, which MANIFEST.json does not.`];
    const bytes = readOrNull(path, read);
    if (bytes !== null && sha256(bytes) === sum) return [];
    return [`SHA256SUMS gives ${path} another sha256 than its bytes have.`];
  });
  return [...unlisted, ...wrong];
}

/** SHA-256 by path. Throws on a line that `sha256sum -c` would not read. */
function readChecksums(lines: string): Map<string, string> {
  if (!/^([0-9a-f]{64} {2}[^\n]+\n)+$/.test(lines)) throw new Error("a line of SHA256SUMS is not a checksum, two spaces and a path");
  return new Map(
    lines
      .trimEnd()
      .split("\n")
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  );
}

function readOrNull(path: string, read: Read): Uint8Array | null {
  try {
    return read(path);
  } catch {
    return null;
  }
}

function text(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}
