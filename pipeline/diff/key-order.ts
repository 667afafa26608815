// How what comes by the cells of a key is put in the order of the key as one text, while little of it is held.
import { compareCodePoints } from "../finding.ts";
import { refuseSize } from "./refused.ts";

/** Something with a key. `first` is the first cell of the key, `key` all of it as text. */
export interface Keyed {
  readonly first: string;
  readonly key: string;
}

/** As many items as are sorted in memory, whatever their keys are. */
const mostHeld = 10_000;

/**
 * Items that come in the order of their cells, in the order of their keys: `a|x` stands after `ab|x`, although `a` comes before `ab`.
 * @param mark what stands between the first cell and the others
 * Refusal: release/too-large, where there are many and a first cell holds the mark, or is written otherwise in its key.
 */
export function* inKeyOrder<Item extends Keyed>(items: Iterable<Item>, mark: string, most = mostHeld): Generator<Item> {
  const held: Item[] = [];
  let streamed: Streamed<Item> | null = null;
  for (const item of items) {
    if (streamed !== null) yield* streamed.take(item);
    else if (held.push(item) > most) {
      streamed = stream(mark);
      for (const each of held) yield* streamed.take(each);
      held.length = 0;
    }
  }
  if (streamed !== null) yield* streamed.end();
  else yield* sorted(held);
}

interface Streamed<Item> {
  readonly take: (item: Item) => Iterable<Item>;
  readonly end: () => Iterable<Item>;
}

const sorted = <Item extends Keyed>(items: readonly Item[]): Item[] => items.toSorted((a, b) => compareCodePoints(a.key, b.key));

/**
 * All keys of one first cell stand together in both orders. They go after those of longer first cells that begin with theirs and go on
 * with a character below the mark: so they wait for these, and each list that waits begins like the one before it.
 */
function stream<Item extends Keyed>(mark: string): Streamed<Item> {
  const waiting: { readonly first: string; readonly items: Item[] }[] = [];
  const waits = (first: string, next: string): boolean =>
    next.startsWith(first) && compareCodePoints(next.slice(first.length, first.length + 1), mark) < 0;
  return {
    take: function* take(item) {
      const { first, key } = item;
      if (first === key) return yield item;
      if (first.includes(mark) || !key.startsWith(first + mark))
        throw refuseSize(`Too many rows changed to put them in order, since ${mark} or \\ stands in the key ${key}.`);
      if (waiting.at(-1)?.first !== first) {
        for (let last = waiting.at(-1); last !== undefined && !waits(last.first, first); last = waiting.at(-1)) {
          waiting.pop();
          yield* sorted(last.items);
        }
        waiting.push({ first, items: [] });
      }
      waiting.at(-1)?.items.push(item);
    },
    end: function* end() {
      for (const { items } of waiting.toReversed()) yield* sorted(items);
    },
  };
}
