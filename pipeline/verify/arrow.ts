// How an Arrow file or stream becomes cells again, read with apache-arrow's reader; with arrow-rows.ts the only room of it outside publish/.
import { type Table as ArrowTable, DataType, DateUnit, type Field, Precision, tableFromIPC, type Vector } from "apache-arrow";
import { dayFromEpoch } from "../days.ts";
import { rowsInBatch } from "../publish/arrow.ts";
import type { Cell, Column, Table } from "../schema.ts";

const millisecondsInDay = 86_400_000;
/** The magic ARROW1 and two bytes of padding; after them a file reads as a stream. */
const magicLength = 8;

/** What a file says: its columns, what is wrong with their types, and its rows. */
export interface ReadTable {
  readonly header: readonly string[];
  readonly faults: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Reads an IPC file through its footer. */
export function readArrowFile(bytes: Uint8Array, table: Table): ReadTable {
  return readTable(tableFromIPC(bytes), table, true);
}

/** Reads an IPC file from its first message on, as readers do that ignore the footer. */
export function readArrowFileAsStream(bytes: Uint8Array, table: Table): ReadTable {
  return readTable(tableFromIPC(bytes.subarray(magicLength)), table, true);
}

/** Reads an IPC stream. */
export function readArrowStream(bytes: Uint8Array, table: Table): ReadTable {
  return readTable(tableFromIPC(bytes), table, false);
}

function readTable(arrow: ArrowTable, table: Table, dictionaries: boolean): ReadTable {
  const { fields } = arrow.schema;
  const faults = table.columns.flatMap((column, index) => faultsOfField(fields[index], column, dictionaries));
  const batches = Math.max(1, Math.ceil(arrow.numRows / rowsInBatch));
  if (arrow.batches.length !== batches) faults.push(`has ${arrow.batches.length} record batches instead of ${batches}`);
  const vectors = fields.map((field, index) => {
    const vector = arrow.getChildAt(index);
    faults.push(...faultsOfLevels(vector, table.columns[index]));
    return Array.from({ length: arrow.numRows }, (_, row) => cellOf(vector?.get(row), field.type));
  });
  const rows = Array.from({ length: arrow.numRows }, (_, row) => vectors.map((cells) => cells[row] ?? null));
  return { header: fields.map((field) => field.name), faults, rows };
}

/** What is wrong with the type of a column. `dictionaries` says whether enumerations are dictionaries, and not plain text. */
export function faultsOfField(field: Field | undefined, column: Column, dictionaries: boolean): string[] {
  if (field === undefined) return [`lacks the column ${column.name}`];
  const faults: string[] = [];
  const kind = kindOf(field.type);
  const expected = column.arrowType === "dictionary" && !dictionaries ? "utf8" : column.arrowType;
  if (kind !== expected) faults.push(`column ${column.name} is ${kind} instead of ${expected}`);
  if (field.nullable !== column.nullable) faults.push(`column ${column.name} is ${field.nullable ? "" : "not "}nullable`);
  const ordered = column.enumeration?.ordered ?? false;
  if (DataType.isDictionary(field.type) && field.type.isOrdered !== ordered) {
    faults.push(`column ${column.name} is ${ordered ? "not " : ""}ordered`);
  }
  return faults;
}

/** Every code must be a level, in order, also where no row has it. */
export function faultsOfLevels(vector: Vector | null, column: Column | undefined): string[] {
  if (vector === null || !DataType.isDictionary(vector.type)) return [];
  const levels = JSON.stringify([...(vector.data[0]?.dictionary ?? [])]);
  const codes = JSON.stringify((column?.enumeration?.codes ?? []).map(({ code }) => code));
  return levels === codes ? [] : [`column ${column?.name} has the levels ${levels} instead of ${codes}`];
}

function kindOf(type: DataType): string {
  if (DataType.isDictionary(type)) return "dictionary";
  if (DataType.isUtf8(type)) return "utf8";
  if (DataType.isInt(type) && type.isSigned && type.bitWidth === 32) return "int32";
  if (DataType.isFloat(type) && type.precision === Precision.DOUBLE) return "float64";
  if (DataType.isBool(type)) return "bool";
  if (DataType.isDate(type) && type.unit === DateUnit.DAY) return "date32";
  return String(type);
}

/** A value as a cell: days come back as milliseconds. Anything that is not a cell is shown as text and so differs. */
function cellOf(value: unknown, type: DataType): Cell {
  if (value === null || value === undefined) return null;
  if (DataType.isDate(type) && typeof value === "number") return dayFromEpoch(value / millisecondsInDay);
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return String(value);
}
