#!/usr/bin/env node
// Starts the command line: makes TypeScript importable on Node 20, then hands over.
import { register } from "tsx/esm/api";

register();
try {
  await import("./cli.ts");
} catch (error) {
  if (error.code !== "EMFILE" && error.code !== "ENFILE") throw error;
  process.stderr.write("The system lets too few files be open at once for the program to start: allow 256 (ulimit -n 256).\n");
  process.exitCode = 2;
}
