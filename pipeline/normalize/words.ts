// How printed words become tokens: folding that forgets case, accents and white space, and phrases by longest match.

/** One token. A `number` is digits, a `word` letters, a `mark` one other character. */
export interface Token {
  readonly kind: "number" | "word" | "mark";
  readonly text: string;
  /** True where white space stands before it. */
  readonly spaced: boolean;
}

/** Longest text, after white space is collapsed, that any rule looks at; anything longer is refused at once. */
export const longestText = 256;

/** Every run of white space, no-break and narrow ones included, as one space; none before and after. */
export function collapseSpace(text: string): string {
  return isUneven.test(text) ? text.replace(/\s+/gu, " ").trim() : text;
}

/** White space that is no space, or at an end, or follows another. */
const isUneven = /[^\S ]|^ | $| {2}/u;

/**
 * Typographic dashes and quotation marks as the straight ones of a typewriter.
 * @example straightenMarks("the “crisis” – so far") // 'the "crisis" - so far'
 */
export function straightenMarks(text: string): string {
  return text
    .replace(/[‐‑‒–—―−]/gu, "-")
    .replace(/[‘’‚‛′]/gu, "'")
    .replace(/[“”„‟″«»]/gu, '"');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
const isAscii = /^[\u0000-\u007f]*$/;

/**
 * Folds text for comparison: white space collapsed, lower case, no accents, plain dashes and quotes.
 * White space, case and Unicode form (NFC/NFD) change nothing.
 * @example foldText("  Potosí ") // "potosi"
 */
export function foldText(text: string): string {
  return foldCollapsed(collapseSpace(text));
}

function foldCollapsed(text: string): string {
  const lower = text.toLowerCase();
  // Nothing of what follows changes ASCII.
  if (isAscii.test(lower)) return lower;
  const bare = lower
    .replace(/[ºª°]/gu, (mark) => (mark === "ª" ? "a" : "o"))
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "");
  return straightenMarks(bare);
}

/**
 * Folds text that a rule may look at; null where it is too long. Length is asked before accents are taken apart, which
 * takes more than linear time on a long run of them.
 */
export function foldShort(text: string): string | null {
  const collapsed = collapseSpace(text);
  if (collapsed.length > 4 * longestText) return null;
  const folded = foldCollapsed(collapsed);
  return folded.length > longestText ? null : folded;
}

const tokenPattern = /(\s*)(?:(\p{Nd}+)|(\p{L}+(?:'\p{L}+)*)|(.))/gsu;

/** Splits folded text into tokens; every character that is not white space belongs to one. Linear in the text. */
export function tokenize(folded: string): Token[] {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  for (let found = tokenPattern.exec(folded); found !== null; found = tokenPattern.exec(folded)) {
    const digits = found[2];
    const letters = found[3];
    const kind = digits !== undefined ? "number" : letters !== undefined ? "word" : "mark";
    tokens.push({ kind, text: digits ?? letters ?? found[4] ?? "", spaced: found[1] !== "" });
  }
  return tokens;
}

/** A phrase dictionary: folded words joined by a space → what they mean. */
export interface Phrases<Meaning> {
  readonly meanings: ReadonlyMap<string, Meaning>;
  /** By the first word of a phrase, the number of words of the longest one that begins so. */
  readonly longestFrom: ReadonlyMap<string, number>;
}

/** Makes a dictionary of phrases; keys are folded here, so a lexicon is written with its accents. */
export function phrasesOf<Meaning>(entries: Iterable<readonly [string, Meaning]>): Phrases<Meaning> {
  const meanings = new Map<string, Meaning>();
  const longestFrom = new Map<string, number>();
  for (const [phrase, meaning] of entries) {
    const words = tokenize(foldText(phrase)).map((token) => token.text);
    const key = words.join(" ");
    if (meanings.has(key)) throw new Error(`lexicon: "${phrase}" is listed twice`);
    meanings.set(key, meaning);
    const [first = ""] = words;
    longestFrom.set(first, Math.max(longestFrom.get(first) ?? 0, words.length));
  }
  return { meanings, longestFrom };
}

function joinTexts(tokens: readonly Token[], start: number, length: number): string {
  let joined = tokens[start]?.text ?? "";
  for (let index = start + 1; index < start + length; index++) joined += ` ${tokens[index]?.text}`;
  return joined;
}

/** The longest phrase that begins at `start`, with the number of tokens it takes; null where none does. */
export function matchPhrase<Meaning>(
  phrases: Phrases<Meaning>,
  tokens: readonly Token[],
  start: number,
): { meaning: Meaning; length: number } | null {
  const longest = phrases.longestFrom.get(tokens[start]?.text ?? "") ?? 0;
  for (let length = Math.min(longest, tokens.length - start); length > 0; length--) {
    const meaning = phrases.meanings.get(joinTexts(tokens, start, length));
    if (meaning !== undefined) return { meaning, length };
  }
  return null;
}
