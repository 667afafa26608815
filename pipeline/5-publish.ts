// Stage 5: writes a release into a folder of its own beside the others, complete or not at all.
import { closeSync, fstatSync, openSync } from "node:fs";
import { lstat, mkdir, open, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
import pLimit from "p-limit";
import { compareCodePoints } from "./finding.ts";
import {
  type Listing,
  newestOf,
  newestPictures,
  olderPictures,
  type Pictures,
  parseListing,
  renderIndex,
  renderLatest,
  versionPattern,
} from "./publish/listing.ts";
import { measureFile, readPieces } from "./publish/measure.ts";
import type { ListedFile } from "./publish/model.ts";
import type { Difference } from "./publish/refusals.ts";
import type { OutputFile } from "./publish/release.ts";

const filesAtOnce = 8;
/** Bytes that are read or written at a time of a file that is not held. */
const pieceLength = 1 << 18;

/**
 * Writes all files below `folder`, which must not hold anything yet, and waits until the disk has them: the rename that
 * follows must not outlive the bytes when the machine stops. Throws what the file system throws, and the reason of `stop` once that is asked for.
 */
export async function writeRelease(folder: string, files: readonly OutputFile[], stop?: AbortSignal): Promise<void> {
  const limit = pLimit(filesAtOnce);
  const parents = [...new Set(files.map((file) => dirname(join(folder, file.path))))];
  for (const parent of parents) await mkdir(parent, { recursive: true, mode: 0o755 });
  // Where one fails the others are waited for, so that nobody clears the folder while they still write into it.
  const write = async (file: OutputFile): Promise<void> => {
    stop?.throwIfAborted();
    await writeFile(join(folder, file.path), file.bytes, { mode: 0o644, flush: true });
  };
  const writes = files.map((file) => limit(() => write(file)));
  const refused = (await Promise.allSettled(writes)).find((each) => each.status === "rejected");
  if (refused) throw refused.reason;
  for (const parent of new Set([...parents, folder])) await flushFolder(parent);
}

/** Every file whose bytes are not those that stand in `folder`, or that only one side has, by path. */
export async function findDifferences(folder: string, files: readonly OutputFile[]): Promise<Difference[]> {
  const limit = pLimit(filesAtOnce);
  const standing = new Set(await listFiles(folder));
  const known = new Set(files.map((file) => file.path));
  const compared = files.map((file) => limit(() => compareFile(folder, file, standing)));
  const extra = [...standing].filter((path) => !known.has(path)).map((path): Difference => ({ path, kind: "extra" }));
  const differences = [...(await Promise.all(compared)), ...extra].filter((each) => each !== null);
  return differences.sort((a, b) => compareCodePoints(a.path, b.path));
}

/** As `findDifferences`, of files of which only lengths and checksums are held. */
export async function findChanges(folder: string, files: readonly ListedFile[]): Promise<Difference[]> {
  const standing = new Set(await listFiles(folder));
  const differences = files.flatMap(({ path, sha256 }): Difference[] => {
    if (!standing.delete(path)) return [{ path, kind: "missing" }];
    return measureFile(join(folder, path)).sha256 === sha256 ? [] : [{ path, kind: "other_bytes" }];
  });
  const extra = [...standing].map((path): Difference => ({ path, kind: "extra" }));
  return [...differences, ...extra].sort((a, b) => compareCodePoints(a.path, b.path));
}

async function compareFile(folder: string, { path, bytes }: OutputFile, standing: ReadonlySet<string>): Promise<Difference | null> {
  if (!standing.has(path)) return { path, kind: "missing" };
  return Buffer.compare(await readFile(join(folder, path)), bytes) === 0 ? null : { path, kind: "other_bytes" };
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory());
  return files.map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
}

/** The folders in dist/ that are named like versions. */
export async function listReleases(dist: string): Promise<string[]> {
  return (await readdir(dist)).filter((name) => versionPattern.test(name)).sort(compareCodePoints);
}

