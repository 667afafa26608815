// Stage 5: writes a release into a folder of its own beside the others, complete or not at all.
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
import pLimit from "p-limit";
import { compareCodePoints } from "./finding.ts";
import { sha256 } from "./publish/fingerprint.ts";
import type { OutputFile, Release } from "./publish/release.ts";
import { compareVersions } from "./publish/versions.ts";

const filesAtOnce = 8;

/** Writes all files below `folder`, which must not hold anything yet. Throws what the file system throws. */
export async function writeRelease(folder: string, files: readonly OutputFile[]): Promise<void> {
  const limit = pLimit(filesAtOnce);
  for (const parent of new Set(files.map((file) => dirname(join(folder, file.path)))))
    await mkdir(parent, { recursive: true, mode: 0o755 });
  await Promise.all(files.map((file) => limit(() => writeFile(join(folder, file.path), file.bytes, { mode: 0o644 }))));
}

/** Puts a finished folder in its place by one rename. */
export async function placeRelease(building: string, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  await rename(building, target);
}

/** Removes what an unfinished build left. */
export async function removeBuilding(building: string): Promise<void> {
  await rm(building, { recursive: true, force: true });
}

/** The first file whose bytes differ from what stands in `folder`, or that stands there and is none of the release; null where all are equal. */
export async function findDifference(folder: string, files: readonly OutputFile[]): Promise<string | null> {
  for (const file of files) {
    const bytes = await readFile(join(folder, file.path)).catch(() => null);
    if (bytes === null || Buffer.compare(bytes, file.bytes) !== 0) return file.path;
  }
  const known = new Set(files.map((file) => file.path));
  const standing = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = standing
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
  return paths.sort(compareCodePoints).find((path) => !known.has(path)) ?? null;
}

/** One line of dist/index.json. */
export interface IndexEntry {
  readonly version: string;
  readonly date: string;
  readonly status: "current" | "superseded" | "retracted";
  readonly manifest_sha256: string;
  readonly path: string;
}

/** Writes dist/index.json (every version) and dist/latest.json (a pointer). Each is replaced by one rename. */
export async function writeIndex(
  dist: string,
  known: readonly IndexEntry[],
  release: Release,
  files: readonly OutputFile[],
): Promise<void> {
  const { version } = release.dataset;
  const manifest = files.find((file) => file.path === "MANIFEST.json");
  if (manifest === undefined) throw new Error("a release has a manifest");
  const entry: IndexEntry = {
    version,
    date: release.date,
    status: "current",
    manifest_sha256: sha256(manifest.bytes),
    path: `${version}/`,
  };
  const entries = [...known.filter((other) => other.version !== version), entry].toSorted((a, b) => compareVersions(a.version, b.version));
  const latest = entries.findLast((each) => each.status !== "retracted") ?? entry;
  const versions = entries.map((each) =>
    each.status === "retracted" ? each : { ...each, status: each === latest ? "current" : "superseded" },
  );
  await replaceFile(join(dist, "index.json"), { name: release.dataset.name, versions });
  await replaceFile(join(dist, "latest.json"), { version: latest.version, path: latest.path, manifest: `${latest.path}MANIFEST.json` });
}

/** The versions that dist/index.json lists; none where there is no such file, null where a build did not write it. */
export async function readIndex(dist: string): Promise<readonly IndexEntry[] | null> {
  const text = await readFile(join(dist, "index.json"), "utf8").catch(() => null);
  if (text === null) return [];
  try {
    const value: { versions: IndexEntry[] } = JSON.parse(text);
    return Array.isArray(value.versions) && value.versions.every((entry) => typeof entry.version === "string") ? value.versions : null;
  } catch {
    return null;
  }
}

/** What a released folder says of its changes; empty where it says nothing. */
export async function readNotes(folder: string): Promise<string> {
  return readFile(join(folder, "CHANGES.md"), "utf8").catch(() => "");
}

async function replaceFile(path: string, value: object): Promise<void> {
  const temporary = join(dirname(path), `.building-${basename(path)}`);
  await writeFile(temporary, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o644 });
  await rename(temporary, path);
}

/**
 * The tables of a release that stands, as its own CSV files and schemas, by path. Null where a file that MANIFEST.json lists is
 * missing or has other bytes than it says.
 */
export async function readPublishedTables(folder: string): Promise<ReadonlyMap<string, Uint8Array> | null> {
  const limit = pLimit(filesAtOnce);
  try {
    const { files }: { files: { path: string; sha256: string }[] } = JSON.parse(await readFile(join(folder, "MANIFEST.json"), "utf8"));
    const wanted = files.filter(({ path }) => /^(?:csv|schema)\/[\w.]+$/.test(path));
    const read = await Promise.all(wanted.map((file) => limit(async () => [file, await readFile(join(folder, file.path))] as const)));
    if (read.length === 0 || read.some(([file, bytes]) => sha256(bytes) !== file.sha256)) return null;
    return new Map(read.map(([file, bytes]) => [file.path, bytes]));
  } catch {
    return null;
  }
}
