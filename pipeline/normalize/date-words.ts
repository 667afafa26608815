// How the words of a date become tagged words, by the lexicon of the language.
import type { DateTag, DateWord, Lexicon } from "./lexicon/lexicon.ts";
import { readNumberWords } from "./number-words.ts";
import { foldText, matchPhrase, type Phrases, phrasesOf, type Token, tokenize } from "./words.ts";

/** A word or phrase with what it does in a date. A `number` keeps its digits: 4 of them may be a year. */
export type Tagged =
  | DateWord
  | { tag: "number"; value: number; digits: number; spaced: boolean }
  | { tag: "mark"; text: string }
  | { tag: "word"; text: string };

const dictionaries = new WeakMap<Lexicon, Phrases<DateWord>>();

function dictionaryOf(lexicon: Lexicon): Phrases<DateWord> {
  const known = dictionaries.get(lexicon);
  if (known) return known;
  const made = phrasesOf<DateWord>(listPhrases(lexicon));
  dictionaries.set(lexicon, made);
  return made;
}

function* listPhrases(lexicon: Lexicon): Iterable<readonly [string, DateWord]> {
  for (const [index, names] of lexicon.months.entries()) for (const name of names) yield [name, { tag: "month", number: index + 1 }];
  for (const [index, names] of lexicon.weekdays.entries()) for (const name of names) yield [name, { tag: "weekday", number: index + 1 }];
  for (const [name, number] of Object.entries(lexicon.ordinals)) yield [name, { tag: "ordinal", number }];
  for (const [name, offset] of Object.entries(lexicon.relativeDays)) yield [name, { tag: "relativeDay", offset }];
  for (const [name, offset] of Object.entries(lexicon.anchorDays)) yield [name, { tag: "anchorDay", offset }];
  for (const part of ["early", "mid", "late"] as const) for (const name of lexicon.parts[part]) yield [name, { tag: "part", part }];
  for (const tag of Object.keys(lexicon.dates) as DateTag[]) for (const name of lexicon.dates[tag] ?? []) yield [name, { tag }];
}

/** Tags folded text. Every token ends in exactly one tagged word: nothing is dropped. */
export function tagDate(lexicon: Lexicon, folded: string): Tagged[] {
  const tokens = tokenize(folded);
  const tagged: Tagged[] = [];
  for (let index = 0; index < tokens.length; ) {
    const { word, length } = tagAt(lexicon, tokens, index);
    tagged.push(word);
    index += length;
  }
  return tagged;
}

function tagAt(lexicon: Lexicon, tokens: readonly Token[], index: number): { word: Tagged; length: number } {
  const token = tokens[index];
  if (token === undefined) throw new Error("tagAt: past the end");
  if (token.kind === "number") return tagDigits(lexicon, tokens, index, token);
  const phrase = matchPhrase(dictionaryOf(lexicon), tokens, index);
  const number = token.kind === "word" ? readNumberWords(lexicon, tokens, index) : null;
  if (phrase && phrase.length >= (number?.length ?? 0)) {
    const { meaning } = phrase;
    const abbreviated = meaning.tag === "month" || meaning.tag === "weekday";
    const dot = abbreviated && tokens[index + phrase.length]?.text === "." ? 1 : 0;
    return { word: meaning, length: phrase.length + dot };
  }
  if (number) return { word: { tag: "number", value: number.value, digits: 0, spaced: token.spaced }, length: number.length };
  return { word: token.kind === "mark" ? { tag: "mark", text: token.text } : { tag: "word", text: token.text }, length: 1 };
}

/** Digits, or digits with ordinal letters: 15, 15th, 1º, 1.º. */
function tagDigits(lexicon: Lexicon, tokens: readonly Token[], index: number, token: Token): { word: Tagged; length: number } {
  const digits = token.text.length;
  const value = digits <= 4 && /^\d+$/.test(token.text) ? Number.parseInt(token.text, 10) : -1;
  const dot = tokens[index + 1]?.text === "." && tokens[index + 1]?.spaced === false ? 1 : 0;
  const ending = tokens[index + 1 + dot];
  if (digits <= 2 && ending?.spaced === false && lexicon.ordinalEndings.map(foldText).includes(ending.text)) {
    return { word: { tag: "ordinal", number: value }, length: 2 + dot };
  }
  return { word: { tag: "number", value, digits, spaced: token.spaced }, length: 1 };
}
