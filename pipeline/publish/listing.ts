// What dist/index.json and dist/latest.json say: every version with its status, and the one to take.
import { sha256 } from "./fingerprint.ts";
import type { Edition, OutputFile } from "./model.ts";
import { compareVersions } from "./versions.ts";

/** One version of dist/index.json. All but `status` and `retraction` is said once and never changes. */
export interface ListedVersion {
  readonly version: string;
  /** ISO day of the release. */
  readonly date: string;
  readonly status: "current" | "superseded" | "retracted";
  readonly manifest_sha256: string;
  /** Its folder below dist/, with a / at the end. */
  readonly path: string;
  /** Only where the version is retracted. */
  readonly retraction?: Retraction;
}

/** Why a version must not be used any more, and the ISO day since when. */
export interface Retraction {
  readonly date: string;
  readonly reason: string;
}

/** dist/index.json. `name` is null only where nothing is listed yet. */
export interface Listing {
  readonly name: string | null;
  /** In the order of the versions. */
  readonly versions: readonly ListedVersion[];
}

/** Three numbers without leading zeros: also the name of a folder. */
export const versionPattern = /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)$/;
const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
const sumPattern = /^[0-9a-f]{64}$/;

/** Reads dist/index.json; null where no build wrote it. */
export function parseListing(text: string): Listing | null {
  try {
    const value: unknown = JSON.parse(text);
    if (!isObject(value) || typeof value["name"] !== "string" || !Array.isArray(value["versions"])) return null;
    const { name, versions } = value;
    if (!versions.every(isListed) || new Set(versions.map((each) => each.version)).size < versions.length) return null;
    return { name, versions: versions.toSorted((a, b) => compareVersions(a.version, b.version)) };
  } catch {
    return null;
  }
}

function isListed(value: unknown): value is ListedVersion {
  if (!isObject(value)) return false;
  const { version, date, status, manifest_sha256, path, retraction } = value;
  return (
    matches(version, versionPattern) &&
    matches(date, dayPattern) &&
    matches(manifest_sha256, sumPattern) &&
    path === `${version}/` &&
    (status === "retracted" ? isRetraction(retraction) : retraction === undefined && (status === "current" || status === "superseded"))
  );
}

function isRetraction(value: unknown): value is Retraction {
  return isObject(value) && matches(value["date"], dayPattern) && matches(value["reason"], /\S/);
}

const matches = (value: unknown, pattern: RegExp): value is string => typeof value === "string" && pattern.test(value);
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** The line of a release that is not listed yet. */
export function listRelease({ dataset, date }: Edition, files: readonly OutputFile[]): ListedVersion {
  const { version } = dataset;
  return { version, date, status: "current", manifest_sha256: manifestSum(files), path: `${version}/` };
}

/** SHA-256 of MANIFEST.json, which holds those of all other files. */
export function manifestSum(files: readonly OutputFile[]): string {
  const manifest = files.find((file) => file.path === "MANIFEST.json");
  if (manifest === undefined) throw new Error("a release has a manifest");
  return sha256(manifest.bytes);
}

/** The listing with `entry` in it, in place of the line of the same version where there is one. */
export function withVersion(listing: Listing, name: string, entry: ListedVersion): Listing {
  const others = listing.versions.filter((each) => each.version !== entry.version);
  return { name, versions: setStatus([...others, entry].toSorted((a, b) => compareVersions(a.version, b.version))) };
}

function setStatus(versions: readonly ListedVersion[]): ListedVersion[] {
  const newest = newestOf(versions);
  return versions.map((each) => (each.status === "retracted" ? each : { ...each, status: each === newest ? "current" : "superseded" }));
}

/** The newest version that is not retracted; null where there is none. */
export function newestOf(versions: readonly ListedVersion[]): ListedVersion | null {
  return versions.findLast((each) => each.status !== "retracted") ?? null;
}

/** The text of dist/index.json. */
export function renderIndex(listing: Listing): string {
  return `${JSON.stringify(listing, null, 2)}\n`;
}

/** The text of dist/latest.json, a pointer: every value is null where each version is retracted. */
export function renderLatest({ versions }: Listing): string {
  const newest = newestOf(versions);
  const pointer = { version: newest?.version ?? null, path: newest?.path ?? null, manifest: newest && `${newest.path}MANIFEST.json` };
  return `${JSON.stringify(pointer, null, 2)}\n`;
}

/** By what an explorer is shown elsewhere: a picture for previews and an icon, by their names in its folder. */
export interface Pictures {
  readonly preview: string;
  readonly icon: string;
}

/** The pictures of an explorer as it is written today. */
export const newestPictures: Pictures = { preview: "preview.png", icon: "icon.svg" };

/** Those of the explorers that were written before 0.4.0. */
export const olderPictures: Pictures = { preview: "preview.svg", icon: "preview.svg" };
