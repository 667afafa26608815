// What is done beside the rest of a build, all of it by libraries that take long to load: the files that are no text are made and read back,
// and the picture is drawn.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Refusal } from "../finding.ts";
import { renderBinaries } from "../publish/binary.ts";
import type { OutputFile, Release } from "../publish/model.ts";
import { rasterise } from "../site/raster.ts";
import { binaryFormats } from "../verify/binary.ts";
import { compareTables } from "../verify/compare.ts";

/** The tables of a release in every format that is no text. */
export function render(release: Release): OutputFile[] {
  return renderBinaries(release);
}

/** The PNG of a drawing. */
export function draw(svg: string): Uint8Array {
  return rasterise(svg);
}

/** A refusal for each difference between a release and the files of it in `folder` that are no text. */
export function readBack(release: Release, folder: string): Refusal[] {
  return compareTables(release, binaryFormats, (path) => readFileSync(join(folder, path)));
}
