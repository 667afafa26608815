// Stage 3: reads the words of every extract, one claim each, and holds the lookups to account.
import type { ValidData } from "./2-validate.ts";
import { compareCodePoints, type Finding, finding } from "./finding.ts";
import type { Claim, RawPlace } from "./model.ts";
import { type ClaimContext, type NormalPlace, normalizeClaim, type PlacedLookup } from "./normalize/claims.ts";
import { readEdtf } from "./normalize/edtf.ts";
import { type Gazetteer, makeGazetteer } from "./normalize/places.ts";

/** Claims in the order of their ids, with the rules that read each. */
export interface NormalData {
  readonly claims: readonly Claim[];
  readonly claimRules: readonly { claim_id: string; rule_id: string }[];
  readonly findings: readonly Finding[];
}

/** The list of other names that a cell of raw/places.csv holds. */
export function splitNames(cell: string | null): string[] {
  return cell === null ? [] : cell.split("|").map((name) => name.trim());
}

/** The gazetteer that raw/places.csv describes. */
export function gazetteerOf(places: readonly RawPlace[]): Gazetteer<NormalPlace> {
  return makeGazetteer(places.map((place) => ({ ...place, names_alt: splitNames(place.names_alt) })));
}

/** Normalises everything that is valid. Findings: those of normalizeClaim, and lookup/unused. */
export function normalize(data: ValidData): NormalData {
  const gazetteer = gazetteerOf(data.places.map((placed) => placed.row));
  const sources = new Map(data.sources.map(({ row }) => [row.source_id, row]));
  const lookups = groupLookups(data.lookups);
  const used = new Set<string>();
  const findings: Finding[] = [];
  const normalized = data.extracts.map(({ file, line, row }) => {
    const source = sources.get(row.source_id);
    const bounds = source ? readEdtf(source.published) : null;
    const published = bounds?.earliest && bounds.latest ? { earliest: bounds.earliest, latest: bounds.latest } : null;
    const context: ClaimContext = {
      file,
      line,
      language: source?.language ?? "und",
      published,
      gazetteer,
      lookups: lookups.get(row.extract_id) ?? new Map(),
    };
    const result = normalizeClaim(row, context);
    findings.push(...result.findings);
    for (const column of result.lookupsUsed) used.add(`${row.extract_id} ${column}`);
    return result;
  });
  for (const { file, line, row } of data.incomplete.has("extracts") ? [] : data.lookups) {
    if (used.has(`${row.extract_id} ${row.column}`)) continue;
    const message = `No ${row.column} of extract ${row.extract_id} is printed so.`;
    findings.push(finding({ code: "lookup/unused", message }, { file, line, column: "as_printed", printed: row.as_printed }));
  }
  const sorted = normalized.toSorted((a, b) => compareCodePoints(a.claim.claim_id, b.claim.claim_id));
  const claimRules = sorted.flatMap(({ claim, rules }) =>
    rules.toSorted(compareCodePoints).map((rule_id) => ({ claim_id: claim.claim_id, rule_id })),
  );
  return { claims: sorted.map((result) => result.claim), claimRules, findings };
}

function groupLookups(lookups: readonly PlacedLookup[]): Map<string, Map<string, PlacedLookup>> {
  const grouped = new Map<string, Map<string, PlacedLookup>>();
  for (const lookup of lookups) {
    const columns = grouped.get(lookup.row.extract_id) ?? new Map<string, PlacedLookup>();
    columns.set(lookup.row.column, lookup);
    grouped.set(lookup.row.extract_id, columns);
  }
  return grouped;
}
