// The stages in order: from raw/ to a release, and what is said on the way.
import { type RawData, readRaw } from "./1-read.ts";
import { type ValidData, validate } from "./2-validate.ts";
import { type NormalData, normalize } from "./3-normalize.ts";
import { type PublishedTables, reconcile } from "./4-reconcile.ts";
import { findDifferences, writeRelease } from "./5-publish.ts";
import { verify } from "./6-verify.ts";
import { type Beside, openBeside } from "./beside/beside.ts";
import { readSnapshot } from "./diff/snapshot.ts";
import { type Finding, sortFindings } from "./finding.ts";
import { pause } from "./interruption.ts";
import { type Made, type Progress, placeRelease } from "./place.ts";
import { compareWithPrevious } from "./previous.ts";
import { keepFiles } from "./publish/model.ts";
import { refuseFiles } from "./publish/refusals.ts";
import { completeRelease, type OutputFile, type Release, renderPages, renderTextTables } from "./publish/release.ts";

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

/** Stages 1 to 4: everything but writing. Throws the reason of `stop` where that asks for an end between two of them. */
export async function check(root: string, progress: Progress = () => {}, stop?: AbortSignal): Promise<Checked> {
  const raw = await readRaw(root);
  const rows = Object.values(raw.tables).reduce((sum, table) => sum + table.length, 0);
  progress("read", `${rows} rows in ${Object.keys(raw.tables).length} tables`);
  await pause(stop);
  const valid = validate(raw);
  progress("validate", `${valid.extracts.length} of ${raw.tables.extracts.length} extracts fit their schema`);
  await pause(stop);
  const normal = normalize(valid);
  progress("normalize", `${normal.claims.length} claims read`);
  await pause(stop);
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
 * @param threads as of `openBeside`.
 * @param stop asks for an end. Until the release is put in its place the build then leaves dist/ as it was and throws the reason; after that it finishes.
 */
export async function build(
  root: string,
  date: string | null,
  progress: Progress = () => {},
  stop?: AbortSignal,
  threads = 0,
): Promise<Built> {
  // It loads what it needs while the first stages run.
  const beside = openBeside(threads);
  try {
    return await buildWith(beside, root, date, progress, stop);
  } finally {
    await beside.close();
  }
}

async function buildWith(
  beside: Beside,
  root: string,
  date: string | null,
  progress: Progress,
  stop: AbortSignal | undefined,
): Promise<Built> {
  const checked = await check(root, progress, stop);
  const { dataset } = checked.raw;
  const refuse = (findings: readonly Finding[]): Built => ({ ...checked, findings, version: null, files: [], unchanged: false });
  if (checked.tables === null || dataset === null) return refuse(checked.findings);
  const release: Release = { dataset, date: date ?? dataset.released, outline: checked.raw.outline, tables: checked.tables };
  const { findings, files, unchanged } = await publish(beside, root, release, progress, stop);
  if (findings.length > 0) return refuse(findings);
  return { ...checked, version: dataset.version, files, unchanged };
}

/** What came of writing a release; no files where there is a finding. */
type Published = Pick<Built, "findings" | "files" | "unchanged">;

async function publish(
  beside: Beside,
  root: string,
  release: Release,
  progress: Progress,
  stop: AbortSignal | undefined,
): Promise<Published> {
  const { version } = release.dataset;
  let written: Pick<Published, "files" | "unchanged"> = { files: [], unchanged: false };
  const findings = await placeRelease(root, release, async ({ dist, target, building, listing, stands: unchanged }) => {
    const refuse = (found: readonly Finding[]): Made => ({ findings: found, files: [] });
    const binaries = beside.render(release);
    const [tables, pages, changes] = [renderTextTables(release), renderPages(release), keepFiles()];
    const takeSnapshot = () => readSnapshot(version, new Map([...tables, ...pages].map(({ path, bytes }) => [path, () => [bytes]])));
    const since = await compareWithPrevious(dist, version, listing, takeSnapshot, changes.open);
    // What the step from the release before asks for is asked once: of a version that is not out yet.
    if (since.findings.length > 0 && (!unchanged || since.failed)) return refuse(since.findings);
    await pause(stop);
    // What draws the pages takes a while to load, and only this needs it.
    const { drawPicture, renderSite } = await import("./site/site.ts");
    const picture = beside.draw(drawPicture(release));
    const others = [...tables, ...(await binaries), ...pages, ...changes.files];
    const files = await completeRelease(release, others, (whole, listed) => renderSite(whole, listed, picture));
    progress("publish", `${files.length} files, ${files.reduce((sum, file) => sum + file.bytes.length, 0)} bytes`);
    await pause(stop);
    const refused = refuseFiles(version, files, listing, unchanged ? await findDifferences(target, files) : []);
    if (refused.length > 0) return refuse(refused);
    if (!unchanged) await writeRelease(building, files, stop);
    const folder = unchanged ? target : building;
    const found = await verify(folder, release, beside.readBack(release, folder));
    progress("verify", found.length === 0 ? `${files.length} files read back, every cell alike` : `${found.length} files differ`);
    if (found.length > 0) return refuse(found);
    await pause(stop);
    written = { files, unchanged };
    return { findings: [], files };
  });
  return findings.length > 0 ? { findings, files: [], unchanged: false } : { findings, ...written };
}
