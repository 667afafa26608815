// The invented claims: one row of raw/extracts from its number, the seed and the tables that it refers to.
import { type Random, randomOf } from "../fuzz/random.ts";
import { type Cells, counterId, eventId, isScope, pad, type Sizes, type SourceFacts, sourceFacts, sourceId } from "./tables.ts";
import { wordCount } from "./words/counts.ts";
import { type Language, wordAsOf, wordDate } from "./words/dates.ts";
import type { PlaceWords } from "./words/places.ts";

export const extractsHeader =
  "extract_id,source_id,locator,event_id,measure,summary,date_text,date_role,date_anchor,place_text,place_within," +
  "count_text,count_basis,population,counter_id,speaker_text,actor_text,actor_kind,attribution,victims_text,as_of_text,manner_text,flag,note";

/** A name that is that of a city and of its department, and what a curator decides that it means here. */
export interface CuratedPlace {
  readonly text: string;
  readonly placeId: string;
}

/** What claims are drawn from. */
export interface Material {
  readonly seed: number;
  readonly sizes: Sizes;
  readonly places: readonly PlaceWords[];
  readonly curated: readonly CuratedPlace[];
}

/** A row of raw/extracts, and the row of raw/lookups.csv that goes with it, where it needs one. */
export interface ClaimRows {
  readonly extract: Cells;
  readonly lookup: Cells | null;
}

const speakers = {
  en: ["the Ombudsman’s Office", "hospital staff", "the police", "a union of farmers", "the ministry", "witnesses", "neighbours’ councils"],
  es: ["la Defensoría", "el hospital", "la policía", "un sindicato campesino", "el ministerio", "testigos", "juntas de vecinos"],
};
const actors = {
  en: ["the armed forces and the police", "the police", "groups of civilians", "soldiers", "protesters"],
  es: ["las fuerzas armadas y la policía", "la policía", "grupos de civiles", "militares", "manifestantes"],
};
const victims = {
  en: ["farmers", "young people", "people of the neighbourhood", "workers", "students"],
  es: ["campesinos", "jóvenes", "gente del barrio", "trabajadores", "estudiantes"],
};
const manners = {
  en: ["by gunfire", "all by bullet impact", "with stones", "by tear gas", "with fireworks"],
  es: ["por bala", "por impacto de bala", "con piedras", "por gas lacrimógeno", "con petardos"],
};
const notes = {
  en: ["The page names nobody.", "Said to be preliminary, and “to be confirmed”.", "Adds to the figure of the day before."],
  es: ["La página no nombra a nadie.", "Se dice preliminar, y «por confirmar».", "Se suma a la cifra del día anterior."],
};
const verbs = {
  en: { killed: "killed", injured: "injured", detained: "detained", missing: "missing" },
  es: { killed: "muertas", injured: "heridas", detained: "detenidas", missing: "desaparecidas" },
};
const measures = ["killed", "injured", "injured", "detained", "missing"] as const;
const populations = ["people", "people", "people", "civilians", "demonstrators", "women", "police"];

/** The row with that number, from 0. */
export function claimRows(material: Material, index: number): ClaimRows {
  const { seed, sizes } = material;
  const random = randomOf(seed, index);
  const each = Math.ceil(sizes.claims / sizes.sources);
  const document = Math.floor(index / each);
  const source = sourceFacts(seed, document);
  const { language } = source;
  const extractId = `${sourceId(document)}-${pad((index % each) + 1, 4)}`;
  const event = random.once(10) ? Math.floor(random.below(sizes.events) / 50) * 50 : random.below(sizes.events);
  const measure = random.once(12) ? "occurrence" : random.pick(measures);
  const curated = random.once(500) ? random.pick(material.curated) : null;
  const extract = [
    extractId,
    sourceId(document),
    `p${(index % each) + 1}`,
    eventId(event),
    measure,
    writeSummary(random, language, measure, index),
    ...dateCells(random, source),
    ...(curated ? [curated.text, ""] : placeCells(random, material.places)),
    ...countCells(random, language, measure, isScope(event), sizes),
    ...(random.once(3) ? [random.pick(speakers[language])] : [""]),
    ...(random.once(4) ? [random.pick(actors[language]), random.pick(["state_forces", "civilians"]), "attributed"] : ["", "", ""]),
    random.once(6) ? random.pick(victims[language]) : "",
    random.once(8) ? wordAsOf(random, language, source.published) : "",
    random.once(8) ? random.pick(manners[language]) : "",
    random.once(100) ? "unconfirmed" : "",
    random.once(6) ? random.pick(notes[language]) : "",
  ];
  const lookup = curated && [extractId, "place_text", curated.text, curated.placeId, "The paragraph tells of the city."];
  return { extract, lookup };
}

/** A sentence of 60 to 90 characters that no other row has: some with commas, quotes and accents. */
function writeSummary(random: Random, language: Language, measure: string, index: number): string {
  const number = index + 1;
  const verb = measure === "occurrence" ? null : verbs[language][measure as keyof (typeof verbs)["en"]];
  const quoted = random.once(5);
  if (language === "en") {
    const what = verb === null ? "Streets were blocked" : `People were ${verb}`;
    return `${what} ${quoted ? 'in what it calls "the siege"' : "in the town"}, paragraph ${number} of the record says.`;
  }
  const what = verb === null ? "Hubo calles bloqueadas" : `Hubo personas ${verb}`;
  return `${what} ${quoted ? 'en lo que llama "el cerco"' : "en la población"}, según el párrafo ${number} de la relación.`;
}

function dateCells(random: Random, source: SourceFacts): Cells {
  if (random.once(8)) return ["", "", ""];
  const { text, anchor } = wordDate(random, source.language, source.published);
  return [text, "occurred", anchor ?? ""];
}

function placeCells(random: Random, places: readonly PlaceWords[]): Cells {
  if (random.once(4)) return ["", ""];
  const { text, within } = random.pick(places);
  return [text, within ?? ""];
}

function countCells(random: Random, language: Language, measure: string, scope: boolean, sizes: Sizes): Cells {
  if (measure === "occurrence" || random.once(12)) return ["", "", "", ""];
  const basis = scope ? "cumulative" : random.pick(["incident", "incident", "incident", "increment", "subtotal"]);
  return [wordCount(random, language), basis, random.pick(populations), counterId(random.below(sizes.counters))];
}
