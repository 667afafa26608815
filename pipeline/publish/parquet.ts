// How a table is written as Parquet: the Arrow stream of the table, column by column; with verify/parquet.ts the only room of parquet-wasm.
import { Compression, Table, WriterPropertiesBuilder, writeParquet } from "parquet-wasm";
import { renderArrowStreams } from "./arrow.ts";
import type { OutputFile, Release } from "./model.ts";

/**
 * One Parquet file a table, with the metadata of the Arrow stream. Codes are plain text: a Parquet file has no place for levels, so readers
 * that are told of a dictionary rank its levels in the order in which the rows happen to have them.
 */
export function renderParquet(release: Release): OutputFile[] {
  return renderArrowStreams(release).map((stream) => ({
    ...stream,
    path: `parquet/${stream.table}.parquet`,
    bytes: writeParquet(Table.fromIPCStream(stream.bytes), properties()),
    mediaType: "application/vnd.apache.parquet",
  }));
}

/** Snappy, which every reader has; as its author the project and not, as by default, a library with its version. Spent by each use. */
function properties() {
  return new WriterPropertiesBuilder().setCompression(Compression.SNAPPY).setCreatedBy("recuento").build();
}
