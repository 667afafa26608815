// Stages 1 to 6 for a dataset too large to hold: claims pass in batches straight into the files of a release.
import { dirname, join } from "node:path";
import { findChanges, flushFolder, readPiecesOf, writeRelease } from "./5-publish.ts";
import { keepClaims } from "./bulk/claim-columns.ts";
import type { PassedClaims } from "./bulk/claims.ts";
import { collectGrown } from "./bulk/collect.ts";
import { type Compared, type ComparedRows, type ComparedSink, compareClaims } from "./bulk/compare.ts";
import { sumCoverage } from "./bulk/coverage.ts";
import { type EventClaims, groupByEvent } from "./bulk/event-claims.ts";
import { rememberPublished } from "./bulk/pass-known.ts";
import { makePool, type Pool } from "./bulk/pool.ts";
import { verifyWritten } from "./bulk/read-back-all.ts";
import { openRows } from "./bulk/rows-output.ts";
import { placesOfEvents, readShown } from "./bulk/shown.ts";
import { openTable, type WrittenTable } from "./bulk/table-output.ts";
import { openFilesBelow } from "./bulk/text-files.ts";
import { type Found, findAll, findBetween, findingsOf, pass, quiet, withFound } from "./bulk.ts";
import { readSnapshot, type Snapshot } from "./diff/snapshot.ts";
import { type Finding, sortFindings } from "./finding.ts";
import { pause } from "./interruption.ts";
import { type Made, type Place, placeRelease } from "./place.ts";
import { compareWithPrevious } from "./previous.ts";
import { makeEstimateSum } from "./publish/estimate-sum.ts";
import { listFile } from "./publish/fingerprint.ts";
import type { Edition, ListedFile, OutputFile, Release } from "./publish/model.ts";
import { refuseFiles } from "./publish/refusals.ts";
import { describeFiles, renderPages } from "./publish/release.ts";
import type { Summed } from "./publish/summed.ts";
import { layOutAll, publishHeld } from "./reconcile/held-tables.ts";
import { type PublishedTableName, publishedTables, type Row } from "./schema.ts";
import { chooseEvents } from "./site/selection.ts";
import type { BuildSummary, RunOptions } from "./summary.ts";

/** All stages. As `build` of build.ts: a finding stops it, and what stands is left as it is. */
export async function buildLarge(root: string, date: string | null, options: RunOptions): Promise<BuildSummary> {
  return withFound(root, options, async (dataset) => {
    const { curated, found, rows } = dataset;
    const edition = curated.dataset && { dataset: curated.dataset, date: date ?? curated.dataset.released };
    const told = { extracts: found.keys.length, claims: found.keys.length, title: edition?.dataset.title.en ?? "", rows };
    const none = { ...told, version: null, unchanged: false, estimates: 0, conflicts: 0, files: 0, bytes: 0 };
    if (edition === null || dataset.findings.length > 0 || findBetween(dataset).length > 0)
      return { ...none, findings: await findAll(dataset, options) };
    let written: Written | null = null;
    const findings = await placeRelease(root, edition, async (place) => {
      const made = await makeRelease(dataset, edition, place, options);
      written = { ...made, unchanged: place.stands };
      return made;
    });
    if (findings.length > 0 || written === null) return { ...none, findings };
    if (options.memory !== undefined) await rememberPublished(root, dataset.around, found, (written as Written).lookupsUsed);
    return { ...told, ...sumUp(written), findings, version: edition.dataset.version };
  });
}

/** A release that was made, and what its tables hold. */
interface Written extends Made {
  readonly compared: Compared | null;
  readonly listed: readonly ListedFile[];
  readonly lookupsUsed: ReadonlySet<string>;
  readonly unchanged: boolean;
}

function sumUp({ compared, listed, unchanged }: Written): Pick<BuildSummary, "unchanged" | "estimates" | "conflicts" | "files" | "bytes"> {
  return {
    unchanged,
    estimates: compared?.estimates ?? 0,
    conflicts: compared?.conflicts ?? 0,
    files: listed.length,
    bytes: listed.reduce((sum, file) => sum + file.bytes, 0),
  };
}

const noneUsed: ReadonlySet<string> = new Set();

/** Writes the release beside its place, and reads it back. */
async function makeRelease(dataset: Found, edition: Edition, place: Place, options: RunOptions): Promise<Omit<Written, "unchanged">> {
  const { building, target } = place;
  const { version } = edition.dataset;
  const progress = options.progress ?? quiet;
  const refuse = (findings: readonly Finding[]) => ({ findings, files: [], compared: null, listed: [], lookupsUsed: noneUsed });
  const made = await writeFiles(dataset, edition, place, options);
  if ("refused" in made) return refuse(made.refused);
  const { compared, written, files, manifest, lookupsUsed } = made;
  collectGrown();
  const differing = await withWorkers(dataset.root, options.workers, (pool) =>
    verifyWritten(pool, place.stands ? target : building, version, written, files, compared),
  );
  progress("verify", differing.length === 0 ? `${files.length} files read back, every cell alike` : `${differing.length} files differ`);
  if (differing.length > 0) return refuse(differing);
  await pause(options.stop);
  return { findings: [], files: [manifest], compared, listed: files, lookupsUsed };
}

