// How a table is written as Parquet: the Arrow stream of the table, column by column; with verify/parquet.ts the only room of parquet-wasm.
import { Compression, type RecordBatch, Table, transformParquetStream, WriterPropertiesBuilder, writeParquet } from "parquet-wasm";
import { rowsInBatch } from "./arrow.ts";
import type { OutputFile } from "./model.ts";

/**
 * One Parquet file for each Arrow stream of a table, with the metadata of that. Codes are plain text: a Parquet file has no place for levels, so
 * readers that are told of a dictionary rank its levels in the order in which the rows happen to have them.
 */
export function renderParquet(streams: readonly OutputFile[]): OutputFile[] {
  return streams.map((stream) => ({
    ...stream,
    path: `parquet/${stream.table}.parquet`,
    bytes: writeParquet(Table.fromIPCStream(stream.bytes), properties()),
    mediaType: parquetMediaType,
  }));
}

export const parquetMediaType = "application/vnd.apache.parquet";

/**
 * Writes a Parquet file from the record batches of a table, each as an Arrow stream of its own: the same bytes as of all at once. One
 * row group is held at a time.
 */
export async function streamParquet(batches: Iterable<Uint8Array>, write: (bytes: Uint8Array) => void): Promise<void> {
  const source = batches[Symbol.iterator]();
  const pull = (controller: ReadableStreamDefaultController<RecordBatch>): void => {
    const next = source.next();
    if (next.done) {
      controller.close();
      return;
    }
    const table = Table.fromIPCStream(next.value);
    for (const batch of table.recordBatches()) controller.enqueue(batch);
    // Else its memory is held until the collector comes by, which does not see how large it is.
    table.free();
  };
  // No batch is read before it is asked for: two would be held where one is written.
  const stream = new ReadableStream<RecordBatch>({ pull }, { highWaterMark: 0 });
  const written: AsyncIterable<Uint8Array> = await transformParquetStream(stream, properties());
  for await (const bytes of written) write(bytes);
}

/** Snappy, which every reader has; as its author the project and not, as by default, a library with its version. Spent by each use. */
function properties() {
  const builder = new WriterPropertiesBuilder().setCompression(Compression.SNAPPY).setCreatedBy("recuento");
  return builder.setMaxRowGroupSize(rowsInBatch).build();
}
