// Stage 3: reads the words of every extract, one claim each, and holds the lookups to account.
import type { ValidData } from "./2-validate.ts";
import { compareCodePoints, type Finding } from "./finding.ts";
import type { Claim } from "./model.ts";
import { findUnused, makeExtractReader, readFaulty } from "./normalize/extracts.ts";

/** Claims in the order of their ids, with the rules that read each. */
export interface NormalData {
  readonly claims: readonly Claim[];
  readonly claimRules: readonly { claim_id: string; rule_id: string }[];
  readonly findings: readonly Finding[];
}

/** Normalises everything that is valid. Findings: those of normalizeClaim, and lookup/unused. */
export function normalize(data: ValidData): NormalData {
  const rowsOf = <Value>(placed: readonly { row: Value }[]): Value[] => placed.map((each) => each.row);
  const read = makeExtractReader({ sources: rowsOf(data.sources), places: rowsOf(data.places), lookups: data.lookups });
  const normalized = data.extracts.map(read);
  const told = groupTold(data.findings);
  const more = data.faulty.map((placed) => readFaulty(placed, read, told.get(`${placed.file}:${placed.line}`) ?? new Set()));
  const findings: Finding[] = [];
  for (const { findings: found } of [...normalized, ...more]) for (const item of found) findings.push(item);
  if (!data.incomplete.has("extracts")) {
    const used = new Set([...normalized, ...more].flatMap((result) => result.lookupsUsed));
    for (const item of findUnused(data.lookups, used)) findings.push(item);
  }
  const sorted = normalized.toSorted((a, b) => compareCodePoints(a.claim.claim_id, b.claim.claim_id));
  const claimRules = sorted.flatMap(({ claim, rules }) =>
    rules.toSorted(compareCodePoints).map((rule_id) => ({ claim_id: claim.claim_id, rule_id })),
  );
  return { claims: sorted.map((result) => result.claim), claimRules, findings };
}

/** The columns that have a finding already, by file and line. */
function groupTold(findings: readonly Finding[]): Map<string, Set<string | null>> {
  const told = new Map<string, Set<string | null>>();
  for (const { file, line, column } of findings) {
    const place = `${file}:${line}`;
    told.set(place, (told.get(place) ?? new Set()).add(column));
  }
  return told;
}
