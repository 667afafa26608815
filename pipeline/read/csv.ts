// How a curated CSV file becomes rows: strict UTF-8, the header of the schema, and a finding for everything else.
import { CsvError, parse } from "csv-parse/sync";
import { type Finding, finding, quote } from "../finding.ts";
import type { Cell, Column, Row, Table } from "../schema.ts";
import { makeScanner } from "./scan.ts";
import { splitRecords } from "./split.ts";
import { decodeText, findBadLine } from "./text.ts";

/** A row with its place. Cells are typed by the schema; an empty cell is null. */
export interface PlacedRow {
  readonly file: string;
  /** The line on which the row begins; the header is line 1. */
  readonly line: number;
  readonly row: Row;
}

/** What was read of a table: its good rows, and a finding for each fault. */
export interface ReadTable {
  readonly rows: readonly PlacedRow[];
  readonly findings: readonly Finding[];
}

interface CsvRecord {
  readonly cells: readonly string[];
  readonly line: number;
}

/** Reads CSV text into records of cells; no header is treated apart. Throws on a quote that is not closed. */
export function parseRecords(text: string): string[][] {
  return parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true, record_delimiter: "\n" });
}

/**
 * Reads one file of a raw table. A byte-order mark and CRLF are accepted; everything else is as the schema says.
 * @param quick whether a file without a fault is split without csv-parse, ten times as quickly; tests hold the two ways against each other
 */
export function readCsv(file: string, bytes: Uint8Array, table: Table, quick = true): ReadTable {
  const text = decodeText(bytes);
  if (text === null) return fail(file, findBadLine(bytes), "file/not-utf8", "The bytes on this line are not UTF-8.");
  if (text.trim() === "") return fail(file, null, "file/empty", "The file holds no header row.");
  const [firstLine = ""] = text.split("\n", 1);
  if (firstLine.includes(";") && !firstLine.includes(",")) {
    return {
      rows: [],
      findings: [
        finding({ code: "csv/semicolons", message: "The cells are separated by semicolons." }, { file, line: 1, printed: firstLine }),
      ],
    };
  }
  const scanned = quick ? splitScanned(bytes, text, table) : null;
  if (scanned !== null) return readBody(file, scanned, table);
  const records = splitByParser(file, text);
  if (!Array.isArray(records)) return { rows: [], findings: [records] };
  const [header, ...body] = records;
  if (header === undefined) return fail(file, null, "file/empty", "The file holds no header row.");
  const faults = checkHeader(file, header, table);
  if (faults.length > 0) return { rows: [], findings: faults };
  return readBody(file, body, table);
}

function fail(file: string, line: number | null, code: string, message: string): ReadTable {
  return { rows: [], findings: [finding({ code, message }, { file, line })] };
}

/** The records below the header; null where the scanner refuses the file. */
function splitScanned(bytes: Uint8Array, text: string, table: Table): CsvRecord[] | null {
  const scanner = makeScanner(table.columns.map((column) => column.name));
  const scanned = scanner.push(bytes) ? scanner.finish() : null;
  if (scanned === null) return null;
  const [, ...records] = splitRecords(text);
  return records.map((cells, index) => ({ cells, line: scanned.lines[index] ?? 0 }));
}

function splitByParser(file: string, text: string): CsvRecord[] | Finding {
  try {
    // With `info` and `raw` csv-parse gives objects, which its types do not say.
    const records = parse(text, {
      bom: true,
      info: true,
      raw: true,
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: "\n",
    }) as unknown as { record: string[]; raw: string }[];
    return placeRecords(records);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = findBadQuote(text.replace(/^\ufeff/, ""));
    return finding(
      { code: "csv/quote", message: "A quote opens or closes in the wrong place, so the rest of the file cannot be split into cells." },
      { file, line },
    );
  }
}

/**
 * The line on which the first cell begins in which a quote stands where none may: one that never closes, that something
 * follows, or that stands inside a cell without quotes. Null where there is none.
 */
function findBadQuote(text: string): number | null {
  let line = 1;
  for (let at = 0; at < text.length; at++) {
    const start = at;
    if (text[at] === '"') at = findClosingQuote(text, at + 1) + 1;
    else while (at < text.length && !'",\n'.includes(text[at] ?? "")) at += 1;
    if (at === 0 || (at < text.length && !",\n".includes(text[at] ?? ""))) return line;
    for (let each = start; each <= at; each++) if (text[each] === "\n") line += 1;
  }
  return null;
}