/** Whether anything stands at the path. Throws where that cannot be told. */
export async function stands(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** What a released folder says of its changes; empty where it says nothing. */
export async function readNotes(folder: string): Promise<string> {
  return readFile(join(folder, "CHANGES.md"), "utf8").catch(() => "");
}

/** dist/index.json; an empty listing where there is no such file, null where a build did not write it. Throws where it cannot be read. */
export async function readListing(dist: string): Promise<Listing | null> {
  const text = await readText(join(dist, "index.json"));
  return text === null ? { name: null, versions: [] } : parseListing(text);
}

/**
 * The tables of a release that stands, as its own CSV files and schemas, by path: what gives the bytes of each, piece by piece. Null where
 * a file that MANIFEST.json lists is missing or has other bytes than it says.
 */
export async function readPublishedTables(folder: string): Promise<ReadonlyMap<string, () => Iterable<Uint8Array>> | null> {
  try {
    const { files }: { files: { path: string; sha256: string }[] } = JSON.parse(await readFile(join(folder, "MANIFEST.json"), "utf8"));
    const wanted = files.filter(({ path }) => /^(?:csv|schema)\/[\w.]+$/.test(path));
    if (wanted.length === 0 || wanted.some(({ path, sha256 }) => measureFile(join(folder, path)).sha256 !== sha256)) return null;
    return new Map(wanted.map(({ path }) => [path, () => readPiecesOf(join(folder, path))]));
  } catch {
    return null;
  }
}

/** The pieces of a file, from its beginning. A piece is overwritten by the next one. Throws what the file system throws. */
export function* readPiecesOf(path: string): Generator<Uint8Array> {
  const descriptor = openSync(path, "r");
  try {
    yield* readPieces(descriptor, Math.min(pieceLength, fstatSync(descriptor).size + 1));
  } finally {
    closeSync(descriptor);
  }
}

/** The versions of a listing that have an explorer; the first releases had none. `released` has one that is not placed yet. */
export async function listExplorers(
  dist: string,
  { versions }: Listing,
  released: string | null = null,
): Promise<ReadonlyMap<string, Pictures>> {
  const found = new Map<string, Pictures>();
  for (const { version, path } of versions) {
    if (version === released || (await stands(join(dist, path, "explorer", newestPictures.preview)))) found.set(version, newestPictures);
    else if (await stands(join(dist, path, "explorer", olderPictures.preview))) found.set(version, olderPictures);
  }
  return found;
}

/**
 * The moment of a release: puts the finished folder in its place, where one is given, then dist/index.json and dist/latest.json,
 * then `pages`, which say for readers what these two say.
 * Each is one rename, all are prepared before the first, and after each of them both files name only whole folders that stand.
 * Throws what the file system throws; the folder is then taken back if it is not listed.
 */
export async function commit(
  dist: string,
  before: Listing,
  after: Listing,
  pages: readonly OutputFile[],
  folder?: { building: string; target: string },
): Promise<void> {
  const index = await prepare(join(dist, "index.json"), renderIndex(after));
  const latest = await prepare(join(dist, "latest.json"), renderLatest(after));
  const shown: (() => Promise<void>)[] = [];
  for (const page of pages) shown.push(await prepare(join(dist, page.path), new TextDecoder().decode(page.bytes)));
  if (folder) await rename(folder.building, folder.target);
  const newest = newestOf(after.versions)?.version;
  // A retraction moves the pointer to a version that is listed already: it moves first, so that it never names a retracted one.
  const listed = newest === undefined || before.versions.some(({ version }) => version === newest);
  try {
    for (const move of listed ? [latest, index] : [index, latest]) await move();
  } catch (error) {
    const known = folder === undefined || (await readListing(dist))?.versions.some(({ path }) => path === `${basename(folder.target)}/`);
    if (folder && known === false) await rename(folder.target, folder.building);
    throw error;
  }
  for (const move of shown) await move();
  await flushFolder(dist);
}

/** Writes a text beside its place; what it gives moves it there. Nothing is done where the same text stands already. */
async function prepare(path: string, text: string): Promise<() => Promise<void>> {
  if ((await readText(path)) === text) return async () => {};
  const temporary = join(dirname(path), `.building-${basename(path)}`);
  await writeFile(temporary, text, { mode: 0o644, flush: true });
  return () => rename(temporary, path);
}

/** The text of a file; null where there is none. */
async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Waits until the disk has the names in a folder. Some systems do not open folders: there it is left to them. */
export async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => null);
  try {
    await folder?.sync();
  } finally {
    await folder?.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
