// How two releases of a table pass side by side, each read once in the order of its key, so that neither is held.
import { compareCodePoints } from "../finding.ts";
import { refuseOrder, refuseSize } from "./refused.ts";
import { makeCellReader, type SnapshotTable } from "./snapshot.ts";

/** The records of one key, as they stand in the two releases; null where one has none. */
export interface Pair {
  readonly old: string | null;
  readonly now: string | null;
}

/** Characters of a table that are sorted in memory, where it stands in another order than is asked for. */
const mostSorted = 100_000_000;

/** The pairs of all keys in code-point order of the key's cells. Refusals: release/too-large, release/disorder. */
export function* mergeRecords(old: SnapshotTable, now: SnapshotTable, key: readonly string[]): Generator<Pair> {
  const [before, after] = [walk(old, key), walk(now, key)];
  try {
    while (before.record() !== null || after.record() !== null) {
      const [left, right] = [before.record(), after.record()];
      // Where the whole records are alike their keys need not be looked at, if these stand in the same columns.
      const order = left === right && before.names === after.names ? 0 : compareKeys(before.key(), after.key());
      yield { old: order <= 0 ? left : null, now: order >= 0 ? right : null };
      if (order <= 0) before.step();
      if (order >= 0) after.step();
    }
  } finally {
    before.end();
    after.end();
  }
}

/** As text; null, for no record, after every key. */
const compareKeys = (a: string | null, b: string | null): number => (a === null ? 1 : b === null ? -1 : compareCodePoints(a, b));

interface Walk {
  readonly names: string;
  readonly record: () => string | null;
  /** Of the record; null where none is left. */
  readonly key: () => string | null;
  readonly step: () => void;
  readonly end: () => void;
}

function walk(table: SnapshotTable, key: readonly string[]): Walk {
  const records = orderBy(table, key)[Symbol.iterator]();
  const readKey = makeKeyReader(table, key);
  const names = table.columns.map(({ name }) => name).join();
  const take = (): string | null => {
    const next = records.next();
    return next.done ? null : next.value;
  };
  let record = take();
  let known: string | null = null;
  let last: string | null = null;
  return {
    names,
    record: () => record,
    key: () => {
      if (known !== null || record === null) return known;
      known = readKey(record);
      if (last !== null && compareCodePoints(last, known) >= 0)
        throw refuseOrder(`The rows of csv/${table.name}.csv are not in the order of its key.`);
      return known;
    },
    step: () => {
      last = known ?? last;
      known = null;
      record = take();
    },
    end: () => void records.return?.(),
  };
}

/** The key of a record, as the order of a release compares it. */
function makeKeyReader(table: SnapshotTable, key: readonly string[]): (record: string) => string {
  const read = makeCellReader(table, key);
  const isFirst = key.length === 1 && table.columns[0]?.name === key[0];
  return (record) => {
    const end = isFirst ? record.indexOf(",") : -1;
    return end <= 0 || record.startsWith('"') ? read(record).join("\u0000") : record.slice(0, end);
  };
}

/** The records by another key than that of the table, in memory; as they stand where it is the same. Refusal: release/too-large. */
function orderBy(table: SnapshotTable, key: readonly string[]): Iterable<string> {
  return table.primaryKey.join() === key.join() ? table.records() : sortBy(table, key).map(({ record }) => record);
}

interface KeyedRecord {
  readonly key: string;
  readonly record: string;
}

function sortBy(table: SnapshotTable, key: readonly string[]): KeyedRecord[] {
  const readKey = makeKeyReader(table, key);
  const held: KeyedRecord[] = [];
  let length = 0;
  for (const record of table.records()) {
    length += record.length;
    if (length > mostSorted) throw refuseSize(`The key of ${table.name} is another, and the table is too long to be put in its order.`);
    held.push({ key: readKey(record), record });
  }
  return held.sort((a, b) => compareCodePoints(a.key, b.key));
}

/** Whether the columns are there and name each row, none of them empty; those of its own key do. Refusal: release/too-large. */
export function identifies(key: readonly string[], table: SnapshotTable): boolean {
  if (!key.every((name) => table.columns.some((column) => column.name === name))) return false;
  if (table.primaryKey.join() === key.join()) return true;
  const sorted = sortBy(table, key);
  const isWhole = (text: string): boolean => !text.split("\u0000").includes("");
  return sorted.every((each, index) => isWhole(each.key) && each.key !== sorted[index - 1]?.key);
}