/** Why nothing is published. */
interface Refused {
  readonly refused: readonly Finding[];
}

/** The files of a release that were written, and what is asked of them. */
interface WrittenFiles {
  readonly compared: Compared;
  readonly written: readonly WrittenTable[];
  readonly files: readonly ListedFile[];
  readonly manifest: OutputFile;
  readonly lookupsUsed: ReadonlySet<string>;
}

/** Writes all files of a release. What it held for that, and its workers with theirs, is gone when they are read back. */
async function writeFiles(dataset: Found, edition: Edition, place: Place, options: RunOptions): Promise<WrittenFiles | Refused> {
  const { building, target, listing } = place;
  const { version } = edition.dataset;
  const { stop } = options;
  const progress = options.progress ?? quiet;
  const made = await makeTables(dataset, edition, building, options);
  if ("refused" in made) return made;
  const { compared, written, release, lookupsUsed } = made;
  await pause(stop);
  progress("reconcile", `${compared.estimates} estimates, ${compared.conflicts} conflicts`);
  collectGrown();
  const parquet = await writeParquetFiles(dataset.root, options, building, written);
  const tableFiles = inOrder([...written.flatMap((table) => table.files), ...parquet]);
  const schemas = renderPages(release);
  collectGrown();
  const changes = openFilesBelow(building);
  const since = await compareWithPrevious(place.dist, version, listing, () => readSnapshotBelow(building, version, schemas), changes.open);
  if (since.findings.length > 0 && (!place.stands || since.failed)) return { refused: since.findings };
  const [{ drawPicture, renderSite }, { rasterise }] = await Promise.all([import("./site/site.ts"), import("./site/raster.ts")]);
  const large = [...tableFiles, ...changes.files];
  const fingerprints = new Map(written.map(({ table, fingerprint }) => [table, fingerprint]));
  const [manifest, sums, ...described] = await describeFiles(
    release,
    [...tableFiles, ...schemas.map(listFile), ...changes.files],
    fingerprints,
    (whole, files) => renderSite(whole, files, Promise.resolve(rasterise(drawPicture(whole)))),
  );
  const texts = [...schemas, ...described, manifest, sums];
  await writeRelease(building, texts, stop);
  for (const folder of new Set(large.map(({ path }) => dirname(path)))) await flushFolder(join(building, folder));
  const files = [...large, ...texts.map(listFile)];
  progress("publish", `${files.length} files, ${files.reduce((sum, file) => sum + file.bytes, 0)} bytes`);
  const refused = refuseFiles(version, [manifest], listing, place.stands ? await findChanges(target, files) : []);
  return refused.length > 0 ? { refused } : { compared, written, files, manifest, lookupsUsed };
}

/** The tables of a release once they are on the disk. `release` has the rows that pages show. */
interface MadeTables {
  readonly compared: Compared;
  readonly written: readonly WrittenTable[];
  readonly release: Release;
}

/** Passes all claims, and writes all tables but for their Parquet files. The workers end with what they remember of claims. */
async function makeTables(
  dataset: Found,
  edition: Edition,
  building: string,
  options: RunOptions,
): Promise<(MadeTables & Pick<WrittenFiles, "lookupsUsed">) | Refused> {
  const { found, pool, around } = dataset;
  const kept = keepClaims(found.keys.length, around.ids);
  const claims = openTable(building, edition, publishedTables.claims);
  const rules = openTable(building, edition, publishedTables.claim_rules);
  const passed = await pass(dataset, options, { claims: claims.add, claim_rules: rules.add, columns: kept.add });
  const findings = findingsOf(dataset, passed);
  if (findings.length > 0) return { refused: sortFindings(findings) };
  await pool.close();
  options.progress?.("normalize", `${found.keys.length} claims read`);
  const byEvent = groupByEvent(kept, found.keys.idAt);
  const made = writeTables(dataset, edition, building, byEvent, passed, [claims.end(), rules.end()]);
  return "refused" in made ? made : { ...made, lookupsUsed: passed.lookupsUsed };
}

/** Writes the tables of the release that raw/ would give below `folder`, and gives them to `work`; findings where there are any. */
export async function withTables<Answer>(
  root: string,
  folder: string,
  options: RunOptions,
  work: (tables: Snapshot) => Answer | Promise<Answer>,
): Promise<{ readonly answer: Answer } | { readonly findings: readonly Finding[] }> {
  return withFound(root, options, async (dataset) => {
    const { dataset: described } = dataset.curated;
    if (described === null || dataset.findings.length > 0) return { findings: await findAll(dataset, options) };
    const edition = { dataset: described, date: described.released };
    const made = await makeTables(dataset, edition, folder, options);
    if ("refused" in made) return { findings: made.refused };
    const { release } = made;
    return { answer: await work(readSnapshotBelow(folder, described.version, renderPages(release))) };
  });
}

