// Stage 1: opens every file of raw/ and gives its rows with their places; decides nothing about their meaning.
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import pLimit from "p-limit";
import { type Finding, finding, quote, type Refusal } from "./finding.ts";
import { listFolder, readBytes } from "./read/bytes.ts";
import { type PlacedRow, type ReadTable, readCsv } from "./read/csv.ts";
import { readDataset } from "./read/dataset.ts";
import { type DocumentCopy, decodeDocument } from "./read/document.ts";
import { readOutline } from "./read/outline.ts";
import { type Dataset, type Outline, type RawTableName, rawTables } from "./schema.ts";

/** Everything people wrote, as rows with places. `dataset` is null where raw/dataset.json could not be read. */
export interface RawData {
  readonly dataset: Dataset | null;
  /** Null where there is no raw/outline.json, which a dataset may leave out. */
  readonly outline: Outline | null;
  readonly tables: Readonly<Record<RawTableName, readonly PlacedRow[]>>;
  /** Tables of which rows were lost in reading: what refers to them cannot be held against them. */
  readonly incomplete: ReadonlySet<RawTableName>;
  readonly findings: readonly Finding[];
}

const singleFiles = ["sources", "counters", "events", "places", "lookups", "retired"] as const;
/** Files that a dataset may do without: absent is the same as no rows. */
const optionalFiles: readonly string[] = ["raw/retired.csv"];
const extractFileName = /^[a-z0-9][a-z0-9-]{0,79}\.csv$/;
/** Names that no file can have on Windows, whatever follows the point. */
const deviceName = /^(?:con|prn|aux|nul|com\d|lpt\d)\./;
const filesAtOnce = 8;
const nothing: RawData["tables"] = { sources: [], counters: [], events: [], places: [], lookups: [], extracts: [], retired: [] };

/** What people wrote but the extracts, whose files are only listed. */
export interface CuratedData extends RawData {
  /** Files of extracts below the root, in the order in which they are read. */
  readonly extractFiles: readonly string[];
}

/** Reads the dataset below `root`. Findings: file/*, csv/*, header/*, cell/type, json/syntax. */
export async function readRaw(root: string): Promise<RawData> {
  const { extractFiles, ...curated } = await readCurated(root);
  const limit = pLimit(filesAtOnce);
  const extracts = await Promise.all(extractFiles.map((file) => limit(() => readTableFile(root, file, "extracts"))));
  const findings = extracts.flatMap((table) => table.findings);
  return {
    ...curated,
    tables: { ...curated.tables, extracts: extracts.flatMap((table) => table.rows) },
    incomplete: new Set<RawTableName>([...curated.incomplete, ...(findings.length > 0 ? (["extracts"] as const) : [])]),
    findings: [...curated.findings, ...findings],
  };
}

/** Reads all but the extracts. Findings as those of `readRaw`, and file/missing where there are no files of extracts. */
export async function readCurated(root: string): Promise<CuratedData> {
  const names = await listFolder(root, "raw");
  if (!Array.isArray(names) && names.code !== "file/missing")
    return {
      dataset: null,
      outline: null,
      tables: nothing,
      incomplete: new Set(Object.keys(nothing) as RawTableName[]),
      findings: [names],
      extractFiles: [],
    };
  const limit = pLimit(filesAtOnce);
  const read = (file: string, name: RawTableName): Promise<ReadTable> => limit(() => readTableFile(root, file, name));
  const [dataset, outline, listing, ...single] = await Promise.all([
    limit(() => readDatasetFile(root)),
    limit(() => readOutlineFile(root)),
    listExtracts(root),
    ...singleFiles.map((name) => read(`raw/${name}.csv`, name)),
  ]);
  const incomplete = new Set<RawTableName>(singleFiles.filter((_, index) => (single[index]?.findings.length ?? 0) > 0));
  if (listing.findings.length > 0) incomplete.add("extracts");
  const strays = Array.isArray(names) ? listStrays(names) : [];
  const rowsOf = (index: number): readonly PlacedRow[] => single[index]?.rows ?? [];
  return {
    dataset: dataset.dataset,
    outline: outline.outline,
    tables: {
      sources: rowsOf(0),
      counters: rowsOf(1),
      events: rowsOf(2),
      places: rowsOf(3),
      lookups: rowsOf(4),
      retired: rowsOf(5),
      extracts: [],
    },
    incomplete,
    extractFiles: listing.files,
    findings: [...dataset.findings, ...outline.findings, ...listing.findings, ...strays, ...single.flatMap((table) => table.findings)],
  };
}

