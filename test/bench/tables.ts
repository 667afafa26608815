// The invented documents, counters and events that claims refer to; each row depends on its number and the seed alone.
import type { Random } from "../fuzz/random.ts";
import { randomOf } from "../fuzz/random.ts";
import { type Language, small } from "./words/dates.ts";
import { dayAt } from "./words/days.ts";

/** A row as the cells of a CSV file. */
export type Cells = readonly string[];

/** How many rows the tables beside the extracts have. */
export interface Sizes {
  readonly claims: number;
  readonly sources: number;
  readonly counters: number;
  readonly events: number;
}

/** The sizes that go with a number of claims: fifty a document, twenty an event, up to 20,000 and 50,000 of them. */
export function sizesOf(claims: number): Sizes {
  return {
    claims,
    sources: Math.min(20_000, Math.ceil(claims / 50)),
    counters: 60,
    events: Math.min(50_000, Math.max(2, Math.ceil(claims / 20))),
  };
}

/** A number with zeros before it, so that ids in the order of code points are in the order of numbers. */
export function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}

export const sourceId = (index: number): string => `s${pad(index + 1, 5)}`;
export const counterId = (index: number): string => `counter-${pad(index + 1, 2)}`;
export const eventId = (index: number): string => `e${pad(index + 1, 5)}`;

/** The days before which nothing is published, so that what came weeks earlier is in the table of days. */
const firstPublished = 140;
/** The number of days on which something is published, the first ones most often. */
const publishingDays = 180;

/** What claims need to know of their document. */
export interface SourceFacts {
  readonly language: Language;
  /** The number of the first day on which it may have come out. */
  readonly published: number;
  /** As raw/sources.csv has it. */
  readonly edtf: string;
}

/** The document with that number. */
export function sourceFacts(seed: number, index: number): SourceFacts {
  const random = randomOf(seed, -1 - index);
  const published = firstPublished + small(random, publishingDays);
  const { iso } = dayAt(published);
  const edtf = random.once(20) ? `${iso}/${dayAt(published + 1 + random.below(7)).iso}` : iso;
  return { language: random.once(2) ? "en" : "es", published, edtf };
}

export const sourcesHeader =
  "source_id,title,publisher,authors,published,published_basis,language,kind,standpoint,hand,url,licence,consulted,text_sha256,note";

/** Every row of raw/sources.csv. */
export function* listSources(seed: number, { sources }: Sizes): Iterable<Cells> {
  for (let index = 0; index < sources; index++) {
    const { edtf, language } = sourceFacts(seed, index);
    const inferred = edtf.includes("/");
    const random = randomOf(seed, 2 ** 29 + index);
    const title = language === "en" ? `Report no. ${index + 1} on the unrest` : `Informe n.º ${index + 1} sobre la agitación`;
    const kind = random.pick(["press", "press", "ngo", "state", "party"]);
    const hand = random.pick(["own", "relayed", "relayed", "repost"]);
    const note = inferred ? "No day is printed." : "";
    const basis = inferred ? "inferred" : "printed";
    yield [sourceId(index), title, "An invented house", "", edtf, basis, language, kind, "", hand, "", "", "whole_text", "", note];
  }
}

export const countersHeader = "counter_id,name_en,name_es,kind,rank,method";
const ranks: readonly (readonly [string, number])[] = [
  ["identified_victims", 1],
  ["investigation", 2],
  ["ombudsman", 3],
  ["hospital", 3],
  ["prosecutor", 3],
  ["organisation", 4],
  ["media", 4],
  ["unattributed", 5],
];

/** Every row of raw/counters.csv. */
export function* listCounters({ counters }: Sizes): Iterable<Cells> {
  for (let index = 0; index < counters; index++) {
    const [kind = "media", rank = 4] = ranks[index % ranks.length] ?? [];
    yield [counterId(index), `Counter no. ${index + 1}`, `Contador n.º ${index + 1}`, kind, String(rank), ""];
  }
}

export const eventsHeader = "event_id,parent_event_id,label_en,label_es,kind,date,place_id,note";
/** One event in fifty is a scope; the others lie below the scope before them. */
const scopeEvery = 50;

export const isScope = (event: number): boolean => event % scopeEvery === 0;

/** Every row of raw/events.csv; an incident stands at one of `places`. */
export function* listEvents(seed: number, { events }: Sizes, places: readonly string[]): Iterable<Cells> {
  for (let index = 0; index < events; index++) {
    const random = randomOf(seed, 2 ** 30 + index);
    yield isScope(index) ? scopeRow(index) : incidentRow(index, random, places);
  }
}

function scopeRow(index: number): Cells {
  const number = index / scopeEvery + 1;
  return [eventId(index), "", `Unrest no. ${number}: totals`, `Agitación n.º ${number}: totales`, "scope", "2019-10/2020-12", "bo", ""];
}

function incidentRow(index: number, random: Random, places: readonly string[]): Cells {
  const parent = eventId(index - (index % scopeEvery));
  const date = random.once(4) ? "" : dayAt(firstPublished + small(random, publishingDays)).iso;
  return [eventId(index), parent, `Incident no. ${index}`, `Incidente n.º ${index}`, "incident", date, random.pick(places), ""];
}
