#!/usr/bin/env node
// Starts the command line: makes TypeScript importable on Node 20, holds schemas/ against its sums, then hands over; what nobody caught ends here.
import { closeSync, openSync } from "node:fs";
import { importSource } from "./compile.mjs";

/** As many files are open at once while the program is loaded. */
const filesNeeded = 64;
const fewFiles = "The system lets too few files be open at once for the program to start: allow 256 (ulimit -n 256).";

/** Whether that many can be opened: with fewer the loader breaks off in the middle, or hangs. */
function canOpen(count) {
  const opened = [];
  try {
    while (opened.length < count) opened.push(openSync(new URL(import.meta.url)));
    return true;
  } catch {
    return false;
  } finally {
    for (const file of opened) closeSync(file);
  }
}

/** Ends the program with these lines. */
function refuse(text) {
  process.stderr.write(`${text}\n`);
  process.exit(2);
}

/** One line for what nobody caught; a trace of the stack is for who asks for it. */
function fail(error) {
  if (process.env.RECUENTO_TRACE) refuse(error?.stack ?? error);
  if (error?.code === "EMFILE" || error?.code === "ENFILE") refuse(fewFiles);
  const [line] = String(error).split("\n");
  const shown = line.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, "\ufffd");
  refuse(`This is a fault of the program: ${shown}. Report it with the data it was given; RECUENTO_TRACE=1 tells where it arose.`);
}

process.on("uncaughtException", fail);
if (!canOpen(filesNeeded)) refuse(fewFiles);
if (process.env.RECUENTO_TRACE) process.setSourceMapsEnabled(true);
const source = (name) => importSource(new URL(name, import.meta.url).href);
const { findSpoiltSchemas } = await source("schema-check.ts");
const { formatFinding } = await source("finding.ts");
const spoilt = findSpoiltSchemas();
if (spoilt.length > 0) refuse(spoilt.map(formatFinding).join("\n"));
await source("cli.ts");
