// How the Arrow stream of a table that is on the disk becomes its Parquet file, batch by batch.
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import type { ListedFile } from "../publish/model.ts";
import { parquetMediaType, streamParquet } from "../publish/parquet.ts";
import { createOutput, readInto } from "./files.ts";
import type { WrittenTable } from "./table-output.ts";

/** What a stream ends with: no further message. */
const endOfStream = Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0);

/** Writes the Parquet file of a table below `folder`. Throws what the file system throws. */
export async function writeParquetFile(folder: string, { table, rows, marks }: WrittenTable): Promise<ListedFile> {
  const descriptor = openSync(join(folder, `arrow/${table}.arrows`), "r");
  try {
    const output = createOutput(folder, `parquet/${table}.parquet`);
    await streamParquet(listBatches(descriptor, marks), output.write);
    return { path: output.path, mediaType: parquetMediaType, table, rows, content: null, ...output.close() };
  } finally {
    closeSync(descriptor);
  }
}

/** Each record batch as a stream of its own: the schema, the batch, the end. A stream is overwritten by the next one. */
function* listBatches(descriptor: number, marks: readonly number[]): Generator<Uint8Array> {
  const schema = marks[0] ?? 0;
  const lengths = marks.slice(1).map((end, index) => end - (marks[index] ?? 0));
  const stream = new Uint8Array(schema + Math.max(0, ...lengths) + endOfStream.length);
  readInto(descriptor, stream.subarray(0, schema), 0);
  for (const [index, length] of lengths.entries()) {
    const end = schema + length;
    readInto(descriptor, stream.subarray(schema, end), marks[index] ?? 0);
    stream.set(endOfStream, end);
    yield stream.subarray(0, end + endOfStream.length);
  }
}
