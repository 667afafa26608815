// How the files of a long table are read back, a part at a time, to the fingerprint that their cells have.
import { createHash } from "node:crypto";
import { closeSync, createReadStream, openAsBlob, openSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { canonicalRow } from "../publish/fingerprint.ts";
import { readPieces } from "../publish/measure.ts";
import type { Table } from "../schema.ts";
import { type ReadTable, readArrowParts } from "../verify/arrow.ts";
import { readParquetParts } from "../verify/parquet.ts";
import { readCsvTable, readJsonTable } from "../verify/text.ts";

/** What a file says: how many rows, the fingerprint of their values, and what is wrong with its form. */
export interface ReadBack {
  readonly path: string;
  readonly rows: number;
  readonly fingerprint: string;
  readonly faults: readonly string[];
}

type Parts = Iterable<ReadTable> | AsyncIterable<ReadTable>;

/** How each format of a table is read; the Arrow file once through its footer, and once as readers do that ignore it. */
const formats: readonly { readonly path: (name: string) => string; readonly read: (path: string, table: Table) => Parts }[] = [
  { path: (name) => `csv/${name}.csv`, read: readCsvParts },
  { path: (name) => `json/${name}.json`, read: readJsonParts },
  { path: (name) => `arrow/${name}.arrow`, read: readArrowFileParts },
  {
    path: (name) => `arrow/${name}.arrow`,
    read: (path, table) => readArrowParts(createReadStream(path, { start: magicLength }), table, true),
  },
  { path: (name) => `arrow/${name}.arrows`, read: (path, table) => readArrowParts(createReadStream(path), table, false) },
  { path: (name) => `parquet/${name}.parquet`, read: readParquetFileParts },
];

/** The magic ARROW1 and two bytes of padding; after them a file reads as a stream. */
const magicLength = 8;
export const formatCount = formats.length;

/** Reads one table in one of its formats, counted from 0. A file that cannot be read has a fault, and no rows. */
export async function readBack(folder: string, table: Table, format: number): Promise<ReadBack> {
  const { path, read } = formats[format] ?? { path: () => "", read: () => [] };
  const own = path(table.name);
  const header = JSON.stringify(table.columns.map((column) => column.name));
  const faults = new Set<string>();
  const hash = createHash("sha256");
  let rows = 0;
  try {
    for await (const part of read(join(folder, own), table)) {
      for (const fault of part.faults) faults.add(fault);
      if (JSON.stringify(part.header) !== header) faults.add(`has the columns ${part.header.join(", ")}`);
      for (const row of part.rows) hash.update(`${canonicalRow(row)}\n`);
      rows += part.rows.length;
    }
  } catch (error) {
    faults.add(`cannot be read back: ${error instanceof Error ? error.message : String(error)}`);
  }
  return { path: own, rows, fingerprint: hash.digest("hex"), faults: [...faults] };
}

function* readCsvParts(path: string, table: Table): Generator<ReadTable> {
  let header: string | null = null;
  for (const lines of readWholeLines(path, (text) => text.split('"').length % 2 === 1)) {
    const first = header === null ? lines : header + lines;
    header ??= lines.slice(0, lines.indexOf("\n") + 1);
    yield readCsvTable(Buffer.from(first), table);
  }
}

/** Each part as an array of its own, from which the brackets and the commas between parts are taken. */
function* readJsonParts(path: string, table: Table): Generator<ReadTable> {
  for (const lines of readWholeLines(path, () => true)) {
    const rows = lines.replace(/^\[\n/, "").replace(/\]\n$/, "").replace(/,?\n$/, "");
    yield readJsonTable(Buffer.from(`[${rows}]`), table);
  }
}

async function* readArrowFileParts(path: string, table: Table): AsyncGenerator<ReadTable> {
  const handle = await open(path, "r");
  try {
    yield* readArrowParts(handle, table, true);
  } finally {
    await handle.close();
  }
}

async function* readParquetFileParts(path: string, table: Table): AsyncGenerator<ReadTable> {
  yield* readParquetParts(await openAsBlob(path), table);
}

/** The text of a file in parts that end with a line feed and are whole, as `isWhole` says of what precedes the cut. */
function* readWholeLines(path: string, isWhole: (text: string) => boolean): Generator<string> {
  const descriptor = openSync(path, "r");
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let rest = "";
  try {
    for (const piece of readPieces(descriptor)) {
      rest += decoder.decode(piece, { stream: true });
      for (let cut = rest.lastIndexOf("\n") + 1; cut > 0; cut = rest.lastIndexOf("\n", cut - 2) + 1) {
        if (!isWhole(rest.slice(0, cut))) continue;
        yield rest.slice(0, cut);
        rest = rest.slice(cut);
        break;
      }
    }
    rest += decoder.decode();
    if (rest !== "") yield rest;
  } finally {
    closeSync(descriptor);
  }
}
