// What is kept of every claim while others pass: its numbers, days and codes, in columns of a few bytes each. Words stay on the disk.
import { dayFromEpoch } from "../days.ts";
import type { EncodedColumn } from "../publish/arrow-data.ts";
import type { ComparedClaim } from "../reconcile/voices.ts";
import { publishedTables } from "../schema.ts";

/** In the order in which they stand in extracts. */
const idColumns = ["source_id", "event_id", "counter_id"] as const;
const codeColumns = ["measure", "population", "count_basis", "count_qualifier", "flag", "date_role", "actor_kind", "attribution"] as const;
const numberColumns = ["count_stated", "count_low", "count_high"] as const;
const dayColumns = ["as_of_latest", "date_earliest", "date_latest"] as const;
const textColumns = ["date_edtf"] as const;

/** An empty cell in a column of codes, of places in a list, and of numbers or days. */
const nothing = { code: 255, place: 0xffff_ffff, number: -(2 ** 31) } as const;

/** Columns of some claims; the ids of claims are kept elsewhere. Ids of others are places in the lists of `ClaimLists`. */
export interface ClaimColumns {
  readonly length: number;
  readonly places: Readonly<Record<(typeof idColumns)[number] | (typeof textColumns)[number], Uint32Array>>;
  readonly codes: Readonly<Record<(typeof codeColumns)[number], Uint8Array>>;
  readonly numbers: Readonly<Record<(typeof numberColumns)[number] | (typeof dayColumns)[number], Int32Array>>;
}

/** The ids that places in the columns mean. `date_edtf` grows as claims come. */
export type ClaimLists = Readonly<Record<keyof ClaimColumns["places"], TextList>>;

/** Texts by their place, each once. */
export interface TextList {
  readonly texts: readonly string[];
  /** The place of a text; -1 where it is not in the list. */
  readonly find: (text: string) => number;
  /** The place of a text, which is taken in where it is new. */
  readonly placeOf: (text: string) => number;
}

/** A list that begins with `texts`, and takes in each new text at its end. */
export function makeTextList(texts: readonly string[]): TextList {
  const list = [...texts];
  const places = new Map(list.map((text, index) => [text, index]));
  return {
    texts: list,
    find: (text) => places.get(text) ?? -1,
    placeOf: (text) => {
      const known = places.get(text);
      if (known !== undefined) return known;
      places.set(text, list.length);
      return list.push(text) - 1;
    },
  };
}

/** Empty columns with room for so many claims. */
function makeColumns(length: number): ClaimColumns {
  const all = <Name extends string, Value>(names: readonly Name[], make: () => Value): Record<Name, Value> =>
    Object.fromEntries(names.map((name) => [name, make()])) as Record<Name, Value>;
  return {
    length,
    places: all([...idColumns, ...textColumns], () => new Uint32Array(length)),
    codes: all(codeColumns, () => new Uint8Array(length)),
    numbers: all([...numberColumns, ...dayColumns], () => new Int32Array(length)),
  };
}

/** The codes of a column in their order, and the place of each. */
const levels = Object.fromEntries(
  codeColumns.map((name) => {
    const codes = publishedTables.claims.columns.find((column) => column.name === name)?.enumeration?.codes ?? [];
    return [name, makeTextList(codes.map(({ code }) => code))];
  }),
) as Record<(typeof codeColumns)[number], TextList>;

/** Gathers the columns of claims that are formatted, one after another. */
export interface ColumnGatherer {
  /** @param places of the ids that the claim names, in the order of the columns; -1 for none */
  readonly put: (places: readonly number[], date_edtf: string | null) => void;
  /** What was put since it was last called. What Arrow has as numbers is taken as it is; `date_edtf` is the list to which its texts go. */
  readonly take: (formatted: readonly EncodedColumn[], date_edtf: TextList) => ClaimColumns;
}

export function makeGatherer(): ColumnGatherer {
  const named: number[] = [];
  const dates: (string | null)[] = [];
  return {
    put: (places, date_edtf) => {
      for (const place of places) named.push(place);
      dates.push(date_edtf);
    },
    take: (formatted, list) => {
      const columns = makeColumns(dates.length);
      const { places, codes, numbers } = columns;
      // What is -1 becomes the greatest place, which is nothing.
      for (const [offset, name] of idColumns.entries()) {
        for (let index = 0; index < dates.length; index++) places[name][index] = named[index * idColumns.length + offset] ?? -1;
      }
      for (let index = 0; index < dates.length; index++) {
        const text = dates[index] ?? null;
        places.date_edtf[index] = text === null ? nothing.place : list.placeOf(text);
      }
      named.length = 0;
      dates.length = 0;
      for (const name of codeColumns) fill(codes[name], formatted[placeIn(name)], nothing.code);
      for (const name of [...numberColumns, ...dayColumns]) fill(numbers[name], formatted[placeIn(name)], nothing.number);
      return columns;
    },
  };
}

