// How a JSON file is spoilt: one value of it, at any depth, becomes another.
import type { Random } from "./random.ts";
import { anyText, cellSpoils, type Spoil } from "./text.ts";
import { hostileNames } from "./values.ts";

const jsonValues: readonly unknown[] = [null, true, 0, -1, 1.5, 1e308, "", [], {}, [[]], { en: "a", es: "b" }, "\ud800", "a\nb"];

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null && !Array.isArray(value);

const numberSpoils: readonly Spoil<number>[] = [
  (value) => -value - 1,
  (value, random) => value + random.below(5) - 2,
  (value) => value * 1e9,
  (value) => value / 3,
  (_, random) => random.pick([1e-320, -1e308, 2 ** 31, 2 ** 53, 90, -180.5, 1000]),
];

const listSpoils: readonly Spoil<unknown[]>[] = [
  (list) => [...list, ...list],
  (list, random) => list.toSpliced(random.below(list.length + 1), 1),
  (list) => list.toReversed(),
  (list, random) => [...list, random.pick(jsonValues)],
  () => [],
];

/** What is done to one value. */
const valueSpoils: readonly Spoil<unknown>[] = [
  (_, random) => random.pick(jsonValues),
  (_, random) => anyText(random),
  (value, random) => (typeof value === "string" ? random.pick(cellSpoils)(value, random) : value),
  (value, random) => (typeof value === "number" ? random.pick(numberSpoils)(value, random) : value),
  (value, random) =>
    isObject(value) ? Object.fromEntries([...Object.entries(value), [random.pick(hostileNames), anyText(random)]]) : value,
  (value, random) => (isObject(value) ? Object.fromEntries(Object.entries(value).filter(() => !random.once(3))) : value),
  (value, random) => (Array.isArray(value) ? random.pick(listSpoils)(value, random) : [value]),
  (value, random) => Array.from({ length: random.below(500) }).reduce((inner) => [inner], value),
];

const countValues = (value: unknown): number =>
  typeof value !== "object" || value === null ? 1 : Object.values(value).reduce((sum: number, each) => sum + countValues(each), 1);

/** The value with one of the values in it, or the whole, replaced; keys are data, `__proto__` too. */
function replaceOne(whole: unknown, random: Random, change: (value: unknown) => unknown): unknown {
  let left = random.below(countValues(whole));
  const visit = (value: unknown): unknown => {
    left -= 1;
    if (left === -1) return change(value);
    if (Array.isArray(value)) return value.map(visit);
    return isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, visit(each)])) : value;
  };
  return visit(whole);
}

/** The bytes of a JSON file with one value spoilt; as they were where they are no JSON, or too deep to be written. */
export const spoilJson: Spoil<Buffer> = (bytes, random) => {
  try {
    const spoilt = replaceOne(JSON.parse(bytes.toString("utf8")), random, (value) => random.pick(valueSpoils)(value, random));
    return Buffer.from(JSON.stringify(spoilt, null, random.below(2)) ?? "");
  } catch {
    return bytes;
  }
};
