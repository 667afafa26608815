// How a drawing becomes a picture of pixels: the only room of resvg, a program in WebAssembly that draws the same bytes everywhere.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { family } from "./letters.ts";

const require = createRequire(import.meta.url);
const readBytes = (path: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(path));
const fontFolder = join(dirname(require.resolve("@fontsource/source-sans-3/package.json")), "files");
const fonts = ["latin", "latin-ext"].flatMap((letters) =>
  [400, 600].map((weight) => readBytes(join(fontFolder, `source-sans-3-${letters}-${weight}-normal.woff2`))),
);
await initWasm(readBytes(require.resolve("@resvg/resvg-wasm/index_bg.wasm")));

/** The PNG of a drawing in its own size. Letters that the fonts lack are left out. */
export function rasterise(svg: string): Uint8Array {
  const drawn = new Resvg(svg, { font: { fontBuffers: fonts, defaultFontFamily: family } }).render();
  return drawn.asPng();
}
