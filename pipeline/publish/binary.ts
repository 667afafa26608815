// Which files of a release are no text: the tables in the formats of programs. A new format of this kind is one file and one line here.
import { renderArrowFiles, renderArrowStreams } from "./arrow.ts";
import type { OutputFile, Release } from "./model.ts";
import { renderParquet } from "./parquet.ts";

/** Every table as an Arrow file, as an Arrow stream and as Parquet. */
export function renderBinaries(release: Release): OutputFile[] {
  const streams = renderArrowStreams(release);
  return [...renderArrowFiles(release), ...streams, ...renderParquet(streams)];
}
