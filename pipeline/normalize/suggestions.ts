// What a misspelt word may have meant: only ever a hint in a finding, never a match. The only room of minisearch.
import MiniSearch from "minisearch";
import { foldText } from "./words.ts";

/**
 * Up to `limit` candidates near the text, nearest first; none where nothing is near.
 * @example suggest(["killed", "injured"], "kiled") // ["killed"]
 */
export function suggest(candidates: readonly string[], text: string, limit = 3): string[] {
  return makeSuggester(candidates)(text, limit);
}

/** What suggests as `suggest` does, for more than one text: the candidates are indexed once, when the first is asked for. */
export function makeSuggester(candidates: readonly string[]): (text: string, limit?: number) => string[] {
  let index: Index | null = null;
  return (text, limit = 3) => {
    const query = foldText(text.slice(0, 200)).slice(0, 80);
    if (query === "" || candidates.length === 0) return [];
    index ??= indexAll(candidates);
    const found = index.search(query).map((result) => candidates[Number(result.id)] ?? "");
    return [...new Set(found)].slice(0, limit);
  };
}

type Index = MiniSearch<{ id: number; text: string }>;

function indexAll(candidates: readonly string[]): Index {
  const index: Index = new MiniSearch({
    fields: ["text"],
    tokenize: (value) => value.split(/[\s_-]+/u),
    processTerm: (term) => foldText(term),
    searchOptions: { fuzzy: 0.34, prefix: true, combineWith: "AND" },
  });
  index.addAll(candidates.map((candidate, id) => ({ id, text: candidate })));
  return index;
}
