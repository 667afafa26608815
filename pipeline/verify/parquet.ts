// How a Parquet file becomes cells again: as an Arrow stream, which arrow.ts reads; with publish/parquet.ts the only room of parquet-wasm.
import { ParquetFile, type RecordBatch, readParquet } from "parquet-wasm";
import type { Table } from "../schema.ts";
import { type ReadTable, readArrowStream } from "./arrow.ts";

/** Reads a Parquet file; codes are plain text in it. */
export function readParquetTable(bytes: Uint8Array, table: Table): ReadTable {
  return readArrowStream(readParquet(bytes, { batchSize: rowsAtOnce }).intoIPCStream(), table);
}

/** More rows than a table has: like the other files, a table is read as one batch. */
const rowsAtOnce = 1_000_000;

/** Rows that are read at a time of a file that is not to be held: what the reader holds it never gives back. */
const rowsInStream = 4_096;

/** The rows of a Parquet file a few thousand at a time, each time as an Arrow stream. One that is empty has none; its schema is a stream too. */
export async function* readRowStreams(file: Blob): AsyncGenerator<Uint8Array> {
  const opened = await ParquetFile.fromFile(file);
  yield opened.schema().intoIPCStream();
  const batches: AsyncIterable<RecordBatch> = await opened.stream({ batchSize: rowsInStream });
  for await (const batch of batches) yield batch.intoIPCStream();
}
