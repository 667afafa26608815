// What one worker does: scans a file, or reads a unit of records from the files that hold them.
import { closeSync } from "node:fs";
import { type Finding, finding, type Refusal } from "../finding.ts";
import { readPieces } from "../publish/measure.ts";
import type { ListedFile } from "../publish/model.ts";
import { changed, mostBytes, readBytes } from "../read/bytes.ts";
import { type PlacedRow, readCsv } from "../read/csv.ts";
import { makeScanner, type ScannedRecords } from "../read/scan.ts";
import { type PublishedTableName, publishedTables, type Row, rawTables } from "../schema.ts";
import { openInput, readRange, type Stamp, sameStamp, stampOf } from "./files.ts";
import type { Measured, ReadBack } from "./read-back.ts";
import type { WrittenTable } from "./table-output.ts";
import { type Around, listNamed, makeUnitReader, type ReadUnit, type UnitPart } from "./unit.ts";
import { makeSplitter, type NamedIds, type RecordSplitter, recordOf } from "./words.ts";

/** Consecutive records of one file: bytes from `start` to `end`, exclusive, as they stood when the file had this stamp. */
export interface Segment {
  readonly file: string;
  readonly stamp: Stamp;
  readonly start: number;
  readonly end: number;
  readonly lines: Uint32Array;
}

/**
 * A file of extracts as the scanner saw it. Without a stamp it is one in which only a reader of whole files can say what is wrong: then the
 * records are the rows that this one read, without their places in the file.
 */
export interface ScannedFile {
  readonly file: string;
  readonly findings: readonly Finding[];
  readonly records: ScannedRecords;
  readonly stamp: Stamp | null;
}

export type Task =
  | { readonly kind: "scan"; readonly file: string }
  | { readonly kind: "whole"; readonly file: string }
  | { readonly kind: "unit"; readonly segments: readonly Segment[]; readonly parts: readonly UnitPart[] }
  | { readonly kind: "parquet"; readonly folder: string; readonly written: WrittenTable }
  | {
      readonly kind: "read back";
      readonly folder: string;
      readonly table: string;
      readonly format: number;
      readonly written: Measured | null;
    };
export type Result =
  | { readonly kind: "scan"; readonly scanned: ScannedFile }
  | { readonly kind: "unit"; readonly unit: ReadUnit }
  | { readonly kind: "parquet"; readonly file: ListedFile }
  | { readonly kind: "read back"; readonly table: string; readonly found: ReadBack };

const { columns } = rawTables.extracts;
const header = columns.map((column) => column.name);

type UnitReader = ReturnType<typeof makeUnitReader>;

/** What claims are read with. */
interface ClaimTools {
  readonly named: NamedIds;
  readonly split: RecordSplitter;
  readonly readUnit: UnitReader;
}

function makeTools(around: Around): ClaimTools {
  const named = listNamed(around);
  return { named, split: makeSplitter(columns, named), readUnit: makeUnitReader(around, named) };
}

/** Works on the files below `root`. `around` is null where no claims are to be read. */
export function makeWork(root: string, around: Around | null): (task: Task) => Promise<Result> {
  let made: ClaimTools | null = null;
  const tools = (): ClaimTools => {
    if (around === null) throw new Error("work: claims cannot be read without what stands around them");
    made ??= makeTools(around);
    return made;
  };
  return async (task) => {
    if (task.kind === "scan") return { kind: "scan", scanned: await scanFile(root, task.file) };
    // What only a build needs takes a while to load.
    if (task.kind === "parquet") {
      const { writeParquetFile } = await import("./parquet-file.ts");
      return { kind: "parquet", file: await writeParquetFile(task.folder, task.written) };
    }
    if (task.kind === "read back") {
      const { readBack } = await import("./read-back.ts");
      const table = publishedTables[task.table as PublishedTableName];
      return { kind: "read back", table: task.table, found: await readBack(task.folder, table, task.format, task.written) };
    }
    if (task.kind === "whole") return { kind: "unit", unit: await readWhole(root, task.file, tools()) };
    const { split, readUnit } = tools();
    const read = readSegments(root, task.segments);
    if (!Array.isArray(read)) return { kind: "unit", unit: { findings: [read as Finding], lookupsUsed: [], written: null } };
    const records = read.map(({ file, bytes, lines }) => ({ file, records: split(bytes), lines }));
    return { kind: "unit", unit: readUnit(records, task.parts) };
  };
}

