// The stages in order: from raw/ to a release, and what is said on the way.
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type RawData, readRaw } from "./1-read.ts";
import { type ValidData, validate } from "./2-validate.ts";
import { type NormalData, normalize } from "./3-normalize.ts";
import { type PublishedTables, reconcile } from "./4-reconcile.ts";
import {
  findDifference,
  type IndexEntry,
  placeRelease,
  readIndex,
  readPublishedTables,
  removeBuilding,
  writeIndex,
  writeRelease,
} from "./5-publish.ts";
import { verify } from "./6-verify.ts";
import { checkAgainstPrevious, findPrevious } from "./diff/check-release.ts";
import { compareReleases } from "./diff/difference.ts";
import { renderDifference } from "./diff/render.ts";
import { readSnapshot, snapshotOf } from "./diff/snapshot.ts";
import { type Finding, finding, sortFindings } from "./finding.ts";
import { type OutputFile, type Release, renderRelease } from "./publish/release.ts";
import { compareVersions } from "./publish/versions.ts";

/** Called once a stage with its name and what it did. */
export type Progress = (stage: string, said: string) => void;

/** What the first four stages found and made. */
export interface Checked {
  readonly raw: RawData;
  readonly valid: ValidData;
  readonly normal: NormalData;
  /** Null where there is a finding. */
  readonly tables: PublishedTables | null;
  readonly findings: readonly Finding[];
}

/** What a build did. `version` is null where nothing was published. */
export interface Built extends Checked {
  readonly version: string | null;
  readonly files: readonly OutputFile[];
  /** True where the release stood there already, byte for byte. */
  readonly unchanged: boolean;
}

/** Stages 1 to 4: everything but writing. */
export async function check(root: string, progress: Progress = () => {}): Promise<Checked> {
  const raw = await readRaw(root);
  const rows = Object.values(raw.tables).reduce((sum, table) => sum + table.length, 0);
  progress("read", `${rows} rows in ${Object.keys(raw.tables).length} tables`);
  const valid = validate(raw);
  progress("validate", `${valid.extracts.length} of ${raw.tables.extracts.length} extracts fit their schema`);
  const normal = normalize(valid);
  progress("normalize", `${normal.claims.length} claims read`);
  const findings = sortFindings([...raw.findings, ...valid.findings, ...normal.findings]);
  if (findings.length > 0) return { raw, valid, normal, tables: null, findings };
  const tables = reconcile(valid, normal);
  progress("reconcile", `${tables.estimates.length} estimates, ${tables.conflicts.length} conflicts`);
  return { raw, valid, normal, tables, findings };
}

/**
 * All stages. A finding stops the build before anything is written; a release that stands already is left as it is,
 * and one whose bytes would change is refused (release/changed).
 * @param date ISO day of the release where SOURCE_DATE_EPOCH gives one, else null: then that of raw/dataset.json.
 */
export async function build(root: string, date: string | null, progress: Progress = () => {}): Promise<Built> {
  const checked = await check(root, progress);
  const { dataset } = checked.raw;
  const stop = (findings: readonly Finding[]): Built => ({ ...checked, findings, version: null, files: [], unchanged: false });
  if (checked.tables === null || dataset === null) return stop(checked.findings);
  const release: Release = { dataset, date: date ?? dataset.released, tables: checked.tables };
  const { findings, files, unchanged } = await publish(root, release, progress);
  if (findings.length > 0) return stop(findings);
  return { ...checked, version: dataset.version, files, unchanged };
}

/** What came of writing a release; no files where there is a finding. */
type Published = Pick<Built, "findings" | "files" | "unchanged">;

const refused = (findings: readonly Finding[]): Published => ({ findings, files: [], unchanged: false });

