// Whether a released folder is still what was released: by its own lists and dist/index.json alone, whatever today's schemas say.
import { compareCodePoints, type Refusal } from "../finding.ts";
import { sha256 } from "../publish/fingerprint.ts";
import type { ListedVersion } from "../publish/listing.ts";

/** A released folder: paths below it, with / between folders. */
export interface ReleasedFolder {
  readonly files: readonly string[];
  /** What is neither a file nor a folder, such as a link. */
  readonly others: readonly string[];
  readonly read: (path: string) => Uint8Array;
}

/** A refusal and the file of the folder that it is about. */
export interface Fault extends Refusal {
  readonly path: string;
}

const manifestFile = "MANIFEST.json";
const sumsFile = "SHA256SUMS";

/**
 * Everything that is wrong: released/manifest, released/checksums (a list is not the released one or cannot be read), released/missing,
 * released/extra, released/bytes. `name` is the dataset's. Empty where every byte is as released.
 */
export function checkReleased(name: string | null, listed: ListedVersion, folder: ReleasedFolder): Fault[] {
  const manifest = readList(manifestFile, "released/manifest", folder, (bytes) => readManifest(name, listed, bytes));
  const sums = readList(sumsFile, "released/checksums", folder, readSums);
  const faults = [...manifest.faults, ...sums.faults];
  const lists = [
    { name: manifestFile, code: "released/manifest", sums: manifest.sums, leavesOut: [manifestFile, sumsFile] },
    { name: sumsFile, code: "released/checksums", sums: sums.sums, leavesOut: [sumsFile] },
  ].filter((list) => list.sums.size > 0);
  const named = new Set(lists.flatMap((list) => [...list.sums.keys()]));
  for (const path of [...named].sort(compareCodePoints)) {
    faults.push(...compareFile(path, folder, lists));
    for (const list of lists.filter((each) => !each.sums.has(path) && !each.leavesOut.includes(path)))
      faults.push({ path: list.name, code: list.code, message: `It does not list ${path}.` });
  }
  const known = new Set([...named, manifestFile, sumsFile]);
  const extra = folder.files.filter((path) => lists.length > 0 && !known.has(path));
  faults.push(...extra.map((path) => ({ path, code: "released/extra", message: "The release has no such file." })));
  faults.push(...folder.others.map((path) => ({ path, code: "released/extra", message: "This is no regular file." })));
  // A list that is missing may be missed by the other one too.
  return faults.filter((fault, index) => faults.findIndex((each) => each.path === fault.path && each.message === fault.message) === index);
}

function compareFile(path: string, folder: ReleasedFolder, lists: readonly { name: string; sums: ReadonlyMap<string, string> }[]): Fault[] {
  if (!folder.files.includes(path)) return [missing(path)];
  const sum = sha256(folder.read(path));
  const against = lists.filter((list) => list.sums.has(path) && list.sums.get(path) !== sum).map((list) => list.name);
  if (against.length === 0) return [];
  return [{ path, code: "released/bytes", message: `The bytes are not those whose SHA-256 ${against.join(" and ")} ${verb(against)}.` }];
}

const missing = (path: string): Fault => ({ path, code: "released/missing", message: "The file of the release is not there." });
const verb = (names: readonly string[]): string => (names.length > 1 ? "give" : "gives");

interface List {
  /** SHA-256 by path. */
  readonly sums: ReadonlyMap<string, string>;
  readonly faults: readonly Fault[];
}

function readList(path: string, code: string, folder: ReleasedFolder, read: (bytes: Uint8Array) => List["sums"] | string): List {
  if (!folder.files.includes(path)) return { sums: new Map(), faults: [missing(path)] };
  const found = read(folder.read(path));
  return typeof found === "string" ? { sums: new Map(), faults: [{ path, code, message: found }] } : { sums: found, faults: [] };
}

/** SHA-256 by path; a sentence where this is not the manifest that was released. */
function readManifest(name: string | null, listed: ListedVersion, bytes: Uint8Array): List["sums"] | string {
  if (sha256(bytes) !== listed.manifest_sha256) return "Its bytes are not those whose SHA-256 dist/index.json gives.";
  const manifest = parseObject(bytes);
  if (manifest === null || !Array.isArray(manifest["files"])) return "It lists no files.";
  if (manifest["name"] !== name || manifest["version"] !== listed.version || manifest["date"] !== listed.date)
    return "It names another release, or another day, than dist/index.json.";
  return new Map(manifest["files"].map((file: { path: unknown; sha256: unknown }) => [String(file.path), String(file.sha256)]));
}

function parseObject(bytes: Uint8Array): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** SHA-256 by path; a sentence where `sha256sum -c` would not read it. */
function readSums(bytes: Uint8Array): List["sums"] | string {
  const text = new TextDecoder().decode(bytes);
  if (!/^(?:[0-9a-f]{64} {2}[^\n]+\n)+$/.test(text)) return "A line is not a checksum, two spaces and a path.";
  const lines = text.trimEnd().split("\n");
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
}
