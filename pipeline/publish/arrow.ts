// How a table is written as Arrow: an IPC file with dictionaries, and an IPC stream with plain strings; with arrow-*.ts the only room of apache-arrow.
import { Message, makeData, RecordBatch, RecordBatchFileWriter, RecordBatchStreamWriter, type Schema, Struct } from "apache-arrow";
import type { Column } from "../schema.ts";
import { arrowData } from "./arrow-data.ts";
import { arrowSchema, type Shape } from "./arrow-schema.ts";
import { citationOf } from "./citation.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { type OutputFile, type PublishedTable, type Release, readCell, tablesOf } from "./model.ts";
import { serializeForR } from "./r-serial.ts";

/** One Arrow IPC file a table: enumerations are dictionaries. */
export function renderArrowFiles(release: Release): OutputFile[] {
  return tablesOf(release).map((content) => {
    const batch = recordBatch(release, content, "dictionaries");
    const bytes = new SchemaFirstFileWriter().writeAll([batch]).finish().toUint8Array(true);
    return arrowFile(`arrow/${content.table.name}.arrow`, bytes, "application/vnd.apache.arrow.file", content);
  });
}

/** One Arrow IPC stream a table: enumerations are plain strings, for readers without dictionaries. */
export function renderArrowStreams(release: Release): OutputFile[] {
  return tablesOf(release).map((content) => {
    const batch = recordBatch(release, content, "strings");
    const bytes = RecordBatchStreamWriter.writeAll([batch]).finish().toUint8Array(true);
    return arrowFile(`arrow/${content.table.name}.arrows`, bytes, "application/vnd.apache.arrow.stream", content);
  });
}

function arrowFile(path: string, bytes: Uint8Array, mediaType: string, content: PublishedTable): OutputFile {
  return { path, bytes, mediaType, table: content.table.name, rows: content.rows.length };
}

/** apache-arrow leaves out the schema message after the magic; the format asks for it, and Arrow.jl and stream readers need it. */
class SchemaFirstFileWriter extends RecordBatchFileWriter {
  protected override _writeSchema(schema: Schema): this {
    return super._writeSchema(schema)._writeMessage(Message.from(schema));
  }
}

/** All rows as one record batch, also where there are none. */
function recordBatch(release: Release, content: PublishedTable, shape: Shape): RecordBatch {
  const { table, rows } = content;
  const schema = arrowSchema(table, shape, schemaMetadata(release, content));
  const children = table.columns.map((column, index) => arrowData(typeAt(schema, index), column, cellsOf(content, column)));
  const struct = makeData({ type: new Struct(schema.fields), length: rows.length, nullCount: 0, children });
  return new RecordBatch(schema, struct);
}

function cellsOf(content: PublishedTable, column: Column) {
  return content.rows.map((row) => readCell(row, column));
}

function typeAt(schema: Schema, index: number) {
  const field = schema.fields[index];
  if (field === undefined) throw new Error("arrow: a column without a field");
  return field.type;
}

function schemaMetadata(release: Release, content: PublishedTable): Map<string, string> {
  const { dataset } = release;
  return new Map([
    ["title", `${dataset.title.en}: ${content.table.title}`],
    ["version", dataset.version],
    ["licence", dataset.licence.url],
    ["citation", citationOf(release)],
    ["primary_key", content.table.primaryKey.join(",")],
    ["fingerprint", fingerprintOf(content)],
    ["pandas", pandasMetadata(content)],
    ["r", rMetadata(content)],
  ]);
}

/** What pyarrow reads in `to_pandas`: integers that may be missing arrive as Int32 and not as floats. */
function pandasMetadata(content: PublishedTable): string {
  const columns = content.table.columns
    .filter((column) => column.arrowType === "int32" && column.nullable)
    .map(({ name }) => ({ name, field_name: name, pandas_type: "int32", numpy_type: "Int32", metadata: null }));
  return JSON.stringify({ index_columns: [], column_indexes: [], columns });
}

/** What R's arrow package gives back as attributes: the label of the table and of each column. Factors come from the dictionaries. */
function rMetadata({ table }: PublishedTable): string {
  const labelled = (label: string) => ({ attributes: { label } });
  const columns = Object.fromEntries(table.columns.map(({ name, title }) => [name, { ...labelled(title), columns: null }]));
  return serializeForR({ ...labelled(table.title), columns });
}
