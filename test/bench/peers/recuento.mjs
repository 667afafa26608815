// Recuento at the work of the peers: `node recuento.mjs FOLDER OUTPUT`.
import { register } from "tsx/esm/api";

register();
await import("../recuento.ts");
