// How printed words become a place: an exact match on folded names, narrowed by parents and kinds that are named, never a first match.
import { type Refusal, shorten } from "../finding.ts";
import { lexiconList } from "./lexicon/lexicons.ts";
import { makeSuggester } from "./suggestions.ts";
import { foldShort, foldText, longestText } from "./words.ts";

/** A place of the gazetteer, as far as matching needs it. */
export interface GazetteerPlace {
  readonly place_id: string;
  readonly name: string;
  readonly names_alt: readonly string[];
  readonly kind: string;
  readonly parent_place_id: string | null;
}

export type PlaceBasis = "name" | "kind_in_text" | "parent_in_text" | "within" | "curated";

/** A place as read, with the rules that read it. */
export interface PlaceReading<Place extends GazetteerPlace> {
  readonly place: Place;
  readonly basis: PlaceBasis;
  readonly rules: readonly string[];
}

/** Places by folded name, and their parents. */
export interface Gazetteer<Place extends GazetteerPlace> {
  readonly places: ReadonlyMap<string, Place>;
  readonly byName: ReadonlyMap<string, readonly Place[]>;
  /** Names near a text that is none. */
  readonly suggest: (text: string) => string[];
}

/** The letters and digits of a name, folded: "O'Connor", "O Connor" and "oconnor" are one name. */
function nameKey(text: string): string {
  return foldText(text).replace(/[^\p{L}\p{Nd}]/gu, "");
}

/** Indexes the gazetteer by every name and alias. */
export function makeGazetteer<Place extends GazetteerPlace>(places: readonly Place[]): Gazetteer<Place> {
  const byName = new Map<string, Place[]>();
  for (const place of places) {
    for (const key of new Set([place.name, ...place.names_alt].map(nameKey))) {
      const known = byName.get(key);
      if (known) known.push(place);
      else byName.set(key, [place]);
    }
  }
  const suggest = makeSuggester(places.flatMap((place) => [place.name, ...place.names_alt]));
  return { places: new Map(places.map((place) => [place.place_id, place])), byName, suggest };
}

/** The parents of a place, nearest first. A cycle ends the walk. */
export function ancestorsOf<Place extends GazetteerPlace>(gazetteer: Gazetteer<Place>, place: Place): Place[] {
  const ancestors: Place[] = [];
  let parent = gazetteer.places.get(place.parent_place_id ?? "");
  while (parent !== undefined && parent !== place && !ancestors.includes(parent)) {
    ancestors.push(parent);
    parent = gazetteer.places.get(parent.parent_place_id ?? "");
  }
  return ancestors;
}

const kinds = new Map(
  lexiconList.flatMap(({ places }) =>
    Object.entries(places.kinds).flatMap(([kind, words]) => words.map((word) => [foldText(word), kind] as const)),
  ),
);
const fillers = new Set(lexiconList.flatMap(({ places }) => places.filler.map(foldText)));
const vicinities = lexiconList.flatMap(({ places }) => places.vicinity.map(foldText)).sort((a, b) => b.length - a.length);
const joiners = new Set(lexiconList.flatMap(({ places }) => places.and.map(foldText)));

/**
 * Finds the one place that printed words name. Never throws.
 * @returns the place, or a refusal: place/empty, place/unknown (with suggestions), place/ambiguous (with candidates and
 * their parents), place/several, place/vicinity.
 * @example findPlace(gazetteer, { text: "Sacaba (Cochabamba)", within: null })
 */
export function findPlace<Place extends GazetteerPlace>(
  gazetteer: Gazetteer<Place>,
  question: { readonly text: string; readonly within: string | null },
): PlaceReading<Place> | Refusal {
  const folded = foldShort(question.text);
  if (folded === null) return { code: "place/unknown", message: `A place name has at most ${longestText} characters.` };
  if (nameKey(folded) === "") return { code: "place/empty", message: "No words stand here." };
  const match = matchText(gazetteer, folded);
  if (match === null) return explainUnknown(gazetteer, folded);
  return chooseOne(gazetteer, question, match);
}

/** As many candidates as a person will read. */
const mostCandidates = 8;

interface Match<Place> {
  readonly candidates: readonly Place[];
  readonly basis: PlaceBasis;
}

function chooseOne<Place extends GazetteerPlace>(
  gazetteer: Gazetteer<Place>,
  question: { text: string; within: string | null },
  match: Match<Place>,
): PlaceReading<Place> | Refusal {
  const within = question.within === null ? null : matchText(gazetteer, foldShort(question.within) ?? "");
  if (question.within !== null && within === null)
    return { code: "place/unknown", message: `The containing place "${shorten(question.within)}" is not in the gazetteer.` };
  const candidates = within === null ? match.candidates : match.candidates.filter((place) => isWithin(gazetteer, place, within.candidates));
  const [place] = candidates;
  if (place === undefined)
    return { code: "place/unknown", message: `No place of that name lies within "${shorten(question.within ?? "")}".` };
  if (candidates.length > 1)
    return {
      code: "place/ambiguous",
      message: `These places bear the name: ${describeSome(gazetteer, candidates)}.`,
    };
  const basis = match.basis === "name" && within !== null && match.candidates.length > 1 ? "within" : match.basis;
  return { place, basis, rules: [`place/${basis.replaceAll("_", "-")}`] };
}

function isWithin<Place extends GazetteerPlace>(gazetteer: Gazetteer<Place>, place: Place, parents: readonly Place[]): boolean {
  return ancestorsOf(gazetteer, place).some((ancestor) => parents.includes(ancestor));
}

