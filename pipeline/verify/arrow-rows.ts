// How record batches become canonical rows: cell by cell from the buffers that apache-arrow's reader finds in them.
import { type Data, DataType, type RecordBatch, RecordBatchReader } from "apache-arrow";
import { dayFromEpoch } from "../days.ts";
import type { Table } from "../schema.ts";
import { faultsOfField, faultsOfLevels } from "./arrow.ts";
import type { CanonicalRows } from "./canonical-rows.ts";

/** A file that the caller has opened. */
type OpenFile = import("node:fs/promises").FileHandle;

/** What is asked of a file. `dictionaries` says whether enumerations are dictionaries, and not plain text. */
export interface ArrowForm {
  readonly table: Table;
  readonly dictionaries: boolean;
}

/** Reads an IPC file through its footer into `rows`, and tells how many rows each record batch has. Throws where it has another form. */
export async function readArrowFileRows(handle: OpenFile, form: ArrowForm, rows: CanonicalRows): Promise<number[]> {
  const reader = await RecordBatchReader.from(handle);
  const lengths: number[] = [];
  for await (const batch of reader) lengths.push(readBatch(batch, form, rows));
  return lengths;
}

/** As `readArrowFileRows`, of an IPC stream in pieces. One that holds a record batch may be overwritten once the next is asked for. */
export function readArrowStreamRows(pieces: Iterable<Uint8Array>, form: ArrowForm, rows: CanonicalRows): number[] {
  const lengths: number[] = [];
  for (const batch of RecordBatchReader.from(pieces)) lengths.push(readBatch(batch, form, rows));
  return lengths;
}

function readBatch(batch: RecordBatch, form: ArrowForm, rows: CanonicalRows): number {
  checkFields(batch, form);
  const columns = batch.data.children.map((data) => cellReader(data, rows));
  for (let row = 0; row < batch.numRows; row++) {
    for (let index = 0; index < columns.length; index++) (columns[index] as CellReader)(row);
    rows.endRow();
  }
  return batch.numRows;
}

/** Throws where the columns are not those of the table, by name, type and levels. */
function checkFields(batch: RecordBatch, { table, dictionaries }: ArrowForm): void {
  const { fields } = batch.schema;
  const names = fields.map((field) => field.name);
  const faults = table.columns.flatMap((column, index) => [
    ...faultsOfField(fields[index], column, dictionaries),
    ...faultsOfLevels(batch.getChildAt(index), column),
  ]);
  if (names.join() !== table.columns.map((column) => column.name).join()) faults.push(`has the columns ${names.join(", ")}`);
  for (const data of batch.data.children) faults.push(...faultsOfData(data, batch.numRows));
  if (faults.length > 0) throw new Error(faults.join("; "));
}

function faultsOfData(data: Data, rows: number): string[] {
  if (data.length !== rows || data.offset !== 0) return [`a column of ${data.length} cells from ${data.offset} in ${rows} rows`];
  const nulls = countNulls(data);
  return nulls === data.nullCount ? [] : [`a column says that ${data.nullCount} cells are empty, and ${nulls} are`];
}

/** The cells whose bit is 0; none where there are no bits. */
function countNulls({ nullBitmap, length }: Data): number {
  if (!nullBitmap?.length) return 0;
  let nulls = 0;
  for (let row = 0; row < length; row++) nulls += 1 - bitAt(nullBitmap, row);
  return nulls;
}

const bitAt = (bits: Uint8Array, place: number): number => ((bits[place >> 3] as number) >> (place & 7)) & 1;

/** Takes the cell of a row. */
type CellReader = (row: number) => void;

function cellReader(data: Data, rows: CanonicalRows): CellReader {
  const read = valueReader(data, rows);
  const valid = data.nullBitmap;
  if (!valid?.length) return read;
  return (row) => (bitAt(valid, row) === 1 ? read(row) : rows.nothing());
}

const [truth, untruth] = [Buffer.from("true"), Buffer.from("false")];

/** Reads a cell that is not null. The types were checked. */
function valueReader(data: Data, rows: CanonicalRows): CellReader {
  const { type } = data;
  if (DataType.isDictionary(type)) return levelReader(data as Data<typeof type>, rows);
  if (DataType.isUtf8(type)) return textReader(data as Data<typeof type>, rows);
  const { values } = data;
  const word = (text: Buffer): void => rows.plain(text, 0, text.length);
  if (DataType.isInt(type)) return (row) => rows.integer(values[row]);
  if (DataType.isBool(type)) return (row) => word(bitAt(values, row) === 1 ? truth : untruth);
  if (DataType.isFloat(type)) return (row) => word(Buffer.from(String(values[row])));
  if (DataType.isDate(type)) return dayReader(values, rows);
  throw new Error(`no cells of ${String(type)}`);
}

function textReader({ valueOffsets, values }: Data<DataType>, rows: CanonicalRows): CellReader {
  return (row) => {
    const [start, end] = [valueOffsets[row] as number, valueOffsets[row + 1] as number];
    if (!(start >= 0 && start <= end && end <= values.length)) throw new Error(`a text from ${start} to ${end} of ${values.length} bytes`);
    rows.text(values, start, end);
  };
}

function levelReader({ values, dictionary }: Data<DataType>, rows: CanonicalRows): CellReader {
  const levels = [...(dictionary ?? [])].map((level) => Buffer.from(String(level)));
  return (row) => {
    const level = levels[values[row]];
    if (level === undefined) throw new Error(`the level ${values[row]} of ${levels.length}`);
    rows.text(level, 0, level.length);
  };
}

function dayReader(values: Int32Array, rows: CanonicalRows): CellReader {
  // Days come again and again; no more are remembered than a record batch has.
  const known = new Map<number, Buffer>();
  const remember = (days: number): Buffer => {
    const text = Buffer.from(dayFromEpoch(days));
    known.set(days, text);
    return text;
  };
  return (row) => {
    const days = values[row] as number;
    const text = known.get(days) ?? remember(days);
    rows.text(text, 0, text.length);
  };
}
