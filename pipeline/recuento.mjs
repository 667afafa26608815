#!/usr/bin/env node
// Starts the command line: makes TypeScript importable on Node 20, then hands over.
import { register } from "tsx/esm/api";

register();
await import("./cli.ts");
