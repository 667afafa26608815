// The published tables that come straight from raw/ and from the rules, and what of them the claims are compared with.
import { compareCodePoints } from "../finding.ts";
import type { Event, RawCounter, RawEvent, RawPlace, RawRetired, RawSource, Source } from "../model.ts";
import { readEdtf } from "../normalize/edtf.ts";
import { splitNames } from "../normalize/extracts.ts";
import { ruleWords } from "../normalize/rule-words.ts";
import { readingRules } from "../normalize/rules.ts";
import { enumerations, type PublishedTableName, publishedTables, type Row, type Table } from "../schema.ts";
import { makeTree } from "./by-event.ts";
import type { Surroundings } from "./r1-comparable.ts";
import type { EventTree } from "./r6-parts-and-totals.ts";
import { publishedEstimateRules } from "./rules.ts";

/** The tables of raw/ without the extracts, each row with its place. */
interface CuratedTables {
  readonly sources: Placed<RawSource>;
  readonly counters: Placed<RawCounter>;
  readonly events: Placed<RawEvent>;
  readonly places: Placed<RawPlace>;
  readonly retired: Placed<RawRetired>;
}

type Placed<Value> = readonly { readonly row: Value }[];

const rowsOf = <Value>(placed: Placed<Value>): Value[] => placed.map((each) => each.row);

/** An event before its claims are counted. */
export type UncountedEvent = Omit<Event, "claims" | "sources" | "counters">;

/** Lays out the tables that need no claim. `around` and `tree` are what the rules ask of them; events are still to be counted. */
export function publishHeld(curated: CuratedTables) {
  const [sources, counters, events] = [rowsOf(curated.sources), rowsOf(curated.counters), rowsOf(curated.events)];
  const [places, retired] = [rowsOf(curated.places), rowsOf(curated.retired)];
  const tree = makeTree(events);
  const ranks = new Map(counters.map((counter) => [counter.counter_id, counter.rank]));
  const dated = sources.map(publishSource);
  const published = new Map(dated.map((source) => [source.source_id, source.published_latest ?? ""]));
  const placeOf = new Map(places.map((place) => [place.place_id, place]));
  const around: Surroundings = {
    rankOf: (counter) => ranks.get(counter) ?? 5,
    publishedLatest: (source) => published.get(source) ?? "",
    isScope: tree.isScope,
  };
  const tables = {
    sources: dated,
    counters,
    places: places.map(publishPlace),
    place_names: places.flatMap((place) => splitNames(place.names_alt).map((name_alt) => ({ place_id: place.place_id, name_alt }))),
    retired,
    rules: [...readingRules, ...publishedEstimateRules],
    rule_words: ruleWords(),
    codes: [...enumerations.values()].flatMap(({ name, codes }) =>
      codes.map((code, index) => ({ enumeration: name, ...code, order: index + 1 })),
    ),
  };
  return { tables, events: events.map((event) => publishEvent(event, placeOf)), around, tree: tree satisfies EventTree };
}

function publishEvent(event: RawEvent, places: ReadonlyMap<string, RawPlace>): UncountedEvent {
  const bounds = event.date === null ? null : readEdtf(event.date);
  const place = places.get(event.place_id ?? "");
  const { date, ...columns } = event;
  return joinCells(columns, {
    date_edtf: date,
    date_earliest: bounds?.earliest ?? null,
    date_latest: bounds?.latest ?? null,
    date_precision: bounds?.precision ?? null,
    date_qualifier: bounds?.qualifier ?? null,
    latitude: place?.latitude ?? null,
    longitude: place?.longitude ?? null,
    uncertainty_m: place?.uncertainty_m ?? null,
  });
}

/**
 * The cells of both as one row. All rows that are made so have one shape in memory; what is spread and added to has one each, which is larger
 * than what it holds.
 */
export const joinCells = <One extends object, Other extends object>(one: One, other: Other): One & Other =>
  Object.fromEntries([...Object.entries(one), ...Object.entries(other)]) as One & Other;

function publishSource(source: RawSource): Source {
  const bounds = readEdtf(source.published);
  return joinCells(source, { published_earliest: bounds?.earliest ?? null, published_latest: bounds?.latest ?? null });
}

function publishPlace(place: RawPlace): Omit<RawPlace, "names_alt"> {
  const { names_alt, ...columns } = place;
  return columns;
}

/** The rows of a table by primary key in code-point order, every column there and in its order. */
function layOut(table: Table, rows: readonly object[]): Row[] {
  const key = (row: Row): string => table.primaryKey.map((column) => String(row[column])).join("\u0000");
  const laidOut = rows.map((row): Row => {
    const cells = row as Row;
    return Object.fromEntries(table.columns.map((column) => [column.name, cells[column.name] ?? null]));
  });
  return laidOut.toSorted((a, b) => compareCodePoints(key(a), key(b)));
}

/** Every published table laid out; one that is not given has no row. */
export function layOutAll(tables: Readonly<Record<string, readonly object[]>>): Readonly<Record<PublishedTableName, readonly Row[]>> {
  const laidOut = Object.values(publishedTables).map((table) => [table.name, layOut(table, tables[table.name] ?? [])]);
  return Object.fromEntries(laidOut) as Record<PublishedTableName, readonly Row[]>;
}
