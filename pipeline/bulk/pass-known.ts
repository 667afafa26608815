// How a check passes over extracts with a memory: only stretches of which nothing is known are read.
import type { Finding } from "../finding.ts";
import { sumOfTexts, sumProgram } from "../known/sums.ts";
import type { PlacedLookup } from "../normalize/claims.ts";
import { lookupKey } from "../normalize/extracts.ts";
import type { FoundClaims, PassedClaims } from "./claims.ts";
import { type IndexedFile, segmentOf } from "./key-index.ts";
import { basisOf, type KnownStretches, type Outcome, recallStretches, rememberStretches } from "./known-stretches.ts";
import type { Pool } from "./pool.ts";
import { cutStretches, type Stretch } from "./stretches.ts";
import type { Around, ReadUnit } from "./unit.ts";
import type { Task } from "./work.ts";

/** A stretch with its place, its lookups and the keys under which it is remembered. */
interface PlacedStretch {
  readonly file: IndexedFile;
  readonly stretch: Stretch;
  readonly lookups: readonly PlacedLookup[];
  /** Of a stretch without a finding: its bytes and what its lookups say. */
  readonly cleanKey: string;
  /** Of one with findings, which may tell of the places of its lookups: these count too. */
  readonly faultyKey: string;
}

/** What is asked of a pass. */
interface Asked {
  readonly root: string;
  readonly around: Around;
  readonly found: FoundClaims;
  /** Whether what is remembered is used; else it is only renewed. */
  readonly isUsed: boolean;
  /** Gives what does the reading of so many claims. */
  readonly poolFor: (claims: number) => Pool;
  /** Called now and then with the number of claims that have passed. */
  readonly progress: (claims: number) => Promise<void>;
}

/** As `passClaims` of claims that are only checked, and remembers what it finds. Null where it cannot be done so. */
export async function passUnknown(asked: Asked): Promise<Pick<PassedClaims, "findings" | "lookupsUsed"> | null> {
  const { root, around, found, isUsed, poolFor, progress } = asked;
  const [program, stretches] = [await sumProgram(), cutAll(root, around, found)];
  const now = program === null ? null : basisOf(program, around);
  if (now === null || stretches === null) return null;
  const { known, basis } = isUsed ? recallStretches(root, now) : { known: new Map(), basis: now };
  const outcomes = new Map<PlacedStretch, Outcome>();
  for (const placed of stretches) {
    const own = known.get(placed.file.file);
    const outcome = own?.get(placed.cleanKey) ?? own?.get(placed.faultyKey);
    if (outcome) outcomes.set(placed, outcome);
  }
  const unread = stretches.filter((placed) => !outcomes.has(placed));
  const whole: ReadUnit[] = [];
  let passed = found.keys.length - countRecords(unread);
  await progress(passed);
  const waiting = [...unread];
  await poolFor(countRecords(unread)).run(listTasks(unread, found.refused), async (result) => {
    if (result.kind !== "unit") return;
    const placed = waiting.shift();
    if (placed === undefined) return void whole.push(result.unit);
    outcomes.set(placed, relate(result.unit, placed));
    passed += placed.stretch.to - placed.stretch.from;
    await progress(passed);
  });
  if (unread.length > 0 || !isUsed) keep(asked, basis, known, outcomes);
  return join(outcomes, whole);
}

/** Remembers of claims that were read and published that they have no finding, and which lookups they used. */
export async function rememberPublished(root: string, around: Around, found: FoundClaims, used: ReadonlySet<string>): Promise<void> {
  const [program, stretches] = [await sumProgram(), cutAll(root, around, found)];
  const basis = program === null ? null : basisOf(program, around);
  if (basis === null || stretches === null) return;
  const outcomes = stretches.map((placed) => {
    const keys = placed.lookups.map(({ row }) => lookupKey(row.extract_id, row.column));
    return [placed, { findings: [], lookupsUsed: keys.filter((key) => used.has(key)) }] as const;
  });
  rememberStretches(root, basis, groupByFile(new Map(outcomes)));
}

function* listTasks(unread: readonly PlacedStretch[], refused: readonly string[]): Generator<Task> {
  for (const { file, stretch } of unread) yield { kind: "unit", segments: [segmentOf(file, stretch.from, stretch.to)], parts: [] };
  for (const file of refused) yield { kind: "whole", file };
}

