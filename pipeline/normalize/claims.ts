// How one extract becomes one claim: each column read by its rule, or by the curator's lookup where there is one.
import { compareCodePoints, type Finding, finding, type Refusal } from "../finding.ts";
import type { Claim, RawExtract, RawLookup, RawPlace } from "../model.ts";
import { type CountReading, parseCount } from "./counts.ts";
import { type DateReading, parseDate } from "./dates.ts";
import { readClosed, readEdtf } from "./edtf.ts";
import { readCountLookup, readDateLookup, readPlaceLookup } from "./lookups.ts";
import { findPlace, type Gazetteer, type GazetteerPlace, type PlaceReading } from "./places.ts";
import { ucdpDatePrecision, ucdpPlacePrecision } from "./precision-codes.ts";

/** A place of the gazetteer with its coordinates. */
export type NormalPlace = Omit<RawPlace, "names_alt"> & GazetteerPlace;

/** What surrounds an extract: its place in raw/, its source's language and publication, the gazetteer, its lookups. */
export interface ClaimContext {
  readonly file: string;
  readonly line: number;
  readonly language: string;
  readonly published: { readonly earliest: string; readonly latest: string } | null;
  readonly gazetteer: Gazetteer<NormalPlace>;
  /** Lookups of this extract by column. */
  readonly lookups: ReadonlyMap<string, PlacedLookup>;
  /** What reads words; left out, `plainReaders`. */
  readonly readers?: Readers;
}

/** What reads words: the same words with the same surroundings give the same reading, so that each may be remembered. */
export interface Readers {
  readonly parseDate: typeof parseDate;
  readonly findPlace: typeof findPlace<NormalPlace>;
  readonly parseCount: typeof parseCount;
}

/** The readers themselves. */
export const plainReaders: Readers = { parseDate, findPlace, parseCount };

/** A lookup with its place in raw/. */
export interface PlacedLookup {
  readonly file: string;
  readonly line: number;
  readonly row: RawLookup;
}

type Reading<Value> = Value | "unknown" | null;

/** A claim with the rules that read it and the findings about its words. */
export interface NormalizedClaim {
  readonly claim: Claim;
  readonly rules: readonly string[];
  readonly findings: readonly Finding[];
  /** Columns whose lookup was used. */
  readonly lookupsUsed: readonly string[];
}

/** What is wrong with the words of an extract so far, and the columns whose lookup was used. */
interface Told {
  readonly findings: Finding[];
  readonly lookupsUsed: string[];
}

/** How the words of one column are read, and the value that a curator gave for them. */
interface ColumnReader<Value> {
  readonly column: TextColumn;
  readonly byRule: (text: string, extract: RawExtract, context: ClaimContext) => Value | Refusal;
  readonly byLookup: (value: string, context: ClaimContext) => Value | "unknown" | Refusal;
}

const dateReader: ColumnReader<DateReading> = {
  column: "date_text",
  byRule: (text, extract, context) => readDate(text, extract, context, extract.date_role === "planned"),
  byLookup: readDateLookup,
};
const asOfReader: ColumnReader<DateReading> = {
  column: "as_of_text",
  byRule: (text, extract, context) => readDate(text, extract, context, false),
  byLookup: readDateLookup,
};
const placeReader: ColumnReader<PlaceReading<NormalPlace>> = {
  column: "place_text",
  byRule: (text, extract, { readers, gazetteer }) => (readers ?? plainReaders).findPlace(gazetteer, { text, within: extract.place_within }),
  byLookup: (value, { gazetteer }) => readPlaceLookup(gazetteer, value),
};
const countReader: ColumnReader<CountReading> = {
  column: "count_text",
  byRule: (text, _, { readers, language }) => (readers ?? plainReaders).parseCount({ text, language }),
  byLookup: readCountLookup,
};

