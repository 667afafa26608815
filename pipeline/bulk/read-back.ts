// How the files of a long table are read back, a part at a time, to the fingerprint that their cells have and the checksum of their bytes.
import { closeSync, fstatSync, openAsBlob, openSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { rowsInBatch } from "../publish/arrow.ts";
import { measureFile, readPieces } from "../publish/measure.ts";
import type { Table } from "../schema.ts";
import { readArrowFileRows, readArrowStreamRows } from "../verify/arrow-rows.ts";
import { type CanonicalRows, makeCanonicalRows } from "../verify/canonical-rows.ts";
import { readCsvRows } from "../verify/csv-rows.ts";
import { readJsonRows } from "../verify/json-rows.ts";
import { readRowStreams } from "../verify/parquet.ts";
import { readInto } from "./files.ts";

/** What a file says: how many rows, the fingerprint of their values, and what is wrong with its form. */
export interface ReadBack {
  readonly path: string;
  readonly rows: number;
  readonly fingerprint: string;
  readonly faults: readonly string[];
}

/** Length and checksum of the bytes that were written. */
export type Measured = ReturnType<typeof measureFile>;

type Read = (path: string, table: Table, rows: CanonicalRows) => void | Promise<void>;

/** How each format of a table is read; the Arrow file once through its footer, and once as readers do that ignore it. */
const formats: readonly { readonly path: (name: string) => string; readonly read: Read }[] = [
  { path: (name) => `csv/${name}.csv`, read: (path, table, rows) => readCsvRows(piecesOf(path, 0), table, rows) },
  { path: (name) => `json/${name}.json`, read: (path, table, rows) => readJsonRows(piecesOf(path, 0), table, rows) },
  { path: (name) => `arrow/${name}.arrow`, read: readThroughFooter },
  { path: (name) => `arrow/${name}.arrow`, read: (path, table, rows) => readStream(path, magicLength, table, true, rows) },
  { path: (name) => `arrow/${name}.arrows`, read: (path, table, rows) => readStream(path, 0, table, false, rows) },
  { path: (name) => `parquet/${name}.parquet`, read: readParquet },
];

/** The magic ARROW1 and two bytes of padding; after them a file reads as a stream. */
const magicLength = 8;
export const formatCount = formats.length;

/** Where a table lies in one of the formats, counted from 0, below the folder of the release. */
export const pathIn = (format: number, table: string): string => formats[format]?.path(table) ?? "";

/**
 * Reads one table in one of its formats. A file that cannot be read has a fault; so has one of other bytes than were written, which is not
 * read: the readers of Arrow and Parquet do not come back from every spoilt byte.
 */
export async function readBack(folder: string, table: Table, format: number, written: Measured | null): Promise<ReadBack> {
  const path = pathIn(format, table.name);
  const file = join(folder, path);
  const rows = makeCanonicalRows();
  const faults: string[] = [];
  try {
    const { bytes, sha256 } = measureFile(file);
    if (bytes !== written?.bytes || sha256 !== written.sha256) faults.push("has other bytes than were written");
    else await formats[format]?.read(file, table, rows);
  } catch (error) {
    faults.push(`cannot be read back: ${error instanceof Error ? error.message : String(error)}`);
  }
  return { path, rows: rows.length(), fingerprint: rows.fingerprint(), faults };
}

/** The bytes of a file from `start` on. A piece is overwritten by the next one. */
function* piecesOf(path: string, start: number): Generator<Uint8Array> {
  const descriptor = openSync(path, "r");
  try {
    let skipped = 0;
    for (const piece of readPieces(descriptor)) {
      const own = piece.subarray(Math.min(start - skipped, piece.length));
      skipped += piece.length - own.length;
      yield own;
    }
  } finally {
    closeSync(descriptor);
  }
}

async function readThroughFooter(path: string, table: Table, rows: CanonicalRows): Promise<void> {
  const handle = await open(path, "r");
  try {
    checkBatches(await readArrowFileRows(handle, { table, dictionaries: true }, rows));
  } finally {
    await handle.close();
  }
}

function readStream(path: string, start: number, table: Table, dictionaries: boolean, rows: CanonicalRows): void {
  checkBatches(readArrowStreamRows(wantedPieces(path, start), { table, dictionaries }, rows));
}

/** Fewer bytes than these are no record batch of a long table: they may be a dictionary, which is kept while batches are read. */
const fewBytes = 1 << 20;

/** The bytes of a file from `start` on, as many at a time as are asked for. Many are overwritten by the next many. */
function* wantedPieces(path: string, start: number): Generator<Uint8Array, void, number | undefined> {
  const descriptor = openSync(path, "r");
  try {
    let many = new Uint8Array(0);
    const room = (length: number): Uint8Array => {
      if (length < fewBytes) return new Uint8Array(length);
      if (many.length < length) many = new Uint8Array(length);
      return many.subarray(0, length);
    };
    const { size } = fstatSync(descriptor);
    for (let at = start, wanted: number | undefined; at < size; ) {
      const piece = room(Math.min(wanted || leastBytes, size - at));
      const length = readInto(descriptor, piece, at);
      if (length === 0) return;
      at += length;
      wanted = yield piece.subarray(0, length);
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Read where nothing is said of how many bytes are asked for. */
const leastBytes = 8;

async function readParquet(path: string, table: Table, rows: CanonicalRows): Promise<void> {
  for await (const stream of readRowStreams(await openAsBlob(path))) readArrowStreamRows([stream], { table, dictionaries: false }, rows);
}

/** All record batches are full but the last; there is one also where there are no rows. */
function checkBatches(lengths: readonly number[]): void {
  const rows = lengths.reduce((sum, length) => sum + length, 0);
  const isFull = lengths.slice(0, -1).every((length) => length === rowsInBatch) && (lengths.at(-1) ?? 0) <= rowsInBatch;
  const wanted = Math.max(1, Math.ceil(rows / rowsInBatch));
  if (lengths.length !== wanted || !isFull) throw new Error(`has ${lengths.length} record batches instead of ${wanted}`);
}
