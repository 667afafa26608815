// Starts a worker: makes TypeScript importable on Node 20, then hands over.
import { importSource } from "../compile.mjs";

await importSource(new URL("worker.ts", import.meta.url).href);