async function publish(root: string, release: Release, progress: Progress): Promise<Published> {
  const { version } = release.dataset;
  const dist = join(root, "dist");
  const target = join(dist, version);
  const lock = await takeLock(dist);
  if (lock !== null) return refused([lock]);
  const building = join(dist, `.building-${version}`);
  try {
    await removeBuilding(building);
    const index = await readIndex(dist);
    if (index === null)
      return refused([finding({ code: "release/index", message: "No build wrote this list of versions." }, { file: "dist/index.json" })]);
    const unchanged = existsSync(target);
    const low = unchanged ? null : tooLow(version, index);
    if (low !== null) return refused([low]);
    const since = await compareWithPrevious(dist, release, index);
    if (since.findings.length > 0 && !unchanged) return refused(since.findings);
    const files = renderRelease(release, since.files);
    progress("publish", `${files.length} files, ${files.reduce((sum, file) => sum + file.bytes.length, 0)} bytes`);
    if (unchanged) {
      const differs = await findDifference(target, files);
      if (differs !== null) return refused([changed(version, differs)]);
    } else await writeRelease(building, files);
    const findings = verify(unchanged ? target : building, release);
    progress("verify", findings.length === 0 ? `${files.length} files read back, every cell alike` : `${findings.length} files differ`);
    if (findings.length > 0) return refused(findings);
    if (!unchanged) await placeRelease(building, target);
    await writeIndex(dist, index, release, files);
    return { findings, files, unchanged };
  } catch (error) {
    return refused([unwritable(error)]);
  } finally {
    await removeBuilding(building).catch(() => {});
    await rm(join(dist, ".lock"), { force: true }).catch(() => {});
  }
}

/** What changed since the release before this one, as files, and what that forbids. Neither where this is the first. */
async function compareWithPrevious(
  dist: string,
  release: Release,
  index: readonly IndexEntry[],
): Promise<Pick<Published, "findings" | "files">> {
  const version = findPrevious(
    release.dataset.version,
    index.map((entry) => entry.version),
  );
  if (version === null) return { findings: [], files: [] };
  const tables = await readPublishedTables(join(dist, version));
  if (tables === null) return { findings: [unreadable(version)], files: [] };
  const [previous, now] = [readSnapshot(version, tables), snapshotOf(release)];
  const difference = compareReleases(previous, now);
  return { findings: checkAgainstPrevious(previous, now, difference), files: renderDifference(difference) };
}

/** One build at a time: a second one is told, and changes nothing. */
async function takeLock(dist: string): Promise<Finding | null> {
  try {
    await mkdir(dist, { recursive: true });
  } catch (error) {
    return unwritable(error);
  }
  try {
    await removeDeadLock(join(dist, ".lock"));
    await writeFile(join(dist, ".lock"), `${process.pid}\n`, { flag: "wx" });
    return null;
  } catch (error) {
    const locked = error instanceof Error && "code" in error && error.code === "EEXIST";
    if (!locked) return unwritable(error);
    return finding({ code: "release/locked", message: "Another build is writing here, or one was cut off." }, { file: "dist/.lock" });
  }
}

/** A lock that names a process which is gone was left by a build that was cut off. */
async function removeDeadLock(path: string): Promise<void> {
  const text = await readFile(path, "utf8").catch(() => "");
  if (!/^[1-9]\d{0,9}\n$/.test(text)) return;
  try {
    process.kill(Number.parseInt(text, 10), 0);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ESRCH") await rm(path, { force: true });
  }
}

/** A new version is higher than every version that stands. */
function tooLow(version: string, index: readonly IndexEntry[]): Finding | null {
  const newest = index
    .map((entry) => entry.version)
    .toSorted(compareVersions)
    .at(-1);
  if (newest === undefined || compareVersions(version, newest) > 0) return null;
  const message = `Version ${version} is not above ${newest}, the newest that stands in dist/.`;
  return finding({ code: "release/version", message }, { file: "raw/dataset.json", column: "version", printed: version });
}

function changed(version: string, path: string): Finding {
  const message = "The release stands already, and this file would differ.";
  return finding({ code: "release/changed", message }, { file: `dist/${version}/${path}` });
}

function unreadable(version: string): Finding {
  const message = "A file of this release is missing or is not what its MANIFEST.json says.";
  return finding({ code: "release/unreadable", message }, { file: `dist/${version}` });
}

function unwritable(error: unknown): Finding {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
  return finding(
    { code: "output/unwritable", message: `The release could not be written (${code}); what stood there is untouched.` },
    { file: "dist" },
  );
}