function readColumn<Value extends object>(
  { column, byRule, byLookup }: ColumnReader<Value>,
  extract: RawExtract,
  context: ClaimContext,
  told: Told,
): Reading<Value> {
  const text = extract[column];
  const lookup = context.lookups.get(column);
  if (text === null) {
    // The as-of day that a curator found where no words are printed for it.
    if (column !== "as_of_text" || lookup === undefined || lookup.row.as_printed !== null) return null;
    return takeLookup(column, lookup, byLookup(lookup.row.value, context), null, told);
  }
  const reading = byRule(text, extract, context);
  if (lookup?.row.as_printed === text)
    return takeLookup(column, lookup, readLookup(reading, byLookup(lookup.row.value, context)), text, told);
  if (!isRefusal(reading)) return reading;
  told.findings.push(finding(reading, { file: context.file, line: context.line, column, printed: text }));
  return null;
}

/** What the lookup of a column says; a finding where it says nothing that can be used. */
function takeLookup<Value extends object>(
  column: TextColumn,
  lookup: PlacedLookup,
  reading: Value | "unknown" | Refusal,
  printed: string | null,
  told: Told,
): Reading<Value> {
  told.lookupsUsed.push(column);
  if (reading === "unknown" || !isRefusal(reading)) return reading;
  const [at, words] = reading.code === "lookup/needless" ? ["as_printed", printed] : ["value", lookup.row.value];
  told.findings.push(finding(reading, { file: lookup.file, line: lookup.line, column: at, printed: words }));
  return null;
}

/** Reads one extract. Findings: date/*, count/*, place/*, lookup/value, lookup/needless. */
export function normalizeClaim(extract: RawExtract, context: ClaimContext): NormalizedClaim {
  const told: Told = { findings: [], lookupsUsed: [] };
  const date = readColumn(dateReader, extract, context, told);
  const asOf = readColumn(asOfReader, extract, context, told);
  const place = readColumn(placeReader, extract, context, told);
  const count = readColumn(countReader, extract, context, told);
  const rules: string[] = [];
  for (const reading of [date, asOf, place, count]) {
    if (reading === null || reading === "unknown") continue;
    for (const rule of reading.rules) if (!rules.includes(rule)) rules.push(rule);
  }
  const [dated, placed] = [dateColumns(date), placeColumns(place)];
  const counted = countColumns(count === "unknown" ? null : count, extract);
  const stood = asOfColumns(asOf, extract.date_anchor);
  // Every column is named in its place: a row put together from parts is ten times as slow.
  const claim: Claim = {
    claim_id: extract.extract_id,
    source_id: extract.source_id,
    locator: extract.locator,
    event_id: extract.event_id,
    measure: extract.measure,
    summary: extract.summary,
    date_text: extract.date_text,
    date_role: extract.date_role,
    date_edtf: dated.date_edtf,
    date_earliest: dated.date_earliest,
    date_latest: dated.date_latest,
    date_precision: dated.date_precision,
    date_qualifier: dated.date_qualifier,
    date_basis: dated.date_basis,
    date_anchor: extract.date_anchor,
    place_text: extract.place_text,
    place_id: placed.place_id,
    place_precision: placed.place_precision,
    place_basis: placed.place_basis,
    latitude: placed.latitude,
    longitude: placed.longitude,
    uncertainty_m: placed.uncertainty_m,
    count_text: extract.count_text,
    count_stated: counted.count_stated,
    count_low: counted.count_low,
    count_high: counted.count_high,
    count_qualifier: counted.count_qualifier,
    count_basis: extract.count_basis,
    count_status: counted.count_status,
    population: extract.population,
    as_of_earliest: stood.as_of_earliest,
    as_of_latest: stood.as_of_latest,
    counter_id: extract.counter_id,
    speaker_text: extract.speaker_text,
    actor_text: extract.actor_text,
    victims_text: extract.victims_text,
    manner_text: extract.manner_text,
    ucdp_date_prec: dated.ucdp_date_prec,
    ucdp_where_prec: placed.ucdp_where_prec,
    raw_file: context.file,
    raw_line: context.line,
    rules: rules.length > 0 ? rules.join(" ") : null,
    note: extract.note,
    actor_kind: extract.actor_kind,
    attribution: extract.attribution,
    flag: extract.flag,
  };
  return { claim, rules, findings: told.findings, lookupsUsed: told.lookupsUsed };
}

type TextColumn = "date_text" | "as_of_text" | "place_text" | "count_text";