const placeIn = (name: string): number => publishedTables.claims.columns.findIndex((column) => column.name === name);

function fill(target: Uint8Array | Int32Array, column: EncodedColumn | undefined, empty: number): void {
  if (column?.kind !== "integers") throw new Error("claim-columns: codes, numbers and days are integers");
  for (let index = 0; index < target.length; index++) target[index] = column.valid[index] === 1 ? (column.values[index] as number) : empty;
}

/** The claim at a place in the columns. */
export function claimAt({ columns, lists }: KeptClaims, at: number, claim_id: string): ComparedClaim {
  const { places, codes, numbers } = columns;
  const claim = {
    claim_id,
    source_id: textAt(places.source_id, at, lists.source_id),
    event_id: textAt(places.event_id, at, lists.event_id),
    counter_id: textAt(places.counter_id, at, lists.counter_id),
    date_edtf: textAt(places.date_edtf, at, lists.date_edtf),
    measure: textAt(codes.measure, at, levels.measure),
    population: textAt(codes.population, at, levels.population),
    count_basis: textAt(codes.count_basis, at, levels.count_basis),
    count_qualifier: textAt(codes.count_qualifier, at, levels.count_qualifier),
    flag: textAt(codes.flag, at, levels.flag),
    date_role: textAt(codes.date_role, at, levels.date_role),
    actor_kind: textAt(codes.actor_kind, at, levels.actor_kind),
    attribution: textAt(codes.attribution, at, levels.attribution),
    count_stated: numberAt(numbers.count_stated, at),
    count_low: numberAt(numbers.count_low, at),
    count_high: numberAt(numbers.count_high, at),
    as_of_latest: dayAt(numbers.as_of_latest, at),
    date_earliest: dayAt(numbers.date_earliest, at),
    date_latest: dayAt(numbers.date_latest, at),
  };
  // Every cell was put by `putClaim` from a claim of this type.
  return claim as ComparedClaim;
}

const textAt = (places: Uint32Array | Uint8Array, at: number, { texts }: TextList): string | null =>
  texts[places[at] ?? nothing.place] ?? null;

function numberAt(numbers: Int32Array, at: number): number | null {
  const value = numbers[at] ?? nothing.number;
  return value === nothing.number ? null : value;
}

function dayAt(numbers: Int32Array, at: number): string | null {
  const days = numberAt(numbers, at);
  return days === null ? null : dayText(days);
}

/** The text of a day, which comes again with claim after claim. */
function dayText(days: number): string {
  const known = dayTexts.get(days);
  if (known !== undefined) return known;
  const text = dayFromEpoch(days);
  if (dayTexts.size === mostDays) dayTexts.clear();
  dayTexts.set(days, text);
  return text;
}

/** A century and a half. */
const mostDays = 1 << 16;
const dayTexts = new Map<number, string>();

/** The columns of all claims, which come part after part. */
export interface KeptClaims {
  readonly columns: ClaimColumns;
  readonly lists: ClaimLists;
  /** Takes the claims that come next, and the texts of their growing list. */
  readonly add: (part: ClaimColumns, texts: readonly string[]) => void;
}

/** Room for so many claims that name these ids. */
export function keepClaims(length: number, ids: Readonly<Record<"sources" | "events" | "counters", readonly string[] | null>>): KeptClaims {
  const columns = makeColumns(length);
  const lists = {
    source_id: makeTextList(ids.sources ?? []),
    event_id: makeTextList(ids.events ?? []),
    counter_id: makeTextList(ids.counters ?? []),
    date_edtf: makeTextList([]),
  };
  let kept = 0;
  return {
    columns,
    lists,
    add: (part, texts) => {
      placeColumns(columns, kept, part, lists, texts);
      kept += part.length;
    },
  };
}

/** Copies the columns of a part to their place; places of texts that grow are those of `lists`, given `texts` of the part. */
function placeColumns(whole: ClaimColumns, at: number, part: ClaimColumns, lists: ClaimLists, texts: readonly string[]): void {
  for (const name of idColumns) whole.places[name].set(part.places[name], at);
  for (const name of textColumns) {
    const places = texts.map((text) => lists[name].placeOf(text));
    for (let index = 0; index < part.length; index++) {
      whole.places[name][at + index] = places[part.places[name][index] ?? nothing.place] ?? nothing.place;
    }
  }
  for (const name of codeColumns) whole.codes[name].set(part.codes[name], at);
  for (const name of [...numberColumns, ...dayColumns]) whole.numbers[name].set(part.numbers[name], at);
}
