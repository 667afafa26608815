// What a copy of a document says of the extracts made from it: which printed words stand where they are said to stand.
import type { RawExtract, RawSource } from "../model.ts";
import { rawTables } from "../schema.ts";
import { isAt, readLocator, sortByDistance, writeLocator } from "./locators.ts";
import { findWords, foldPrinted, makePages, type Pages, type Span } from "./pages.ts";

/**
 * How printed words stand in a copy: at their locator letter by letter; only elsewhere, where the locators are those of the whole
 * text (`misplaced`) or of an excerpt (`moved`); alike but not letter by letter; or nowhere (`missing`).
 */
export type FragmentStatus = "in_place" | "misplaced" | "moved" | "alike" | "missing";

/** One cell of printed words, and how it stands in the copy. */
export interface CheckedFragment {
  readonly extract_id: string;
  readonly column: string;
  readonly words: string;
  readonly locator: string;
  readonly status: FragmentStatus;
  /** Locators of all lines where the words stand (under `alike`, stand alike), nearest to their own locator first; often none. */
  readonly stands_at: readonly string[];
}

/** Whether the copy has the checksum that raw/sources.csv records; `not_recorded` where it records none. */
export type ChecksumStatus = "same" | "differs" | "not_recorded";

export interface SourceCheck {
  readonly source_id: string;
  readonly consulted: RawSource["consulted"];
  readonly checksum: ChecksumStatus;
  /** The SHA-256 of the copy, and the one on record. */
  readonly sha256: string;
  readonly sha256_recorded: string | null;
  /** Non-empty lines of the copy. */
  readonly lines: number;
  /** One for each cell of printed words, in the order of the extracts and their columns. */
  readonly fragments: readonly CheckedFragment[];
}

/** The copy, its source, and the extracts, of which those of other sources are passed over. */
export interface SourceQuestion {
  readonly text: string;
  readonly sha256: string;
  readonly source: RawSource;
  readonly extracts: readonly RawExtract[];
}

// The type of an extract is generated from the same schema, so its columns are its keys.
const printedColumns = rawTables.extracts.columns
  .filter((column) => column.format === "fragment")
  .map((column) => column.name as keyof RawExtract);

/**
 * Compares a copy of a document with every printed word taken from it. The checksum decides nothing about the words: in a copy
 * that is the recorded text, words that do not stand are a mistake of the extracts.
 */
export function checkSource({ text, sha256, source, extracts }: SourceQuestion): SourceCheck {
  const pages = makePages(text);
  const own = extracts.filter((extract) => extract.source_id === source.source_id);
  return {
    source_id: source.source_id,
    consulted: source.consulted,
    checksum: source.text_sha256 === null ? "not_recorded" : source.text_sha256 === sha256 ? "same" : "differs",
    sha256,
    sha256_recorded: source.text_sha256,
    lines: pages.printed.starts.length,
    fragments: own.flatMap((extract) => checkExtract(pages, extract, source.consulted)),
  };
}

function checkExtract(pages: Pages, extract: RawExtract, consulted: RawSource["consulted"]): CheckedFragment[] {
  const { extract_id, locator } = extract;
  return printedColumns.flatMap((column) => {
    const words = extract[column];
    return words === null ? [] : [{ extract_id, column, words, locator, ...findFragment(pages, words, locator, consulted) }];
  });
}

/**
 * How words stand in a document. Alike at the locator comes before letter by letter elsewhere: that is the likelier place of short words.
 * @example findFragment(makePages("So far\n\ntwo"), "two", "p1", "whole_text") // { status: "misplaced", stands_at: ["p2"] }
 */
export function findFragment(
  pages: Pages,
  words: string,
  locator: string,
  consulted: RawSource["consulted"],
): Pick<CheckedFragment, "status" | "stands_at"> {
  const place = readLocator(locator);
  const answer = (status: FragmentStatus, found: readonly Span[]): Pick<CheckedFragment, "status" | "stands_at"> => ({
    status,
    stands_at: sortByDistance(place, found).map(writeLocator),
  });
  const exact = findWords(pages.printed, words);
  if (exact.some((span) => isAt(place, span))) return answer("in_place", exact);
  const alike = findWords(pages.folded, foldPrinted(words));
  const here = alike.filter((span) => isAt(place, span));
  if (here.length > 0) return answer("alike", here);
  if (exact.length > 0) return answer(consulted === "excerpt" ? "moved" : "misplaced", exact);
  return answer(alike.length > 0 ? "alike" : "missing", alike);
}

/** The fragments that do not stand letter by letter at their locators. */
export function listFaults(checked: SourceCheck): CheckedFragment[] {
  return checked.fragments.filter((fragment) => fragment.status !== "in_place");
}

/** How many fragments there are in all, and how many of each kind. */
export function countFragments({ fragments }: SourceCheck): Readonly<Record<FragmentStatus | "fragments", number>> {
  const count = (status: FragmentStatus): number => fragments.filter((fragment) => fragment.status === status).length;
  return {
    fragments: fragments.length,
    in_place: count("in_place"),
    misplaced: count("misplaced"),
    moved: count("moved"),
    alike: count("alike"),
    missing: count("missing"),
  };
}