function isRefusal(value: object): value is Refusal {
  return "code" in value;
}

/** A lookup stands where the rules cannot read; where they read the same, it is needless. */
function readLookup<Value extends object>(byRule: Value | Refusal, byLookup: Value | "unknown" | Refusal): Value | "unknown" | Refusal {
  if (byLookup === "unknown" || isRefusal(byLookup) || isRefusal(byRule) || !sameReading(byRule, byLookup)) return byLookup;
  return { code: "lookup/needless", message: "The rules read these words as the line in raw/lookups.csv does." };
}

const differsByNature = new Set(["basis", "rules", "precision", "qualifier", "status"]);

function sameReading(a: object, b: object): boolean {
  const essence = (value: object): string =>
    JSON.stringify(
      Object.entries(value)
        .filter(([key]) => !differsByNature.has(key))
        .sort(([a], [b]) => compareCodePoints(a, b)),
    );
  return essence(a) === essence(b);
}

function readDate(text: string, extract: RawExtract, context: ClaimContext, planned: boolean): DateReading | Refusal {
  const anchor = extract.date_anchor === null ? null : readClosed(extract.date_anchor);
  const { language, published, readers = plainReaders } = context;
  return readers.parseDate({ text, language, published, anchor, planned });
}

function dateColumns(
  date: Reading<DateReading>,
): Pick<Claim, "date_edtf" | "date_earliest" | "date_latest" | "date_precision" | "date_qualifier" | "date_basis" | "ucdp_date_prec"> {
  if (date === null || date === "unknown") {
    const basis = date === "unknown" ? "curated" : null;
    return {
      date_edtf: null,
      date_earliest: null,
      date_latest: null,
      date_precision: date,
      date_qualifier: null,
      date_basis: basis,
      ucdp_date_prec: null,
    };
  }
  const { edtf, earliest, latest, precision, qualifier, basis } = date;
  return {
    date_edtf: edtf,
    date_earliest: earliest,
    date_latest: latest,
    date_precision: precision,
    date_qualifier: qualifier,
    date_basis: basis,
    ucdp_date_prec: ucdpDatePrecision(earliest, latest),
  };
}

/** A total that runs "so far" at an anchored day stood on that day. */
function asOfColumns(asOf: Reading<DateReading>, anchor: string | null): Pick<Claim, "as_of_earliest" | "as_of_latest"> {
  if (asOf === null || asOf === "unknown") return { as_of_earliest: null, as_of_latest: null };
  const stood = asOf.basis === "anchor_relative" && anchor !== null ? readEdtf(anchor) : null;
  return { as_of_earliest: asOf.earliest ?? stood?.earliest ?? null, as_of_latest: asOf.latest };
}

function placeColumns(
  reading: Reading<PlaceReading<NormalPlace>>,
): Pick<Claim, "place_id" | "place_precision" | "place_basis" | "latitude" | "longitude" | "uncertainty_m" | "ucdp_where_prec"> {
  if (reading === null || reading === "unknown") {
    const basis = reading === "unknown" ? "curated" : null;
    return {
      place_id: null,
      place_precision: reading,
      place_basis: basis,
      latitude: null,
      longitude: null,
      uncertainty_m: null,
      ucdp_where_prec: null,
    };
  }
  const { place_id, kind, latitude, longitude, uncertainty_m } = reading.place;
  return {
    place_id,
    place_precision: kind,
    place_basis: reading.basis,
    latitude,
    longitude,
    uncertainty_m,
    ucdp_where_prec: ucdpPlacePrecision(kind),
  };
}

function countColumns(
  count: CountReading | null,
  extract: RawExtract,
): Pick<Claim, "count_stated" | "count_low" | "count_high" | "count_qualifier" | "count_status"> {
  if (count !== null) {
    return {
      count_stated: count.stated,
      count_low: count.low,
      count_high: count.high,
      count_qualifier: count.qualifier,
      count_status: count.status,
    };
  }
  const status = extract.measure === "occurrence" ? "not_applicable" : "not_stated";
  return { count_stated: null, count_low: null, count_high: null, count_qualifier: null, count_status: status };
}
