// How the words of a count become tagged words, by the lexicon of the language.
import { shorten } from "../finding.ts";
import type { CountBound, CountTag, CountWord, Lexicon } from "./lexicon/lexicon.ts";
import { type DigitsProblem, readDigits, readNumberWords } from "./number-words.ts";
import { foldText, matchPhrase, type Phrases, phrasesOf, type Token, tokenize } from "./words.ts";

/** A word, phrase or number with what it does in a count, and how it stands there (folded). */
export type CountWordAt = { readonly text: string } & (
  | CountWord
  | { tag: "number"; value: number }
  | { tag: "mark" }
  | { tag: "word" }
  | { tag: "problem"; problem: DigitsProblem | "negative" | "not-a-count"; detail: string }
);
export type CountTokens = readonly CountWordAt[];

/** A word as the lexicon has it: folded, with one space between its parts. */
type ListedWord = CountWord & { readonly text: string };

const dictionaries = new WeakMap<Lexicon, Phrases<ListedWord>>();

function dictionaryOf(lexicon: Lexicon): Phrases<ListedWord> {
  const known = dictionaries.get(lexicon);
  if (known) return known;
  // A phrase may bound from both sides ("at least"); the side it stands on is decided where it is met.
  const entries = new Map<string, ListedWord>();
  for (const [phrase, meaning] of listPhrases(lexicon)) {
    if (!entries.has(phrase)) entries.set(phrase, { ...meaning, text: foldText(phrase) });
  }
  const made = phrasesOf<ListedWord>(entries);
  dictionaries.set(lexicon, made);
  return made;
}

function* listPhrases(lexicon: Lexicon): Iterable<readonly [string, CountWord]> {
  for (const qualifier of Object.keys(lexicon.bounds) as CountBound[]) {
    for (const phrase of lexicon.bounds[qualifier]) yield [phrase, { tag: "bound", qualifier }];
  }
  for (const qualifier of Object.keys(lexicon.suffixes) as CountBound[]) {
    for (const phrase of lexicon.suffixes[qualifier] ?? []) yield [phrase, { tag: "suffix", qualifier }];
  }
  for (const [phrase, low] of Object.entries(lexicon.vague)) yield [phrase, { tag: "vague", low }];
  for (const [phrase, size] of Object.entries(lexicon.groups)) yield [phrase, { tag: "group", size }];
  for (const name of lexicon.months.flat()) yield [name, { tag: "identifier" }];
  for (const tag of Object.keys(lexicon.counts) as CountTag[]) for (const phrase of lexicon.counts[tag]) yield [phrase, { tag }];
}

/** Tags folded text. Every token ends in exactly one tagged word: nothing is dropped. */
export function tagCount(lexicon: Lexicon, folded: string): CountWordAt[] {
  const tokens = tokenize(folded);
  const tagged: CountWordAt[] = [];
  for (let index = 0; index < tokens.length; ) {
    const { word, length } = tagAt(lexicon, tokens, index, tagged);
    tagged.push(word);
    index += length;
  }
  return tagged;
}

function tagAt(lexicon: Lexicon, tokens: readonly Token[], index: number, before: CountTokens): { word: CountWordAt; length: number } {
  const token = tokens[index];
  if (token === undefined) throw new Error("tagAt: past the end");
  if (token.kind === "number") return tagDigits(lexicon, tokens, index);
  if (token.kind === "mark") return { word: tagMark(tokens, index), length: 1 };
  const phrase = matchPhrase(dictionaryOf(lexicon), tokens, index);
  const number = readNumberWords(lexicon, tokens, index);
  if (number && number.length >= (phrase?.length ?? 0)) {
    return { word: { tag: "number", value: number.value, text: textOf(tokens, index, number.length) }, length: number.length };
  }
  const text = textOf(tokens, index, phrase?.length ?? 1);
  if (!phrase) return { word: { tag: "word", text }, length: 1 };
  const word = sideOf(lexicon, phrase.meaning, text, before);
  return { word: word.text === text ? word : { ...word, text }, length: phrase.length };
}

