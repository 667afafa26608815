// How rows become all that is written of them in one pass: CSV, JSON, canonical rows and Arrow columns. The same text as publish/csv.ts and
// publish/json.ts give, by code that knows the type of each column; a test holds the two against each other.
import { type EncodedColumn, encodeColumn } from "../publish/arrow-data.ts";
import { checkCell } from "../publish/cell.ts";
import type { ColumnTally } from "../publish/tally.ts";
import type { Cell, Column, Table } from "../schema.ts";

/** Some rows of a table, ready to be written one after another. Empty bytes where there are no rows. */
export interface FormattedRows {
  readonly rows: number;
  /** Lines of CSV without the header. */
  readonly csv: Uint8Array;
  /** Lines of the JSON array, a comma and a line feed between them and none after the last. */
  readonly json: Uint8Array;
  /** What the fingerprint of the table is made of. */
  readonly canonical: Uint8Array;
  readonly columns: readonly EncodedColumn[];
  readonly tallies: readonly ColumnTally[];
}

type Cells = readonly (Cell | undefined)[];

/** Formats rows of a table, each as its cells in column order. Throws where a cell does not fit its column, as every writer does. */
export function makeFormatter(table: Table): (rows: readonly Cells[]) => FormattedRows {
  const { columns } = table;
  const writers = columns.map(writersOf);
  // Lines are joined from lists that are used again for every row: adding text to text leaves many times as much to collect.
  const texts = columns.map(() => "");
  const encoded = columns.map(() => "");
  const members = columns.flatMap(({ name }, index) => [`${index === 0 ? "{" : ","}${JSON.stringify(name)}:`, ""]);
  return (rows) => {
    const cells = columns.map(() => new Array<Cell>(rows.length));
    const [csv, json, canonical] = [[], [], []] as [string[], string[], string[]];
    for (let place = 0; place < rows.length; place++) {
      const row = rows[place] ?? [];
      for (let index = 0; index < writers.length; index++) {
        const writer = writers[index] as CellWriters;
        const cell = writer.check(row[index]);
        (cells[index] as Cell[])[place] = cell;
        // Half of all cells are empty, and most of the others are written as they are.
        const isPlain = cell !== null && (writer.isPlain || !needsMarks.test(cell as string));
        texts[index] = cell === null ? "" : isPlain ? `${cell}` : csvText(cell);
        encoded[index] = members[2 * index + 1] =
          cell === null ? "null" : writer.isQuoted ? (isPlain ? `"${cell}"` : JSON.stringify(cell)) : `${cell}`;
      }
      csv.push(texts.join(","));
      json.push(`${members.join("")}}`);
      canonical.push(encoded.join(","));
    }
    const parts = columns.map((column, index) => encodeColumn(column, cells[index] ?? []));
    return {
      rows: rows.length,
      csv: Buffer.from(rows.length === 0 ? "" : `${csv.join("\n")}\n`),
      json: Buffer.from(json.join(",\n")),
      canonical: Buffer.from(rows.length === 0 ? "" : `[${canonical.join("]\n[")}]\n`),
      columns: parts,
      tallies: parts.map((part, index) => tallyEncoded(part, columns[index]?.enumeration?.codes.length ?? 0)),
    };
  };
}

/** As `tallyColumns` counts rows. */
function tallyEncoded(column: EncodedColumn, codes: number): ColumnTally {
  const counts = new Array<number>(codes).fill(0);
  let empty = 0;
  for (let index = 0; index < column.valid.length; index++) {
    if (column.valid[index] === 0) empty += 1;
    else if (codes > 0 && column.kind === "integers") counts[column.values[index] ?? 0] = (counts[column.values[index] ?? 0] ?? 0) + 1;
  }
  return { empty, codes: counts };
}

/** How the cells of one column are written. */
interface CellWriters {
  readonly check: (cell: Cell | undefined) => Cell;
  /** Whether no cell of the column holds a mark that CSV or JSON writes in another way: a number, a code or a day. */
  readonly isPlain: boolean;
  /** Whether JSON writes its cells in quotes. */
  readonly isQuoted: boolean;
}

function writersOf(column: Column): CellWriters {
  const { arrowType, nullable } = column;
  const checkAll = (cell: Cell | undefined): Cell => (cell === null && nullable ? null : checkCell(cell, column));
  if (arrowType === "utf8") return { check: checkAll, isPlain: false, isQuoted: true };
  if (arrowType !== "dictionary" && arrowType !== "date32") return { check: checkAll, isPlain: true, isQuoted: false };
  const accepted = new Set<Cell | undefined>();
  const check = (cell: Cell | undefined): Cell => {
    if (!accepted.has(cell)) accepted.add(checkAll(cell));
    return cell as Cell;
  };
  return { check, isPlain: true, isQuoted: true };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const needsMarks = /["\\,\u0000-\u001f]/;
const needsQuotes = /[",\n]/;

function csvText(cell: Cell): string {
  const text = String(cell);
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
