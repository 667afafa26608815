// Which reasons the claims behind a computed row have: those that it names, that name it, and those of its event, measure and population.
import { type Reason, reasons } from "./change.ts";
import { reasonOfTable } from "./columns.ts";
import { joinKey, keyOf } from "./keys.ts";
import { makeMarks } from "./marks.ts";
import { makeCellReader, rowOf, type Snapshot, type SnapshotTable, type TextRow } from "./snapshot.ts";

/** The reasons of claims by what they stand behind, a bit for each reason; nothing is kept of claims that did not change. */
export interface Behind {
  /** Takes why a claim changed; `isTouched` where it stayed itself, and what it refers to changed. */
  readonly addClaim: (claim_id: string, reason: Reason, isTouched: boolean) => void;
  /** Once all claims were added: what takes the records of their table in either release, for what their rows say they are about. */
  readonly makeRowTaker: (table: SnapshotTable) => (record: string) => void;
  /** After that: follows them into the other tables of a release that name them. */
  readonly follow: (snapshots: readonly Snapshot[]) => void;
  /** Whether no claim was added. */
  readonly isEmpty: () => boolean;
  /** Why a claim itself changed; null where it did not. */
  readonly reasonOf: (claim_id: string) => Reason | null;
  /** Of the claims that the row names, or that name the row. */
  readonly own: (table: SnapshotTable, row: TextRow) => number;
  /** Of those that the row was compared with: of the row it belongs to, and of its event, measure and population. */
  readonly around: (table: SnapshotTable, row: TextRow) => number;
}

/** Tables of things that claims are about: a row that refers to one is not made of all its claims. */
const registries: ReadonlySet<string> = new Set(["claims", "events", "counters", "sources", "places", "rules"]);

const touched = 1 << reasons.length;
const bitOf = (reason: Reason): number => 1 << reasons.indexOf(reason);

/** The reason that is told first among these bits; null where there is none. */
export const firstOf = (bits: number): Reason | null => reasons.find((reason) => bits & bitOf(reason)) ?? null;

/** Looks in both releases, since a claim that is gone may be why a row is. */
export function makeBehind(): Behind {
  const marks = makeMarks();
  const add = (text: string, bits: number): void => {
    if (bits !== 0) marks.add(text, bits);
  };
  const claimBits = (id: string): number => marks.of(`\u0000${id}`) & (touched - 1);
  /** A sum stands for its terms. */
  const bitsOf = (id: string): number => marks.of(named("derived_claims", id)) || claimBits(id);
  /** Adds the claims that the rows of a table name to the rows of others that these rows refer to. */
  const followTable = (table: SnapshotTable, isOfSums: boolean): void => {
    const targets = targetsOf(table).filter((key) => (key.table === "derived_claims") === isOfSums);
    if (targets.length === 0 || table.name === "claims") return;
    const readClaim = makeCellReader(table, ["claim_id"]);
    const readers = targets.map((key) => ({ name: key.table, read: makeCellReader(table, key.columns) }));
    for (const record of table.records()) {
      const [id = ""] = readClaim(record);
      const bits = isOfSums ? claimBits(id) : bitsOf(id);
      if (bits !== 0) for (const { name, read } of readers) add(named(name, joinKey(read(record))), bits);
    }
  };
  return {
    addClaim: (id, reason, isTouched) => add(`\u0000${id}`, bitOf(reason) | (isTouched ? touched : 0)),
    makeRowTaker: (table) => {
      const readId = makeCellReader(table, ["claim_id"]);
      const targets = targetsOf(table);
      return (record) => {
        const bits = claimBits(readId(record)[0] ?? "");
        if (bits === 0) return;
        const row = rowOf(table, record);
        for (const key of targets) add(named(key.table, keyOf(row, key.columns)), bits);
        for (const group of groupsOf(row)) add(group, bits);
      };
    },
    follow: (snapshots) => {
      if (marks.isEmpty()) return;
      for (const isOfSums of [true, false]) {
        for (const { tables } of snapshots) for (const table of tables.values()) followTable(table, isOfSums);
      }
    },
    isEmpty: marks.isEmpty,
    reasonOf: (id) => {
      const bits = marks.of(`\u0000${id}`);
      return bits & touched ? null : firstOf(bits);
    },
    own: (table, row) => {
      const id = row["claim_id"] ?? "";
      return (id === "" ? 0 : bitsOf(id)) | marks.of(named(table.name, keyOf(row, table.primaryKey)));
    },
    around: (table, row) => {
      const parents = table.foreignKeys.filter((key) => !registries.has(key.table));
      const group = registries.has(table.name) ? undefined : groupsOf(row).at(-1);
      const bits = parents.map((key) => marks.of(named(key.table, keyOf(row, key.columns))));
      return [...bits, group === undefined ? 0 : marks.of(group)].reduce((all, each) => all | each, 0);
    },
  };
}

const named = (table: string, key: string): string => `${table}\u0000${key}`;

/** What the rows of a table that names claims refer to beside these; tables that have one reason for all their rows are not asked for theirs. */
function targetsOf({ columns, foreignKeys }: SnapshotTable): SnapshotTable["foreignKeys"] {
  if (!columns.some(({ name }) => name === "claim_id")) return [];
  return foreignKeys.filter((key) => key.table !== "claims" && !(key.table in reasonOfTable));
}

/** An event, then with a measure, then with a population: as far as the row says. */
function groupsOf(row: TextRow): string[] {
  const cells = [row["event_id"], row["measure"], row["population"]];
  const said = cells.findIndex((cell) => cell === undefined || cell === "");
  const known = said < 0 ? cells : cells.slice(0, said);
  return known.map((_, index) => JSON.stringify(known.slice(0, index + 1)));
}