/** All stretches of the files that were scanned; null where one of these is not what it was then. */
function cutAll(root: string, around: Around, { files, keys }: FoundClaims): PlacedStretch[] | null {
  const cut = files.map((file) => ({ file, stretches: cutStretches(root, file) }));
  const lookups = new Map<Stretch, PlacedLookup[]>();
  const byFile = new Map(cut.map(({ file, stretches }) => [file.file, stretches ?? []]));
  for (const lookup of around.lookups) {
    for (const { file, record } of keys.recordsOf(lookup.row.extract_id)) {
      const stretch = findStretch(byFile.get(file) ?? [], record);
      if (stretch) lookups.set(stretch, [...(lookups.get(stretch) ?? []), lookup]);
    }
  }
  if (cut.some(({ stretches }) => stretches === null)) return null;
  return cut.flatMap(({ file, stretches }) =>
    (stretches ?? []).map((stretch) => {
      const own = lookups.get(stretch) ?? [];
      const keyOf = (kind: string, said: readonly object[]): string =>
        sumOfTexts([kind, stretch.sum, ...said.map((each) => JSON.stringify(each))]);
      const cleanKey = keyOf(
        "clean",
        own.map(({ row }) => row),
      );
      return { file, stretch, lookups: own, cleanKey, faultyKey: keyOf("faulty", own) };
    }),
  );
}

function findStretch(stretches: readonly Stretch[], record: number): Stretch | undefined {
  let [from, to] = [0, stretches.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((stretches[middle]?.to ?? 0) <= record) from = middle + 1;
    else to = middle;
  }
  return stretches[from];
}

const countRecords = (placed: readonly PlacedStretch[]): number => placed.reduce((sum, { stretch: { from, to } }) => sum + to - from, 0);

/** What came of a stretch, with lines that count from its first record. */
function relate({ findings, lookupsUsed }: ReadUnit, placed: PlacedStretch): Outcome {
  return { findings: findings.map((item) => move(item, placed, -1)), lookupsUsed };
}

/** Moves a finding in the file of the stretch to or from the line on which this begins. */
function move(item: Finding, { file, stretch }: PlacedStretch, direction: 1 | -1): Finding {
  if (item.file !== file.file || item.line === null) return item;
  return { ...item, line: item.line + direction * (file.records.lines[stretch.from] ?? 0) };
}

function join(outcomes: ReadonlyMap<PlacedStretch, Outcome>, whole: readonly ReadUnit[]): Pick<PassedClaims, "findings" | "lookupsUsed"> {
  const findings: Finding[] = [];
  const lookupsUsed = new Set<string>();
  for (const [placed, outcome] of outcomes) {
    for (const item of outcome.findings) findings.push(move(item, placed, 1));
    for (const key of outcome.lookupsUsed) lookupsUsed.add(key);
  }
  for (const unit of whole) {
    for (const item of unit.findings) findings.push(item);
    for (const key of unit.lookupsUsed) lookupsUsed.add(key);
  }
  return { findings, lookupsUsed };
}

/** Whether a finding is about reading a file at one moment, and says nothing about its bytes. */
const isOfMoment = ({ code }: Finding): boolean => code.startsWith("file/");

/** Remembers what came of the stretches that stand, and what was known of files that could not be cut this time. */
function keep(
  { root, found }: Asked,
  basis: Parameters<typeof rememberStretches>[1],
  known: KnownStretches,
  outcomes: ReadonlyMap<PlacedStretch, Outcome>,
): void {
  const lasting = new Map([...outcomes].filter(([, { findings }]) => !findings.some(isOfMoment)));
  const refused = [...known].filter(([file]) => found.refused.includes(file));
  rememberStretches(root, basis, new Map([...groupByFile(lasting), ...refused]));
}

function groupByFile(outcomes: ReadonlyMap<PlacedStretch, Outcome>): KnownStretches {
  const grouped = new Map<string, Map<string, Outcome>>();
  for (const [{ file, cleanKey, faultyKey }, outcome] of outcomes) {
    const own = grouped.get(file.file) ?? new Map<string, Outcome>();
    grouped.set(file.file, own.set(outcome.findings.length === 0 ? cleanKey : faultyKey, outcome));
  }
  return grouped;
}
