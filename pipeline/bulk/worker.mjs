// Starts a worker: makes TypeScript importable on Node 20, then hands over.
import { register } from "tsx/esm/api";

register();
await import("./worker.ts");
