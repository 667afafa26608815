// Stage 3: reads the words of every extract, one claim each, and holds the lookups to account.
import type { ValidData } from "./2-validate.ts";
import { compareCodePoints, type Finding, finding } from "./finding.ts";
import type { Claim, RawExtract, RawPlace } from "./model.ts";
import { type NormalizedClaim, type NormalPlace, normalizeClaim, type PlacedLookup } from "./normalize/claims.ts";
import { readClosed } from "./normalize/edtf.ts";
import { type Gazetteer, makeGazetteer } from "./normalize/places.ts";
import type { PlacedRow } from "./read/csv.ts";

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
  const read = ({ file, line, row }: { file: string; line: number; row: RawExtract }): NormalizedClaim => {
    const source = sources.get(row.source_id);
    const published = source ? readClosed(source.published) : null;
    const own = lookups.get(row.extract_id) ?? new Map<string, PlacedLookup>();
    const result = normalizeClaim(row, { file, line, language: source?.language ?? "und", published, gazetteer, lookups: own });
    for (const column of result.lookupsUsed) used.add(`${row.extract_id} ${column}`);
    // Where the source itself is not known, which has a finding of its own, nothing is known of its language.
    return source ? result : { ...result, findings: result.findings.filter(({ code }) => !code.endsWith("/no-lexicon")) };
  };
  const normalized = data.extracts.map(read);
  const told = groupTold(data.findings);
  for (const item of normalized.flatMap((result) => result.findings)) findings.push(item);
  for (const item of data.faulty.flatMap((placed) => findMore(placed, read, told))) findings.push(item);
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

/** What else is wrong with the words of an extract that does not fit its schema, so that one run tells all. */
function findMore(
  faulty: PlacedRow,
  read: (placed: { file: string; line: number; row: RawExtract }) => NormalizedClaim,
  known: ReadonlyMap<string, ReadonlySet<string | null>>,
): Finding[] {
  const told = known.get(`${faulty.file}:${faulty.line}`) ?? new Set();
  // The cells are text or null, as in an extract that fits; only their findings are used.
  const { findings } = read({ ...faulty, row: faulty.row as unknown as RawExtract });
  return findings.filter((item) => item.line !== faulty.line || !told.has(item.column));
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

function groupLookups(lookups: readonly PlacedLookup[]): Map<string, Map<string, PlacedLookup>> {
  const grouped = new Map<string, Map<string, PlacedLookup>>();
  for (const lookup of lookups) {
    const columns = grouped.get(lookup.row.extract_id) ?? new Map<string, PlacedLookup>();
    columns.set(lookup.row.column, lookup);
    grouped.set(lookup.row.extract_id, columns);
  }
  return grouped;
}
