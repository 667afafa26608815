// What is remembered of stretches of extracts: which findings each has, and which lookups it uses, while nothing that these depend on changes.
import { type Finding, remedyFor } from "../finding.ts";
import { recall, remember } from "../known/store.ts";
import { sumOfTexts } from "../known/sums.ts";
import type { Around } from "./unit.ts";

/** What came of a stretch. Lines of findings in its own file count from its first record, which is 0. */
export interface Outcome {
  readonly findings: readonly Finding[];
  readonly lookupsUsed: readonly string[];
}

/** Outcomes by file and by a key of the stretch. */
export type KnownStretches = ReadonlyMap<string, ReadonlyMap<string, Outcome>>;

/** What outcomes depend on beside their stretch and its lookups. */
export interface Basis {
  /** The program, the gazetteer, and whatever else must be the same. */
  readonly sum: string;
  /** A line for each id of another table, with what its row says. A stretch without a finding knows all ids that it names: more do no harm. */
  readonly ids: readonly string[];
}

const name = "check";
/** A stretch with more findings is read again each time. */
const mostFindings = 200;

/** Null where rows of other tables were lost in reading: then no outcome is what it will be once they are mended. */
export function basisOf(program: string, around: Around): Basis | null {
  // The lookups of a stretch are part of its key. What is not named here is part of the sum, whatever it comes to be.
  const { lookups: _, sources, ids, ...others } = around;
  const { sources: sourceIds, events, counters, ...otherIds } = ids;
  if (sourceIds === null || events === null || counters === null) return null;
  const rows = new Map(sources.map((row) => [row.source_id, sumOfTexts([JSON.stringify(row)])]));
  const lines = [
    ...sourceIds.map((id) => `sources ${id} ${rows.get(id) ?? ""}`),
    ...events.map((id) => `events ${id}`),
    ...counters.map((id) => `counters ${id}`),
  ];
  return { sum: sumOfTexts([program, JSON.stringify([others, otherIds])]), ids: [...new Set(lines)] };
}

/** What is remembered and still holds. */
export function recallStretches(root: string, basis: Basis): KnownStretches {
  const stored = recall(root, name);
  if (!isStored(stored) || stored.basis.sum !== basis.sum) return new Map();
  const now = new Set(basis.ids);
  if (!stored.basis.ids.every((line) => now.has(line))) return new Map();
  const isGrown = stored.basis.ids.length < now.size;
  const files = stored.files.map(([file, entries]) => {
    const kept = entries.filter(([, findings]) => !isGrown || findings.length === 0);
    return [file, new Map(kept.map((entry) => [entry[0], restore(entry, file)]))] as const;
  });
  return new Map(files);
}

/** Remembers these outcomes in place of those before. */
export function rememberStretches(root: string, basis: Basis, stretches: KnownStretches): void {
  const files = [...stretches].map(([file, outcomes]) => {
    const entries = [...outcomes].filter(([, { findings }]) => findings.length <= mostFindings);
    return [file, entries.map(([key, outcome]) => store(key, outcome, file))] as const;
  });
  remember(root, name, { basis, files });
}

/** A finding without its remedy; `file` is null where it is that of the stretch. */
type StoredFinding = readonly [
  file: string | null,
  line: number | null,
  column: string | null,
  printed: string | null,
  code: string,
  message: string,
];
type StoredOutcome = readonly [key: string, findings: readonly StoredFinding[], lookupsUsed: readonly string[]];

interface Stored {
  readonly basis: Basis;
  readonly files: readonly (readonly [file: string, outcomes: readonly StoredOutcome[]])[];
}

function store(key: string, { findings, lookupsUsed }: Outcome, own: string): StoredOutcome {
  const stored = findings.map(
    ({ file, line, column, printed, code, message }): StoredFinding => [file === own ? null : file, line, column, printed, code, message],
  );
  return [key, stored, lookupsUsed];
}

function restore([, findings, lookupsUsed]: StoredOutcome, own: string): Outcome {
  const restored = findings.map(([file, line, column, printed, code, message]) => {
    return { file: file ?? own, line, column, printed, code, message, remedy: remedyFor(code) };
  });
  return { findings: restored, lookupsUsed };
}

const isText = (value: unknown): value is string => typeof value === "string";
const isTextOrNull = (value: unknown): boolean => value === null || isText(value);
const isTextList = (value: unknown): boolean => Array.isArray(value) && value.every(isText);

function isStored(value: unknown): value is Stored {
  if (typeof value !== "object" || value === null || !("basis" in value) || !("files" in value)) return false;
  const { basis, files } = value;
  if (typeof basis !== "object" || basis === null || !("sum" in basis) || !("ids" in basis)) return false;
  return isText(basis.sum) && isTextList(basis.ids) && Array.isArray(files) && files.every(isStoredFile);
}

function isStoredFile(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && isText(value[0]) && Array.isArray(value[1]) && value[1].every(isStoredOutcome);
}

function isStoredOutcome(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 3) return false;
  const [key, findings, lookupsUsed] = value;
  return isText(key) && Array.isArray(findings) && findings.every(isStoredFinding) && isTextList(lookupsUsed);
}

function isStoredFinding(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 6) return false;
  const [file, line, column, printed, code, message] = value;
  return [file, column, printed].every(isTextOrNull) && (line === null || Number.isSafeInteger(line)) && isText(code) && isText(message);
}