/** The first places of a list, and how many more there are. */
function describeSome<Place extends GazetteerPlace>(gazetteer: Gazetteer<Place>, places: readonly Place[]): string {
  const told = places.slice(0, mostCandidates).map((place) => describe(gazetteer, place));
  const rest = places.length - told.length;
  return [...told, ...(rest > 0 ? [`and ${rest} more`] : [])].join("; ");
}

/** A place as a finding names it: its id, name, kind and parents. */
function describe<Place extends GazetteerPlace>(gazetteer: Gazetteer<Place>, place: Place): string {
  const parents = ancestorsOf(gazetteer, place).map((ancestor) => ancestor.name);
  return `${place.place_id} ${place.name} (${[place.kind, ...parents].join(", ")})`;
}

/** The places a text may name: as a whole, or as a place followed by the places it lies in. */
function matchText<Place extends GazetteerPlace>(gazetteer: Gazetteer<Place>, folded: string): Match<Place> | null {
  const whole = matchName(gazetteer, folded);
  if (whole !== null) return whole;
  const parts = folded
    .split(/[,()]/u)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (parts.length < 2) return matchInside(gazetteer, folded);
  return matchParts(gazetteer, parts) ?? matchParts(gazetteer, parts.toReversed());
}

/** A place and the places it lies in; writers put either first: "Senkata, El Alto", "Montero, barrio Cofadena". */
function matchParts<Place extends GazetteerPlace>(
  gazetteer: Gazetteer<Place>,
  [first = "", ...parents]: readonly string[],
): Match<Place> | null {
  return narrow(gazetteer, matchName(gazetteer, first) ?? matchInside(gazetteer, first), parents);
}

/** "Huayllani en Sacaba": at each filler word, a place before it and a parent after it. */
function matchInside<Place extends GazetteerPlace>(gazetteer: Gazetteer<Place>, folded: string): Match<Place> | null {
  const words = folded.split(" ");
  for (let index = 1; index < words.length - 1; index++) {
    if (!fillers.has(words[index] ?? "")) continue;
    const place = matchName(gazetteer, words.slice(0, index).join(" "));
    const match = place && narrow(gazetteer, place, [words.slice(index + 1).join(" ")]);
    if (match) return match;
  }
  return null;
}

function narrow<Place extends GazetteerPlace>(
  gazetteer: Gazetteer<Place>,
  match: Match<Place> | null,
  parents: readonly string[],
): Match<Place> | null {
  if (match === null) return null;
  let { candidates } = match;
  for (const parent of parents) {
    const named = matchName(gazetteer, parent);
    if (named === null) return null;
    candidates = candidates.filter((place) => isWithin(gazetteer, place, named.candidates));
  }
  return candidates.length === 0 ? null : { candidates, basis: "parent_in_text" };
}

/** One name: as it stands, without the fillers before it, or with a word for its kind before or after it. */
function matchName<Place extends GazetteerPlace>(gazetteer: Gazetteer<Place>, folded: string): Match<Place> | null {
  const plain = gazetteer.byName.get(nameKey(folded));
  if (plain) return { candidates: plain, basis: "name" };
  const words = folded.split(" ");
  const kind = matchKind(gazetteer, words[0], words.slice(1)) ?? matchKind(gazetteer, words.at(-1), words.slice(0, -1));
  if (kind !== null || words.length === 1 || !fillers.has(words[0] ?? "")) return kind;
  return matchName(gazetteer, words.slice(1).join(" "));
}

/** The places that bear a name as it stands, or without fillers before it, one after the other. */
function plainName<Place extends GazetteerPlace>(gazetteer: Gazetteer<Place>, words: readonly string[]): readonly Place[] | undefined {
  for (let start = 0; start < words.length; start++) {
    const named = gazetteer.byName.get(nameKey(words.slice(start).join(" ")));
    if (named !== undefined || !fillers.has(words[start] ?? "")) return named;
  }
  return undefined;
}

function matchKind<Place extends GazetteerPlace>(
  gazetteer: Gazetteer<Place>,
  kindWord: string | undefined,
  rest: readonly string[],
): Match<Place> | null {
  const kind = kinds.get((kindWord ?? "").replace(/\.$/u, ""));
  if (kind === undefined || rest.length === 0) return null;
  const named = plainName(gazetteer, rest);
  const candidates = named?.filter((place) => place.kind === kind) ?? [];
  return candidates.length === 0 ? null : { candidates, basis: "kind_in_text" };
}

function stripFillers(folded: string): string {
  const words = folded.split(" ");
  const first = words.findIndex((word) => !fillers.has(word));
  return words.slice(Math.max(first, 0)).join(" ");
}

function explainUnknown<Place extends GazetteerPlace>(gazetteer: Gazetteer<Place>, folded: string): Refusal {
  const plain = stripFillers(folded);
  const vicinity = vicinities.find((word) => plain.startsWith(`${word} `) && matchText(gazetteer, plain.slice(word.length + 1)) !== null);
  if (vicinity !== undefined) return { code: "place/vicinity", message: `"${vicinity}" a place is not the place.` };
  const parts = folded.split(/[\s,/]+/u);
  for (let index = 1; index < parts.length - 1; index++) {
    const sides = [parts.slice(0, index).join(" "), parts.slice(index + 1).join(" ")];
    if (joiners.has(parts[index] ?? "") && sides.every((side) => matchText(gazetteer, side) !== null)) {
      return { code: "place/several", message: "More than one place is named; a claim has one, or a place that holds them all." };
    }
  }
  const near = gazetteer.suggest(folded);
  const hint = near.length > 0 ? ` Did the document say ${near.map((name) => `"${name}"`).join(" or ")}?` : "";
  return { code: "place/unknown", message: `No place of the gazetteer bears this name, within the parents named.${hint}` };
}
