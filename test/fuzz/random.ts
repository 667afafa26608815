// Chance that can be repeated: the same seed and run give the same numbers on every machine.

/** A stream of choices. */
export interface Random {
  /** A whole number from 0 to `below`, which is left out. */
  readonly below: (below: number) => number;
  /** One of a list that is not empty. */
  readonly pick: <Value>(values: readonly Value[]) => Value;
  /** True once in `times`. */
  readonly once: (times: number) => boolean;
}

/** The choices of one run of a seed (mulberry32 on both numbers mixed). */
export function randomOf(seed: number, run: number): Random {
  let state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(run + 1, 0xc2b2ae35)) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    pick: (values) => {
      const value = values[below(values.length)];
      if (value === undefined) throw new Error("pick: from an empty list");
      return value;
    },
    once: (times) => below(times) === 0,
  };
}
