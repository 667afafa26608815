// What holds of every dataset, right or wrong: each property names what breaks it, and nothing where it holds.
import { type Finding, formatFinding, sortFindings } from "../../pipeline/finding.ts";
import { rawTables } from "../../pipeline/schema.ts";
import type { Files } from "./dataset.ts";
import { type CsvLine, readRecords } from "./records.ts";
import type { Answer } from "./ways.ts";

/** What is wrong with an answer, as short sentences; the words before the colon name the property. */
export type Property = (files: Files, answer: Answer) => string[];

const columns = new Set(Object.values(rawTables).flatMap((table) => table.columns.map((column) => column.name)));
/** Findings about a file as a whole: its rows are not split, or not by these columns. */
const aboutFiles = /^(?:file\/|header\/|csv\/quote$|csv\/semicolons$)/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const unreadable = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\p{Cs}/u;

/** The text of a file as any reader sees it: null where it is not UTF-8. */
function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).replaceAll("\r\n", "\n");
  } catch {
    return null;
  }
}

/** The rows of a file, without its header; null where it cannot be split. */
function rowsOf(bytes: Uint8Array): readonly CsvLine[] | null {
  const text = textOf(bytes);
  return text === null ? null : (readRecords(text)?.slice(1) ?? null);
}

const isExtracts = (path: string): boolean => /^raw\/extracts\/[^/]*$/.test(path);

/** Every row of an extract is published as one claim, or a finding names it or its file. */
const everyRowIsAccountedFor: Property = (files, { claims, fit, findings }) => {
  const wholly = new Set(findings.filter((item) => aboutFiles.test(item.code)).map((item) => item.file));
  const named = new Set(findings.map((item) => `${item.file}:${item.line}`));
  const read = new Set(claims);
  const lost = read.size === claims.length ? [] : ["accounted: two claims are read from one row"];
  let total = 0;
  for (const [path, bytes] of files) {
    if (!isExtracts(path) || wholly.has(path) || wholly.has("raw/extracts")) continue;
    const rows = rowsOf(bytes);
    if (rows === null) lost.push(`accounted: ${path} cannot be split, and no finding says so`);
    for (const { line } of rows ?? []) {
      total += 1;
      if (!read.has(`${path}:${line}`) && !named.has(`${path}:${line}`)) lost.push(`accounted: ${path}:${line} is lost`);
    }
  }
  if (fit && claims.length !== total) lost.push(`accounted: ${total} rows and ${claims.length} claims`);
  return lost;
};

/** A release can be made where there is no finding, and only there. */
const findingsStopTheBuild: Property = (_, { fit, findings }) =>
  fit === (findings.length === 0) ? [] : [`stop: ${findings.length} findings, ${fit ? "fit" : "not fit"} for a release`];

/** Findings come in the order of files and lines, each once. */
const findingsAreSorted: Property = (_, { findings }) => {
  const lines = findings.map(formatFinding);
  const sorted = sortFindings(findings).map(formatFinding);
  const firstWrong = findings.findIndex((item, index) => {
    const before = findings[index - 1];
    return before !== undefined && before.file === item.file && (before.line ?? 0) > (item.line ?? 0);
  });
  return lines.join("\n") === sorted.join("\n") && firstWrong < 0 ? [] : ["sorted: findings are out of order"];
};

/** A finding stands in a file of raw/ and on a line of it, in one line of readable text, and says what to do. */
const findingsAreReadable: Property = (files, { findings }) =>
  findings.flatMap((item) => {
    const wrong = faultOf(item, files);
    return wrong === null ? [] : [`readable: ${item.code} ${wrong}`];
  });

function faultOf(item: Finding, files: Files): string | null {
  if (!/^raw(?:\/|$)/.test(item.file)) return `stands in ${item.file}`;
  const bytes = files.get(item.file);
  if (item.line !== null && bytes === undefined) return "names a line of no file";
  if (item.line !== null && bytes !== undefined && (item.line < 1 || item.line > bytes.toString("latin1").split("\n").length))
    return `names line ${item.line}, which the file does not have`;
  if (item.column !== null && !columns.has(item.column) && !item.file.endsWith(".json")) return `names a column ${item.column}`;
  if (item.printed !== null && /\p{Cs}/u.test(item.printed)) return "holds half a character";
  if (unreadable.test(formatFinding(item))) return "holds a character that is not shown";
  if (!/[.?]$/.test(item.message)) return `does not end its sentence: ${item.message}`;
  if (!/\.$/.test(item.remedy) || item.remedy === "Correct the value.") return "has no remedy of its own";
  return formatFinding(item).length > 4000 ? "is too long to read" : null;
}

/** All properties of an answer. */
export const properties: readonly Property[] = [everyRowIsAccountedFor, findingsStopTheBuild, findingsAreSorted, findingsAreReadable];
