// Texts on which a pattern has to work for its answer: long runs of what its parts match, with an end that spoils the match.

/** Characters that stand for the classes that patterns use. */
const probes = [
  "a",
  "Z",
  "0",
  "_",
  " ",
  "\n",
  "\t",
  "-",
  ".",
  ",",
  "/",
  ":",
  "'",
  '"',
  "<",
  "(",
  "\u00a0",
  "\u0301",
  "é",
  "１",
  "\u200b",
  "\ufffd",
];

/** Parts of a pattern that each stand for one or some characters: escapes, classes, literal characters. */
function atomsOf(source: string): string[] {
  const parts = source.match(/\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[0-9a-fA-F]{4}|\\.|\[(?:\\.|[^\]\\])*\]|[^()|?*+{}^$\\[\]]/gsu) ?? [];
  return [...new Set(parts)].filter((part) => !/^\\[bB\d]$/.test(part));
}

/** Characters that an atom matches: up to two of the probes, or the atom itself. */
function charactersOf(atom: string, flags: string): string[] {
  try {
    const pattern = new RegExp(`^(?:${atom})$`, flags.replace(/[gy]/g, ""));
    const found = [...new Set([...probes, ...atom])].filter((each) => pattern.test(each));
    return found.slice(0, 2);
  } catch {
    return [];
  }
}

/** Literal words of a pattern, which may have to recur for it to run away. */
function wordsOf(source: string): string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL stands for what is no literal character
  const words = /[^\u0000()|?*+{}^$[\]]{2,}/g;
  const plain = source.replace(/\\[a-zA-Z]|\[(?:\\.|[^\]\\])*\]/g, "\u0000").replaceAll("\\", "");
  return [...new Set(plain.match(words) ?? [])];
}

/**
 * Texts of about `length` characters: a run of each character that a part of the pattern matches, of each word of it and of
 * each two neighbours in turn, after every character that may begin a match, and before one that ends none.
 */
export function nearMisses(source: string, flags: string, length: number): string[] {
  const characters = [...new Set(atomsOf(source).flatMap((atom) => charactersOf(atom, flags)))];
  const words = wordsOf(source);
  const pairs = characters.slice(0, 8).flatMap((first, index) => characters.slice(index + 1, index + 4).map((second) => first + second));
  const runs = [...new Set([...characters, ...words, ...pairs, "a", " "])];
  const heads = ["", ...new Set([...words, ...characters.slice(0, 3)])];
  return runs.flatMap((run) => {
    const long = run.repeat(Math.ceil(length / run.length));
    return heads.map((head, index) => `${head}${long}${index % 2 === 0 ? "\u0001" : "\ud83d\ude00!"}`);
  });
}
