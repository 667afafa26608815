// Which formats are no text, with what reads each: one line each.
import { readArrowFile, readArrowFileAsStream, readArrowStream } from "./arrow.ts";
import type { Format } from "./compare.ts";
import { readParquetTable } from "./parquet.ts";

export const binaryFormats: readonly Format[] = [
  { path: ({ name }) => `arrow/${name}.arrow`, read: readArrowFile },
  { path: ({ name }) => `arrow/${name}.arrow`, read: readArrowFileAsStream },
  { path: ({ name }) => `arrow/${name}.arrows`, read: readArrowStream },
  { path: ({ name }) => `parquet/${name}.parquet`, read: readParquetTable },
];