/** Bytes of extracts up to which a dataset is held whole: about 4,000 claims. */
const heldBytes = 1_000_000;

/** Whether a dataset goes in batches. */
export const isLarge = async (root: string): Promise<boolean> => (await measureExtracts(root)) > heldBytes;

/** The bytes of all files of extracts together; files that cannot be looked at count nothing. */
export async function measureExtracts(root: string): Promise<number> {
  const { files } = await listExtracts(root);
  const limit = pLimit(filesAtOnce);
  const sizes = files.map((file) => limit(async () => (await stat(join(root, file)).catch(() => null))?.size ?? 0));
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

async function readTableFile(root: string, file: string, name: RawTableName): Promise<ReadTable> {
  const bytes = await readBytes(root, file);
  if (bytes instanceof Uint8Array) return readCsv(file, bytes, rawTables[name]);
  return { rows: [], findings: bytes.code === "file/missing" && optionalFiles.includes(file) ? [] : [bytes] };
}

async function readDatasetFile(root: string): Promise<{ dataset: Dataset | null; findings: readonly Finding[] }> {
  const bytes = await readBytes(root, "raw/dataset.json");
  return bytes instanceof Uint8Array ? readDataset("raw/dataset.json", bytes) : { dataset: null, findings: [bytes] };
}

async function readOutlineFile(root: string): Promise<{ outline: Outline | null; findings: readonly Finding[] }> {
  const bytes = await readBytes(root, "raw/outline.json");
  if (bytes instanceof Uint8Array) return readOutline("raw/outline.json", bytes);
  return { outline: null, findings: bytes.code === "file/missing" ? [] : [bytes] };
}

async function listExtracts(root: string): Promise<{ files: string[]; findings: Finding[] }> {
  const names = await listFolder(root, "raw/extracts");
  if (!Array.isArray(names) && names.code !== "file/missing") return { files: [], findings: [names] };
  if (!Array.isArray(names) || names.length === 0)
    return { files: [], findings: [finding({ code: "file/missing", message: "There is no file of extracts." }, { file: "raw/extracts" })] };
  const files: string[] = [];
  const findings: Finding[] = [];
  for (const name of names) {
    const message = findNameFault(name);
    if (message === null) files.push(`raw/extracts/${name}`);
    else findings.push(finding({ code: "file/name", message }, { file: "raw/extracts", printed: name }));
  }
  return { files, findings };
}

function findNameFault(name: string): string | null {
  if (!extractFileName.test(name)) return "The name of a file of extracts is short, in small letters, and ends in .csv.";
  return deviceName.test(name) ? "Windows keeps this name for a device, so nobody could open the file there." : null;
}

function listStrays(names: readonly string[]): Finding[] {
  const known = new Set(["dataset.json", "outline.json", "extracts", ...singleFiles.map((name) => `${name}.csv`)]);
  return names
    .filter((name) => !known.has(name))
    .map((name) => {
      const message = "No stage reads this file, so nothing in it would be published.";
      return finding({ code: "file/unknown", message }, { file: `raw/${quote(name).slice(1, -1)}` });
    });
}

/**
 * Reads somebody's own copy of a document, which is never part of the dataset; `path` is that of the file itself.
 * Findings: document/missing, document/unreadable, document/html, document/not-utf8.
 */
export async function readDocument(path: string): Promise<DocumentCopy | Refusal> {
  try {
    if (!(await stat(path)).isFile()) return { code: "document/unreadable", message: "This is no file." };
    return decodeDocument(path, await readFile(path));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      return { code: "document/missing", message: "There is no such file." };
    return { code: "document/unreadable", message: "The file cannot be read." };
  }
}
