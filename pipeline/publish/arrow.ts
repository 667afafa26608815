// How a table is written as Arrow: an IPC file with dictionaries, and an IPC stream with plain strings; with arrow-*.ts the only room of apache-arrow.
import { Message, makeData, RecordBatch, RecordBatchFileWriter, RecordBatchStreamWriter, type Schema, Struct } from "apache-arrow";
import type { Table } from "../schema.ts";
import { arrowData, type EncodedColumn, encodeColumn } from "./arrow-data.ts";
import { arrowSchema, type Shape } from "./arrow-schema.ts";
import { citationOf } from "./citation.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { type Edition, type OutputFile, type PublishedTable, type Release, readCell, tablesOf } from "./model.ts";
import { serializeForR } from "./r-serial.ts";

/** Rows of one record batch; a table with more has several. */
export const rowsInBatch = 16_384;

/** One Arrow IPC file a table: enumerations are dictionaries. */
export function renderArrowFiles(release: Release): OutputFile[] {
  return tablesOf(release).map((content) => {
    const bytes = new SchemaFirstFileWriter()
      .writeAll(recordBatches(release, content, "dictionaries"))
      .finish()
      .toUint8Array(true);
    return arrowFile(`arrow/${content.table.name}.arrow`, bytes, arrowMediaTypes.file, content);
  });
}

/** One Arrow IPC stream a table: enumerations are plain strings, for readers without dictionaries. */
export function renderArrowStreams(release: Release): OutputFile[] {
  return tablesOf(release).map((content) => {
    const bytes = RecordBatchStreamWriter.writeAll(recordBatches(release, content, "strings"))
      .finish()
      .toUint8Array(true);
    return arrowFile(`arrow/${content.table.name}.arrows`, bytes, arrowMediaTypes.stream, content);
  });
}

export const arrowMediaTypes = { file: "application/vnd.apache.arrow.file", stream: "application/vnd.apache.arrow.stream" } as const;

function arrowFile(path: string, bytes: Uint8Array, mediaType: string, content: PublishedTable): OutputFile {
  return { path, bytes, mediaType, table: content.table.name, rows: content.rows.length };
}

/** apache-arrow leaves out the schema message after the magic; the format asks for it, and Arrow.jl and stream readers need it. */
export class SchemaFirstFileWriter extends RecordBatchFileWriter {
  protected override _writeSchema(schema: Schema): this {
    return super._writeSchema(schema)._writeMessage(Message.from(schema));
  }
}

/** All rows in record batches, one also where there are none. */
function recordBatches(release: Release, content: PublishedTable, shape: Shape): RecordBatch[] {
  const { table, rows } = content;
  const schema = arrowSchema(table, shape, schemaMetadata(release, table, fingerprintOf(content)));
  const starts = Array.from({ length: Math.max(1, Math.ceil(rows.length / rowsInBatch)) }, (_, index) => index * rowsInBatch);
  return starts.map((start) => {
    const part = rows.slice(start, start + rowsInBatch);
    const columns = table.columns.map((column) =>
      encodeColumn(
        column,
        part.map((row) => readCell(row, column)),
      ),
    );
    return recordBatch(schema, table, columns, part.length);
  });
}

/** One record batch of a table from its encoded columns, in their order. */
export function recordBatch(schema: Schema, table: Table, columns: readonly EncodedColumn[], length: number): RecordBatch {
  const children = table.columns.map((column, index) => {
    const [field, encoded] = [schema.fields[index], columns[index]];
    if (field === undefined || encoded === undefined) throw new Error("arrow: a column without a field");
    return arrowData(field.type, column, encoded);
  });
  return new RecordBatch(schema, makeData({ type: new Struct(schema.fields), length, nullCount: 0, children }));
}

/** What the schema of a table says beside its columns; `fingerprint` is that of all its rows. */
export function schemaMetadata(edition: Edition, table: Table, fingerprint: string): Map<string, string> {
  const { dataset } = edition;
  return new Map([
    ["title", `${dataset.title.en}: ${table.title}`],
    ["version", dataset.version],
    ["licence", dataset.licence.url],
    ["citation", citationOf(edition)],
    ["primary_key", table.primaryKey.join(",")],
    ["fingerprint", fingerprint],
    ["pandas", pandasMetadata(table)],
    ["r", rMetadata(table)],
  ]);
}

/** What pyarrow reads in `to_pandas`: integers that may be missing arrive as Int32 and not as floats. */
function pandasMetadata(table: Table): string {
  const columns = table.columns
    .filter((column) => column.arrowType === "int32" && column.nullable)
    .map(({ name }) => ({ name, field_name: name, pandas_type: "int32", numpy_type: "Int32", metadata: null }));
  return JSON.stringify({ index_columns: [], column_indexes: [], columns });
}

/** What R's arrow package gives back as attributes: the label of the table and of each column. Factors come from the dictionaries. */
function rMetadata(table: Table): string {
  const labelled = (label: string) => ({ attributes: { label } });
  const columns = Object.fromEntries(table.columns.map(({ name, title }) => [name, { ...labelled(title), columns: null }]));
  return serializeForR({ ...labelled(table.title), columns });
}
