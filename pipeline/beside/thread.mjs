// Starts the thread beside a build: makes TypeScript importable on Node 20, then hands over.
import { importSource } from "../compile.mjs";

await importSource(new URL("thread.ts", import.meta.url).href);
