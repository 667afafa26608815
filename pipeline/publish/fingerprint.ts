// What identifies bytes and values: SHA-256 of a file, and of a table's values whatever the format they are written in.
import { createHash } from "node:crypto";
import type { Cell, Row, Table } from "../schema.ts";
import { type ListedFile, type OutputFile, type PublishedTable, readCells } from "./model.ts";

/** SHA-256 in lower-case hexadecimal digits. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** One row as a JSON array of its cells in column order: two rows are the same where these texts are. */
export function canonicalRow(cells: readonly Cell[]): string {
  return JSON.stringify(cells);
}

/** The last fingerprint of rows that do not change: a release is asked for those of its tables again for each of its files. */
const known = new WeakMap<readonly Row[], { readonly table: Table; readonly fingerprint: string }>();

/** SHA-256 of the canonical rows, each ended by LF. Equal fingerprints mean equal values in equal order. */
export function fingerprintOf(content: PublishedTable): string {
  const { rows, table } = content;
  const last = known.get(rows);
  if (last?.table === table) return last.fingerprint;
  const fingerprint = sha256(rows.map((row) => `${canonicalRow(readCells(row, table))}\n`).join(""));
  known.set(rows, { table, fingerprint });
  return fingerprint;
}

/** A rendered file as the lists tell of it. */
export function listFile(file: OutputFile): ListedFile {
  return { ...file, bytes: file.bytes.byteLength, sha256: sha256(file.bytes), content: file.bytes };
}
