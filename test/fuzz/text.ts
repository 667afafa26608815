// What chance puts into one cell: words of the lexicons, edges of numbers and dates, hostile text, and what was there, spoilt.
import type { Random } from "./random.ts";
import { codeWords, edgeDates, edgeNumbers, hostileNames, hostileTexts, lexiconWords, signs } from "./values.ts";

/** Makes something else of a value. */
export type Spoil<Value> = (value: Value, random: Random) => Value;

const words = (random: Random): string =>
  Array.from({ length: 1 + random.below(8) }, () =>
    random.once(4) ? String(random.below(random.pick([13, 32, 3000]))) : random.pick(lexiconWords),
  ).join(random.pick(signs));

/** A run of something, at most a megabyte long: a cell of that size may take no second. */
const repeated = (random: Random): string => {
  const part = random.pick([...signs, ...lexiconWords, "a", "0", "\u0301", '"']);
  const most = random.once(2000) ? 1_000_000 : random.once(50) ? 5000 : 70;
  return part.repeat(1 + random.below(Math.ceil(most / part.length)));
};

const kindsOfText: readonly ((random: Random) => string)[] = [
  words,
  words,
  (random) => random.pick(edgeDates),
  (random) => random.pick(edgeNumbers),
  (random) => random.pick(codeWords),
  (random) => random.pick(hostileNames),
  (random) => random.pick(hostileTexts),
  () => "",
  repeated,
];

export const anyText = (random: Random): string => random.pick(kindsOfText)(random);

const cutAt = (text: string, random: Random): [string, string] => {
  const at = random.below(text.length + 1);
  return [text.slice(0, at), text.slice(at)];
};

/** What is done to one cell. */
export const cellSpoils: readonly Spoil<string>[] = [
  (_, random) => anyText(random),
  (_, random) => anyText(random),
  () => "",
  (cell, random) => cutAt(cell, random)[0],
  (cell, random) => cutAt(cell, random).join(anyText(random)),
  (cell, random) => cutAt(cell, random).join(random.pick(signs)),
  (cell, random) => `${cell}${random.pick(signs)}${anyText(random)}`,
  (cell, random) => `${random.pick(lexiconWords)} ${cell}`,
  (cell) => `${cell} ${cell}`,
  (cell) => cell.toUpperCase(),
  (cell) => cell.normalize("NFD"),
  (cell, random) => cell.replace(/\d/, () => String(random.below(10))),
  (cell, random) => cell.replace(/\d+/, () => random.pick(edgeNumbers)),
  (cell, random) => [...cell].sort(() => (random.once(2) ? 1 : -1)).join(""),
];
