// How rows become all that is written of them in one pass: CSV, JSON, canonical rows and Arrow columns. The same text as publish/csv.ts and
// publish/json.ts give, by code that knows the type of each column; a test holds the two against each other.
import { type EncodedColumn, encodeColumn } from "../publish/arrow-data.ts";
import { checkCell } from "../publish/cell.ts";
import type { Cell, Column, Row, Table } from "../schema.ts";

/** Some rows of a table, ready to be written one after another. Empty bytes where there are no rows. */
export interface FormattedRows {
  readonly rows: number;
  /** Lines of CSV without the header. */
  readonly csv: Uint8Array;
  /** Lines of the JSON array, a comma and a line feed between them and none after the last. */
  readonly json: Uint8Array;
  /** What the fingerprint of the table is made of. */
  readonly canonical: Uint8Array;
  /** Null where Arrow is not wanted. */
  readonly columns: readonly EncodedColumn[];
}

/** Formats rows of a table. Throws where a cell does not fit its column, as every writer does. */
export function makeFormatter(table: Table): (rows: readonly Row[]) => FormattedRows {
  const writers = table.columns.map(writersOf);
  const keys = table.columns.map(({ name }, index) => `${index === 0 ? "{" : ","}${JSON.stringify(name)}:`);
  return (rows) => {
    const cells: Cell[][] = table.columns.map(() => []);
    let [csv, json, canonical] = ["", "", ""];
    for (const row of rows) {
      let [csvLine, jsonLine, canonicalLine] = ["", "", ""];
      for (let index = 0; index < writers.length; index++) {
        const writer = writers[index] as CellWriters;
        const cell = writer.check(row[writer.name]);
        (cells[index] as Cell[]).push(cell);
        const text = writer.json(cell);
        csvLine += index === 0 ? writer.csv(cell) : `,${writer.csv(cell)}`;
        jsonLine += keys[index] + text;
        canonicalLine += index === 0 ? text : `,${text}`;
      }
      csv += `${csvLine}\n`;
      json += json === "" ? `${jsonLine}}` : `,\n${jsonLine}}`;
      canonical += `[${canonicalLine}]\n`;
    }
    return {
      rows: rows.length,
      csv: Buffer.from(csv),
      json: Buffer.from(json),
      canonical: Buffer.from(canonical),
      columns: table.columns.map((column, index) => encodeColumn(column, cells[index] ?? [])),
    };
  };
}

interface CellWriters {
  readonly name: string;
  readonly check: (cell: Cell | undefined) => Cell;
  readonly csv: (cell: Cell) => string;
  readonly json: (cell: Cell) => string;
}

function writersOf(column: Column): CellWriters {
  const { name, arrowType } = column;
  const check = (cell: Cell | undefined): Cell => checkCell(cell, column);
  if (arrowType === "utf8") return { name, check, csv: csvText, json: jsonText };
  if (arrowType === "dictionary" || arrowType === "date32") {
    const accepted = new Set<Cell | undefined>();
    const checkOnce = (cell: Cell | undefined): Cell => (accepted.has(cell) ? (cell as Cell) : accept(accepted, check(cell)));
    // Codes and days are ASCII without a mark that either format escapes.
    return {
      name,
      check: checkOnce,
      csv: (cell) => (cell === null ? "" : String(cell)),
      json: (cell) => (cell === null ? "null" : `"${cell}"`),
    };
  }
  return { name, check, csv: (cell) => (cell === null ? "" : String(cell)), json: String };
}

function accept(accepted: Set<Cell | undefined>, cell: Cell): Cell {
  accepted.add(cell);
  return cell;
}

const needsQuotes = /[",\n]/;

function csvText(cell: Cell): string {
  if (cell === null) return "";
  const text = String(cell);
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const needsEscape = /["\\\u0000-\u001f]/;

function jsonText(cell: Cell): string {
  if (cell === null) return "null";
  const text = String(cell);
  return needsEscape.test(text) ? JSON.stringify(text) : `"${text}"`;
}
