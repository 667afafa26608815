// Recuento at the work of the peers: `node recuento.mjs FOLDER OUTPUT`.
import { importSource } from "../../../pipeline/compile.mjs";

await importSource(new URL("../recuento.ts", import.meta.url).href);
