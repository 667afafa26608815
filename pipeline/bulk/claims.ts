// How all claims pass once: found in their files, read in units by the workers, and written in the order of their ids.
import type { Finding } from "../finding.ts";
import type { Decision } from "../publish/summed.ts";
import type { ClaimColumns } from "./claim-columns.ts";
import { collectGrown } from "./collect.ts";
import type { FormattedRows } from "./format.ts";
import { type IndexedFile, indexKeys, type KeyIndex } from "./key-index.ts";
import type { Pool } from "./pool.ts";
import type { UnitPart, WrittenUnit } from "./unit.ts";
import type { Task } from "./work.ts";

/** Claims that one worker reads at a time. */
export const claimsInUnit = 1_024;

/** What was found where: the claims in order, what is wrong with the files, and the files that only a whole reading explains. */
export interface FoundClaims {
  readonly keys: KeyIndex;
  /** The files that were scanned, which `keys` indexes. */
  readonly files: readonly IndexedFile[];
  readonly refused: readonly string[];
  readonly findings: readonly Finding[];
  /** What all rows ask of each other and others of them, those of the refused files among them. */
  readonly all: Pick<KeyIndex, "has" | "findDuplicates">;
}

/** Looks through the files of extracts, in the order in which they are given. */
export async function findClaims(pool: Pool, files: readonly string[]): Promise<FoundClaims> {
  const [indexed, all]: [IndexedFile[], IndexedFile[]] = [[], []];
  const refused: string[] = [];
  const findings: Finding[] = [];
  await pool.run(
    (function* scans(): Generator<Task> {
      for (const file of files) yield { kind: "scan", file };
    })(),
    (result) => {
      if (result.kind !== "scan") return;
      const { scanned } = result;
      const { file, stamp, records } = scanned;
      for (const item of scanned.findings) findings.push(item);
      all.push({ file, stamp: stamp ?? noStamp, records });
      if (stamp !== null) indexed.push({ file, stamp, records });
      else refused.push(file);
    },
  );
  const keys = indexKeys(indexed);
  return { keys, files: indexed, refused, findings, all: refused.length === 0 ? keys : indexKeys(all) };
}

/** Of a file whose records are not read by their places. */
const noStamp = { size: 0, changed: 0n };

/** What is known of all claims once they have passed. */
export interface PassedClaims {
  readonly findings: readonly Finding[];
  readonly lookupsUsed: ReadonlySet<string>;
  readonly decisions: readonly Decision[];
}

/** Takes the parts that are wanted of claims, unit after unit: formatted rows of tables, and what is kept to compare them. */
export interface ClaimSink {
  readonly claims?: (rows: FormattedRows) => void;
  readonly claim_rules?: (rows: FormattedRows) => void;
  readonly columns?: (columns: ClaimColumns, texts: readonly string[]) => void;
}

/**
 * Reads all claims. `sink` is null where they are only checked; it gets nothing more after the first finding.
 * @param progress called after each unit with the number of claims that have passed.
 */
export async function passClaims(
  pool: Pool,
  found: FoundClaims,
  sink: ClaimSink | null,
  progress: (claims: number) => Promise<void> = async () => {},
): Promise<PassedClaims> {
  const { keys, refused } = found;
  const findings: Finding[] = [];
  const lookupsUsed = new Set<string>();
  const decisions: Decision[] = [];
  const wanted = Object.keys(sink ?? {}) as UnitPart[];
  let passed = 0;
  const take = (written: WrittenUnit): void => {
    sink?.claims?.(written.claims);
    sink?.claim_rules?.(written.claim_rules);
    sink?.columns?.(written.columns, written.texts);
    for (const decision of written.decisions) decisions.push(decision);
  };
  await pool.run(
    listUnits(keys, refused, () => (findings.length === 0 ? wanted : [])),
    async (result) => {
      if (result.kind !== "unit") return;
      const { unit } = result;
      for (const item of unit.findings) findings.push(item);
      for (const key of unit.lookupsUsed) lookupsUsed.add(key);
      if (unit.written !== null && findings.length === 0) take(unit.written);
      collectGrown();
      passed = Math.min(passed + claimsInUnit, keys.length);
      await progress(passed);
    },
  );
  return { findings, lookupsUsed, decisions };
}

function* listUnits(keys: KeyIndex, refused: readonly string[], partsOf: () => readonly UnitPart[]): Generator<Task> {
  for (let from = 0; from < Math.max(keys.length, 1); from += claimsInUnit) {
    yield { kind: "unit", segments: keys.segments(from, Math.min(from + claimsInUnit, keys.length)), parts: partsOf() };
  }
  for (const file of refused) yield { kind: "whole", file };
}