/** The tables that are made of claims event by event, and given away. */
const comparedNames = [
  "estimates",
  "estimate_claims",
  "running_totals",
  "derived_claims",
  "derived_claim_terms",
  "conflicts",
  "conflict_claims",
] as const satisfies readonly (keyof ComparedRows)[];

/** Writes all tables but claims and their rules, which are written. */
function writeTables(
  { root, curated, around, valid, found }: Found,
  edition: Edition,
  building: string,
  claims: EventClaims,
  passed: PassedClaims,
  first: readonly WrittenTable[],
): MadeTables | Refused {
  const held = publishHeld(valid);
  const sized = held.events.map(({ event_id }) => ({ event_id, claims: claims.placesOf(event_id).length }));
  const chosen = new Set(chooseEvents(sized));
  const coverage = sumCoverage(held.around.publishedLatest);
  const estimates = makeEstimateSum();
  const long = new Map(comparedNames.map((name) => [name, openRows(building, edition, publishedTables[name])]));
  const shown = new Map(comparedNames.map((name) => [name, [] as Row[]]));
  const keep: ComparedSink = (name, event, made) => {
    // Every row has the columns of its table.
    const own = made as unknown as readonly Row[];
    long.get(name)?.add(own);
    if (name === "estimates") estimates.add(own);
    if (chosen.has(event)) for (const row of own) shown.get(name)?.push(row);
  };
  const compared = compareClaims(claims, held, coverage, keep, building);
  const rows = { ...held.tables, events: compared.events };
  const short = Object.entries(rows).map(([name, list]) => {
    const output = openRows(building, edition, publishedTables[name as PublishedTableName]);
    output.add(list);
    return output.end();
  });
  const longWritten = [...first, ...[...long.values()].map((output) => output.end())];
  const read = readShown(root, around, found.keys, placesOfEvents(claims, chosen));
  if ("code" in read) return { refused: [read] };
  const summed: Summed = {
    long: new Map(longWritten.map(({ table, rows: length, tallies }) => [table, { length, tallies }])),
    estimates,
    decisions: passed.decisions,
    counters: coverage.counters(held.tables.counters),
    claimsOfSource: coverage.claimsOfSource,
  };
  const tables = { ...rows, ...read, ...Object.fromEntries(shown) };
  return {
    compared,
    written: [...longWritten, ...short],
    release: { ...edition, outline: curated.outline, tables: layOutAll(tables), summed },
  };
}

/** Files of tables in the order in which a release lists them: format by format, and in each the tables in their order. */
function inOrder(files: readonly ListedFile[]): ListedFile[] {
  const endings = ["csv", "json", "arrow", "arrows", "parquet"];
  const tables = Object.keys(publishedTables);
  const rank = ({ path, table }: ListedFile): number =>
    endings.indexOf(path.slice(path.lastIndexOf(".") + 1)) * tables.length + tables.indexOf(table ?? "");
  return files.toSorted((a, b) => rank(a) - rank(b));
}

/** One worker writes them: each one more compiles the writer anew, and holds its own largest table. */
async function writeParquetFiles(
  root: string,
  { workers }: RunOptions,
  building: string,
  written: readonly WrittenTable[],
): Promise<ListedFile[]> {
  const files: ListedFile[] = [];
  const tasks = written.map((table) => ({ kind: "parquet", folder: building, written: table }) as const);
  await withWorkers(root, Math.min(workers, 1), (pool) =>
    pool.run(tasks, (result) => {
      if (result.kind === "parquet") files.push(result.file);
    }),
  );
  return files;
}

/** Files of a release are written and read by workers of their own: what the claims left in a worker, or a writer in its memory, goes with it. */
async function withWorkers<Answer>(root: string, workers: number, work: (pool: Pool) => Promise<Answer>): Promise<Answer> {
  const pool = makePool(root, workers);
  try {
    return await work(pool);
  } finally {
    await pool.close();
  }
}

/** What is compared with the release before: all tables as CSV, and their schemas. */
function readSnapshotBelow(building: string, version: string, pages: readonly OutputFile[]): Snapshot {
  const tables = Object.keys(publishedTables).map(
    (name) => [`csv/${name}.csv`, () => readPiecesOf(join(building, `csv/${name}.csv`))] as const,
  );
  const schemas = pages.filter(({ path }) => path.startsWith("schema/")).map(({ path, bytes }) => [path, () => [bytes]] as const);
  return readSnapshot(version, new Map<string, () => Iterable<Uint8Array>>([...tables, ...schemas]));
}
