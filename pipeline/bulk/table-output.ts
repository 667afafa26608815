// How one table grows in all its files at once, from formatted rows; what is known of it when the last row has come.
import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { arrowMediaTypes, rowsInBatch } from "../publish/arrow.ts";
import { type ArrowLayout, openArrow } from "../publish/arrow-output.ts";
import { csvMediaType, formatCsv } from "../publish/csv.ts";
import { jsonMediaType } from "../publish/json.ts";
import { measureFile } from "../publish/measure.ts";
import type { Edition, ListedFile } from "../publish/model.ts";
import { addTallies, type ColumnTally } from "../publish/tally.ts";
import type { Table } from "../schema.ts";
import { makeBatcher } from "./batches.ts";
import { createFile, createOutput, readRange, stampOf } from "./files.ts";
import type { FormattedRows } from "./format.ts";

/** Both shapes of Arrow. */
const arrowFiles = [
  { ending: "arrow", shape: "dictionaries", mediaType: arrowMediaTypes.file },
  { ending: "arrows", shape: "strings", mediaType: arrowMediaTypes.stream },
] as const;

/** A table that grows. */
export interface TableOutput {
  readonly add: (rows: FormattedRows) => void;
  /** Closes its files. */
  readonly end: () => WrittenTable;
}

/** A table whose rows are on the disk. */
export interface WrittenTable {
  readonly table: string;
  readonly rows: number;
  readonly fingerprint: string;
  readonly files: readonly ListedFile[];
  readonly tallies: readonly ColumnTally[];
  /** Where the record batches of its Arrow stream lie. */
  readonly marks: readonly number[];
}

/** Opens the CSV, JSON, Arrow file and, where it is wanted, Arrow stream of a table below `folder`. Throws what the file system throws. */
export function openTable(folder: string, edition: Edition, table: Table, withStream = true): TableOutput {
  const { name } = table;
  const csv = createOutput(folder, `csv/${name}.csv`);
  const json = createOutput(folder, `json/${name}.json`);
  const arrows = (withStream ? arrowFiles : arrowFiles.slice(0, 1)).map(({ ending, shape, mediaType }) => {
    // It is changed once more at its end, and measured then.
    const output = createFile(folder, `arrow/${name}.${ending}`);
    return { mediaType, output, arrow: openArrow(edition, table, shape, output) };
  });
  const batcher = makeBatcher(rowsInBatch, (columns, rows) => {
    for (const { arrow } of arrows) arrow.add(columns, rows);
  });
  const canonical = createHash("sha256");
  let length = 0;
  let tallies: readonly ColumnTally[] | null = null;
  const header = table.columns.map((column) => column.name);
  csv.write(Buffer.from(formatCsv(header, [])));
  json.write(Buffer.from("[\n"));
  return {
    add: (rows) => {
      if (rows.rows > 0) {
        csv.write(rows.csv);
        if (length > 0) json.write(Buffer.from(",\n"));
        json.write(rows.json);
        canonical.update(rows.canonical);
      }
      length += rows.rows;
      tallies = tallies === null ? rows.tallies : addTallies(tallies, rows.tallies);
      batcher.add({ columns: rows.columns, rows: rows.rows });
    },
    end: () => {
      json.write(Buffer.from(length > 0 ? "\n]\n" : "]\n"));
      batcher.end();
      const layouts = arrows.map(({ arrow }) => arrow.end());
      const fingerprint = canonical.digest("hex");
      const list = (path: string, mediaType: string, measured: { bytes: number; sha256: string }): ListedFile => {
        return { path, mediaType, table: name, rows: length, content: null, ...measured };
      };
      const texts = [list(csv.path, csvMediaType, csv.close()), list(json.path, jsonMediaType, json.close())];
      const columnar = arrows.map(({ output, mediaType }, index) => {
        output.close();
        putFingerprint(join(folder, output.path), layouts[index] as ArrowLayout, fingerprint);
        return list(output.path, mediaType, measureFile(join(folder, output.path)));
      });
      return {
        table: name,
        rows: length,
        fingerprint,
        files: [...texts, ...columnar],
        tallies: tallies ?? [],
        marks: layouts[1]?.marks ?? [],
      };
    },
  };
}

/** Puts the fingerprint in the place that was kept for it, before the first record batch and after the last. */
function putFingerprint(path: string, { marks, placeholder }: ArrowLayout, fingerprint: string): void {
  const descriptor = openSync(path, "r+");
  try {
    const [first = 0, last = 0] = [marks[0], marks.at(-1)];
    const bytes = stampOf(descriptor).size;
    for (const [start, end] of [
      [0, first],
      [last, bytes],
    ] as const) {
      const part = Buffer.from(readRange(descriptor, start, end));
      for (let at = part.indexOf(placeholder); at >= 0; at = part.indexOf(placeholder, at + 1)) {
        writeSync(descriptor, Buffer.from(fingerprint), 0, fingerprint.length, start + at);
      }
    }
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