/** The offset of the quote that closes a cell, two in a row being one of its text; -1 where there is none. */
function findClosingQuote(text: string, start: number): number {
  let at = text.indexOf('"', start);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

/**
 * Lines are counted here, because csv-parse takes a lone carriage return inside a cell for the end of one. The raw texts are
 * the whole file: each begins with the empty lines that stand before its record.
 */
function placeRecords(records: readonly { record: string[]; raw: string }[]): CsvRecord[] {
  let next = 1;
  return records.map(({ record, raw }) => {
    const line = next + raw.search(/[^\n]|$/);
    next += raw.split("\n").length - 1;
    return { cells: record, line };
  });
}

/** As many unknown columns as are told one by one. */
const mostExtraColumns = 20;

function checkHeader(file: string, header: CsvRecord, table: Table): Finding[] {
  const expected = table.columns.map((column) => column.name);
  const names = header.cells;
  const findings: Finding[] = [];
  const add = (code: string, column: string, message: string): void => {
    findings.push(
      finding(
        { code, message },
        { file, line: 1, column: expected.includes(column) ? column : null, printed: expected.includes(column) ? null : column },
      ),
    );
  };
  for (const name of expected) if (!names.includes(name)) add("header/missing", name, `The header lacks the column ${name}.`);
  const extra = [...new Set(names)].filter((name) => !expected.includes(name));
  for (const name of extra.slice(0, mostExtraColumns)) add("header/extra", name, `The table ${table.name} has no such column.`);
  if (extra.length > mostExtraColumns)
    add(
      "header/extra",
      extra[mostExtraColumns] ?? "",
      `Neither this column nor the ${extra.length - mostExtraColumns - 1} after it is one of the table ${table.name}.`,
    );
  for (const name of expected)
    if (names.indexOf(name) !== names.lastIndexOf(name))
      add("header/repeated", name, `The header names the column ${name} more than once.`);
  if (findings.length === 0 && names.some((name, index) => name !== expected[index])) {
    findings.push(finding({ code: "header/order", message: `The columns are, in this order: ${expected.join(",")}.` }, { file, line: 1 }));
  }
  return findings;
}

function readBody(file: string, body: readonly CsvRecord[], table: Table): ReadTable {
  const rows: PlacedRow[] = [];
  const findings: Finding[] = [];
  const share = table.columns.map(makeSharer);
  for (const { cells, line } of body) {
    if (cells.length !== table.columns.length) {
      findings.push(wrongNumber(cells, table, { file, line }));
      continue;
    }
    const faults: Finding[] = [];
    const entries = table.columns.map(
      (column, index) => [column.name, readCell((share[index] as Sharer)(cells[index] ?? ""), column, { file, line }, faults)] as const,
    );
    findings.push(...faults);
    if (faults.length === 0) rows.push({ file, line, row: Object.fromEntries(entries) });
  }
  return { rows, findings };
}

/** Gives a text like the one it is given: where it came before, mostly, the very same, so that codes and days are not held once a row. */
type Sharer = (text: string) => string;

/** The longest text that is looked for, and how many different ones; a table of any length keeps no more. */
const longestShared = 12;
const mostShared = 1_024;

function makeSharer(): Sharer {
  const known = new Map<string, string>();
  return (text) => {
    if (text.length > longestShared) return text;
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size === mostShared) known.clear();
    known.set(text, text);
    return text;
  };
}

/** Finding csv/cells. */
export function wrongNumber(cells: readonly string[], table: Table, place: { file: string; line: number }): Finding {
  const message = `The row has ${cells.length} cells where the header has ${table.columns.length}.`;
  return finding({ code: "csv/cells", message }, place);
}

const integerPattern = /^-?(?:0|[1-9]\d{0,9})$/;
const numberPattern = /^-?(?:0|[1-9]\d{0,9})(?:\.\d{1,15})?$/;

/** An empty cell is null; a number is read by an anchored pattern; all else stays text. */
function readCell(text: string, column: Column, place: { file: string; line: number }, faults: Finding[]): Cell {
  if (text === "") return null;
  if (column.type === "string") return text;
  const pattern = column.type === "integer" ? integerPattern : numberPattern;
  if (pattern.test(text)) return Number.parseFloat(text);
  const message = `Expected ${column.type === "integer" ? "a whole number" : "a number with a point for decimals"}, such as ${quote(String(column.example))}.`;
  faults.push(finding({ code: "cell/type", message }, { ...place, column: column.name, printed: text }));
  return null;
}