async function scanFile(root: string, file: string): Promise<ScannedFile> {
  const scanned = scanPieces(root, file);
  if (scanned !== null && !("code" in scanned)) return { file, findings: [], ...scanned };
  if (scanned !== null) return { file, findings: [finding(scanned, { file })], records: recordsOf([]), stamp: null };
  const bytes = await readBytes(root, file);
  const { rows, findings } = bytes instanceof Uint8Array ? readCsv(file, bytes, rawTables.extracts) : { rows: [], findings: [bytes] };
  return { file, findings, records: recordsOf(rows), stamp: null };
}

function recordsOf(rows: readonly PlacedRow[]): ScannedRecords {
  const ids = rows.map(({ row }) => Buffer.from(String(row["extract_id"] ?? "")));
  let end = 0;
  return {
    ids: Buffer.concat(ids),
    idEnds: Uint32Array.from(ids, (id) => (end += id.length)),
    starts: new Uint32Array(rows.length),
    lines: Uint32Array.from(rows, ({ line }) => line),
  };
}

/** Null where only `readBytes` and `readCsv` can say what is wrong: with the file, or with what stands in it. */
function scanPieces(root: string, file: string): { records: ScannedRecords; stamp: Stamp } | Refusal | null {
  try {
    const { descriptor, stamp } = openInput(root, file);
    try {
      if (stamp.size > mostBytes) return null;
      const scanner = makeScanner(header);
      for (const piece of readPieces(descriptor)) if (!scanner.push(piece)) return null;
      const records = scanner.finish();
      if (records === null) return null;
      return sameStamp(stamp, stampOf(descriptor)) ? { records, stamp } : changed;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return null;
  }
}

/** The bytes of a segment, with the line on which each of its records begins. */
interface ReadSegment {
  readonly file: string;
  readonly bytes: Buffer;
  readonly lines: Uint32Array;
}

/** The segments in their order; a finding where a file is not what it was when it was scanned. */
export function readSegments(root: string, segments: readonly Segment[]): ReadSegment[] | Finding {
  const opened = new Map<string, number>();
  try {
    const read: ReadSegment[] = [];
    for (const { file, stamp, start, end, lines } of segments) {
      const descriptor = opened.get(file) ?? openInput(root, file).descriptor;
      opened.set(file, descriptor);
      if (!sameStamp(stamp, stampOf(descriptor))) return finding(changed, { file });
      const bytes = readRange(descriptor, start, end);
      if (!sameStamp(stamp, stampOf(descriptor))) return finding(changed, { file });
      read.push({ file, bytes, lines });
    }
    return read;
  } catch {
    // It was there and could be read when it was scanned.
    return finding(changed, { file: segments.find(({ file }) => !opened.has(file))?.file ?? segments[0]?.file ?? "raw/extracts" });
  } finally {
    for (const descriptor of opened.values()) closeSync(descriptor);
  }
}

/** The findings of a file that the scanner refused, of which some rows may have been read. */
async function readWhole(root: string, file: string, { named, readUnit }: ClaimTools): Promise<ReadUnit> {
  const bytes = await readBytes(root, file);
  // That it cannot be read was told when it was scanned.
  if (!(bytes instanceof Uint8Array)) return { findings: [], lookupsUsed: [], written: null };
  const { rows } = readCsv(file, bytes, rawTables.extracts);
  const textsOf = (row: Row): string[] => header.map((name) => String(row[name] ?? ""));
  const records = rows.map(({ row }) => recordOf(columns, named, textsOf(row)));
  return readUnit([{ file, records, lines: rows.map(({ line }) => line) }], []);
}
