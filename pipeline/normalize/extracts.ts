// How extracts are read with what the other tables say around them: the language and day of a source, the gazetteer, the lookups of a row.
import { type Finding, finding } from "../finding.ts";
import type { RawExtract, RawPlace, RawSource } from "../model.ts";
import { type NormalizedClaim, type NormalPlace, normalizeClaim, type PlacedLookup, plainReaders, type Readers } from "./claims.ts";
import { readClosed } from "./edtf.ts";
import { type Gazetteer, makeGazetteer } from "./places.ts";

/** An extract with its place in raw/. */
interface PlacedExtract {
  readonly file: string;
  readonly line: number;
  readonly row: RawExtract;
}

/** What a reader of extracts must know of their source. */
export type ReadSource = Pick<RawSource, "source_id" | "language" | "published">;

/** What the other tables of raw/ say. */
export interface Surroundings {
  readonly sources: readonly ReadSource[];
  readonly places: readonly RawPlace[];
  readonly lookups: readonly PlacedLookup[];
}

/** The list of other names that a cell of raw/places.csv holds. */
export function splitNames(cell: string | null): string[] {
  return cell === null ? [] : cell.split("|").map((name) => name.trim());
}

/** The gazetteer that raw/places.csv describes. */
export function gazetteerOf(places: readonly RawPlace[]): Gazetteer<NormalPlace> {
  return makeGazetteer(places.map((place) => ({ ...place, names_alt: splitNames(place.names_alt) })));
}

/**
 * What reads extracts among these surroundings. `lookupsUsed` of what it gives are keys as `lookupKey` makes them.
 * @param readersOf what reads words with a gazetteer; left out, the plain readers.
 */
export function makeExtractReader(
  { sources, places, lookups }: Surroundings,
  readersOf?: (gazetteer: Gazetteer<NormalPlace>) => Readers,
): (placed: PlacedExtract) => NormalizedClaim {
  const gazetteer = gazetteerOf(places);
  const readers = readersOf?.(gazetteer) ?? plainReaders;
  const known = new Map(sources.map((row) => [row.source_id, { language: row.language, published: readClosed(row.published) }]));
  const grouped = groupLookups(lookups);
  const none: ReadonlyMap<string, PlacedLookup> = new Map();
  return ({ file, line, row }) => {
    const source = known.get(row.source_id);
    const { language, published } = source ?? { language: "und", published: null };
    const own = grouped.get(row.extract_id) ?? none;
    const result = normalizeClaim(row, { file, line, language, published, gazetteer, lookups: own, readers });
    const lookupsUsed = result.lookupsUsed.map((column) => lookupKey(row.extract_id, column));
    // Where the source itself is not known, which has a finding of its own, nothing is known of its language.
    const findings = source ? result.findings : result.findings.filter(({ code }) => !code.endsWith("/no-lexicon"));
    return { claim: result.claim, rules: result.rules, findings, lookupsUsed };
  };
}

/** What else is wrong with the words of an extract that does not fit its schema, so that one run tells all. `told` are columns with a finding. */
export function readFaulty(
  { file, line, row }: { readonly file: string; readonly line: number; readonly row: object },
  read: (placed: PlacedExtract) => NormalizedClaim,
  told: ReadonlySet<string | null>,
): NormalizedClaim {
  // The cells are text or null, as in an extract that fits; only their findings are used.
  const result = read({ file, line, row: row as RawExtract });
  return { ...result, findings: result.findings.filter((item) => item.line !== line || !told.has(item.column)) };
}

/** Finding lookup/unused for each lookup that no extract used. */
export function findUnused(lookups: readonly PlacedLookup[], used: ReadonlySet<string>): Finding[] {
  return lookups
    .filter(({ row }) => !used.has(lookupKey(row.extract_id, row.column)))
    .map(({ file, line, row }) => {
      const message = `No ${row.column} of extract ${row.extract_id} is printed so.`;
      return finding({ code: "lookup/unused", message }, { file, line, column: "as_printed", printed: row.as_printed });
    });
}

/** What names a lookup: the extract and the column that it is for. */
export const lookupKey = (extract_id: string, column: string): string => `${extract_id} ${column}`;

function groupLookups(lookups: readonly PlacedLookup[]): Map<string, Map<string, PlacedLookup>> {
  const grouped = new Map<string, Map<string, PlacedLookup>>();
  for (const lookup of lookups) {
    const columns = grouped.get(lookup.row.extract_id) ?? new Map<string, PlacedLookup>();
    columns.set(lookup.row.column, lookup);
    grouped.set(lookup.row.extract_id, columns);
  }
  return grouped;
}
