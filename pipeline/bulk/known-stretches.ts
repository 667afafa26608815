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
  /** The rows of the other tables that bear ids. */
  readonly rows: string;
  /** A line for each of these ids, with what its row says. A stretch without a finding knows all ids that it names: more do no harm. */
  readonly listIds: () => readonly string[];
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
  const listIds = (): readonly string[] => {
    const rows = new Map(sources.map((row) => [row.source_id, sumOfTexts([JSON.stringify(row)])]));
    const lines = [
      ...sourceIds.map((id) => `sources ${id} ${rows.get(id) ?? ""}`),
      ...events.map((id) => `events ${id}`),
      ...counters.map((id) => `counters ${id}`),
    ];
    return [...new Set(lines)];
  };
  return {
    sum: sumOfTexts([program, JSON.stringify([others, otherIds])]),
    rows: sumOfTexts([JSON.stringify([sources, sourceIds, events, counters])]),
    listIds,
  };
}

/** What is remembered and still holds, and the basis for what is remembered next: its ids need not be listed again where they are the same. */
export function recallStretches(root: string, basis: Basis): { readonly known: KnownStretches; readonly basis: Basis } {
  const stored = recall(root, name);
  const nothing = { known: new Map(), basis };
  if (!isStored(stored) || stored.sum !== basis.sum) return nothing;
  const isSame = stored.rows === basis.rows;
  if (!isSame && !isGrown(stored.ids, basis.listIds())) return nothing;
  const files = stored.files.map(([file, entries]) => {
    const kept = entries.filter(([, findings]) => isSame || findings.length === 0);
    return [file, new Map(kept.map((entry) => [entry[0], restore(entry, file)]))] as const;
  });
  return { known: new Map(files), basis: isSame ? { ...basis, listIds: () => stored.ids } : basis };
}

/** Whether all ids that were known are, and say the same. */
function isGrown(before: readonly string[], now: readonly string[]): boolean {
  const known = new Set(now);
  return before.every((line) => known.has(line));
}

/** Remembers these outcomes in place of those before. */
export function rememberStretches(root: string, basis: Basis, stretches: KnownStretches): void {
  const files = [...stretches].map(([file, outcomes]) => {
    const entries = [...outcomes].filter(([, { findings }]) => findings.length <= mostFindings);
    return [file, entries.map(([key, outcome]) => store(key, outcome, file))] as const;
  });
  const { sum, rows } = basis;
  remember(root, name, { sum, rows, ids: basis.listIds(), files });
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
  readonly sum: string;
  readonly rows: string;
  readonly ids: readonly string[];
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
  if (typeof value !== "object" || value === null) return false;
  const { sum, rows, ids, files }: Partial<Record<keyof Stored, unknown>> = value;
  return isText(sum) && isText(rows) && isTextList(ids) && Array.isArray(files) && files.every(isStoredFile);
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