/** After a number a phrase that can bound from behind does so ("80 aproximadamente"), and dozens are groups of it. */
function sideOf(lexicon: Lexicon, meaning: ListedWord, text: string, before: CountTokens): ListedWord {
  const size = lexicon.groups[text];
  if (meaning.tag === "vague" && size !== undefined && before.at(-1)?.tag === "number") return { tag: "group", size, text };
  if (meaning.tag !== "bound" || !before.some((word) => word.tag === "number")) return meaning;
  const suffixes = lexicon.suffixes[meaning.qualifier] ?? [];
  return suffixes.some((suffix) => foldText(suffix) === text) ? { tag: "suffix", qualifier: meaning.qualifier, text } : meaning;
}

function textOf(tokens: readonly Token[], start: number, length: number): string {
  let text = tokens[start]?.text ?? "";
  for (let index = start + 1; index < start + length; index++) {
    const token = tokens[index] as Token;
    text += token.spaced ? ` ${token.text}` : token.text;
  }
  return text;
}

/** Digits with their marks, read whole: 1,513 · 1.513 · 1 513; then what hangs on them: 15th, 15%. */
function tagDigits(lexicon: Lexicon, tokens: readonly Token[], index: number): { word: CountWordAt; length: number } {
  let end = index + 1;
  while (joinsDigits(tokens, end)) end += tokens[end]?.kind === "mark" ? 2 : 1;
  const text = textOf(tokens, index, end - index);
  const value = readDigits(text, lexicon.thousands);
  const length = end - index;
  const problem = (code: DigitsProblem | "not-a-count", detail: string): { word: CountWordAt; length: number } => ({
    word: { tag: "problem", problem: code, detail, text },
    length,
  });
  if (typeof value === "string") return problem(value, digitsDetail[value]);
  const next = tokens[end];
  if (next?.kind === "number") return problem("malformed-number", digitsDetail["malformed-number"]);
  if (next?.kind === "word" && !next.spaced) return problem("not-a-count", `"${text}${shorten(next.text, 40)}" is not a count`);
  if (next?.text === "%" || next?.text === "‰") return problem("not-a-count", "A share is not a count");
  if (next?.text === "/") return problem("fraction", "People and things are counted in whole numbers");
  const factor = value < 1000 ? thousandAfter(lexicon, tokens, end) : 0;
  if (factor > 0) return { word: { tag: "number", value: value * factor, text }, length: length + 1 };
  return { word: { tag: "number", value, text }, length };
}

const digitsDetail: Readonly<Record<DigitsProblem, string>> = {
  "malformed-number": "Thousands are separated in groups of three by the mark of the language, with no zero in front",
  fraction: "People and things are counted in whole numbers",
  "out-of-range": "A count is at most 2147483647",
};

function joinsDigits(tokens: readonly Token[], end: number): boolean {
  const next = tokens[end];
  if (next?.kind === "number") return next.spaced && next.text.length === 3;
  if (next?.text !== "." && next?.text !== ",") return false;
  const after = tokens[end + 1];
  return !next.spaced && after?.kind === "number" && !after.spaced;
}

/** "15 mil", "15 thousand": the word multiplies the digits before it. */
function thousandAfter(lexicon: Lexicon, tokens: readonly Token[], index: number): number {
  const factor = lexicon.numbers.multipliers[tokens[index]?.text ?? ""] ?? 0;
  return factor === 1000 ? factor : 0;
}

function tagMark(tokens: readonly Token[], index: number): CountWordAt {
  const token = tokens[index];
  const text = token?.text ?? "";
  const next = tokens[index + 1];
  if (text === "~" && next?.kind === "number") return { tag: "bound", qualifier: "approximate", text };
  if (text === "-" && index === 0 && next?.kind === "number")
    return { tag: "problem", problem: "negative", detail: "A count is not below zero", text };
  if ("½⅓⅔¼¾".includes(text))
    return { tag: "problem", problem: "fraction", detail: "People and things are counted in whole numbers", text };
  if ("$€£".includes(text)) return { tag: "money", text };
  return { tag: "mark", text };
}
