// Why each row or cell changed: what people wrote comes before what the program made of it.
import { type Behind, firstOf, makeBehind } from "./behind.ts";
import { firstReason, type Reason } from "./change.ts";
import { type Inputs, inputsOf, isOfOwnClaims, isReferredTo, isTyped, reasonOfTable, roleOf, surroundings } from "./columns.ts";
import { makeRowComparison, type RowChange, type TableChange } from "./compare.ts";
import { type KeptCells, type KeptClaims, keepClaims, makeKeptCells } from "./kept-claims.ts";
import { keyOf } from "./keys.ts";
import { mergeRecords, type Pair } from "./merge.ts";
import { rowOf, rowsOf, type Snapshot, type SnapshotTable, type TextRow } from "./snapshot.ts";

/** The reasons of the rows and cells of a comparison. */
export interface Explained {
  /** Why a row was added or removed. */
  readonly ofRow: (table: TableChange, row: RowChange) => Reason;
  /** Why a cell of a row that both have differs. */
  readonly ofCell: (table: TableChange, row: RowChange, column: string) => Reason;
  /** Why a claim differs, by claim_id; null where it does not, or only documentation does. */
  readonly ofClaim: (claim_id: string) => Reason | null;
  /** The row that a retired id was merged into, by table and id; null where there is none. */
  readonly mergedInto: (table: string, id: string) => string | null;
  /** The claims of both releases, which were read on the way. */
  readonly claims: KeptClaims;
}

const reasonOfRetirement: Readonly<Record<string, Reason>> = {
  merged: "merge",
  withdrawn: "correction",
  out_of_scope: "scope",
  withheld: "privacy",
};

/** Reads the tables of both releases that claims are in or are named in once, and keeps of them what reasons and totals ask for. */
export function explainChanges(old: Snapshot, now: Snapshot, tables: readonly TableChange[]): Explained {
  const retired = new Map(Array.from(rowsOf(now.tables.get("retired")), (row) => [named(row["table"] ?? "", row["id"] ?? ""), row]));
  const behind = makeBehind();
  const typed: Typed = {
    corrected: findCorrected(tables),
    retirement: (table, id) => retired.get(named(table, id)),
    oldSources: new Set(Array.from(rowsOf(old.tables.get("sources")), (row) => row["source_id"])),
    behind,
  };
  const claims = readClaims(typed, old, now, tables);
  behind.follow([old, now]);
  return {
    ofRow: (table, row) => {
      if (table.old === null) return "scope";
      return reasonOfTable[table.name] ?? (isTyped(table.name) ? typedRowReason : computedReason)(typed, table, row);
    },
    ofCell: (table, row, column) => {
      if (table.newColumns.has(column)) return "scope";
      if (roleOf(table.name, column) === "documentation") return "documentation";
      if (roleOf(table.name, column) === "rules") return "rule_change";
      return reasonOfTable[table.name] ?? (isTyped(table.name) ? typedCellReason : computedReason)(typed, table, row, column);
    },
    ofClaim: behind.reasonOf,
    mergedInto: (table, id) => typed.retirement(table, id)?.["replaced_by"] || null,
    claims,
  };
}

interface Typed {
  /** The columns of words that changed in rows that others refer to, by table and key. */
  readonly corrected: ReadonlyMap<string, readonly string[]>;
  readonly retirement: (table: string, id: string) => TextRow | undefined;
  readonly oldSources: ReadonlySet<string | undefined>;
  readonly behind: Behind;
}

const named = (table: string, key: string): string => `${table}\u0000${key}`;

function findCorrected(tables: readonly TableChange[]): Typed["corrected"] {
  const corrected = new Map<string, readonly string[]>();
  for (const { name, rows } of tables.filter((table) => isReferredTo(table.name))) {
    for (const { key, columns } of rows()) {
      const words = columns.filter((column) => roleOf(name, column) === "words");
      if (words.length > 0) corrected.set(named(name, key), words);
    }
  }
  return corrected;
}

/** Tells `behind` of the claims that changed, or that refer to what changed; gives what is kept of all. */
function readClaims(typed: Typed, old: Snapshot, now: Snapshot, tables: readonly TableChange[]): KeptClaims {
  const [before, after] = [old.tables.get("claims"), now.tables.get("claims")];
  const kept = keepClaims();
  const keep = (table: SnapshotTable | undefined): ((record: string | null) => KeptCells | null) => {
    const read = table && makeKeptCells(table);
    return (record) => (record === null || read === undefined ? null : read(record));
  };
  const [keepOld, keepNew] = [keep(before), keep(after)];
  const changes = tables.filter(({ name }) => name === "claims");
  const matched = changes.find((table) => table.old !== null && table.now !== null);
  const pairs = (): Iterable<Pair> =>
    before && after && matched ? mergeRecords(before, after, after.primaryKey) : listApart(before, after);
  const { behind, corrected } = typed;
  const tell = makeClaimReader(typed, changes);
  const sameColumns = matched?.structure.every(({ change }) => !change.startsWith("column_"));
  for (const pair of pairs()) {
    const cells = keepOld(pair.old);
    kept.add(cells, sameColumns && pair.now === pair.old ? cells : keepNew(pair.now));
    tell(pair);
  }
  if (behind.isEmpty()) return kept;
  const [addOld, addNew] = [before, after].map((table) => table && behind.makeRowTaker(table));
  for (const { old: left, now: right } of pairs()) {
    if (left === right && corrected.size === 0) continue;
    if (left !== null) addOld?.(left);
    if (right !== null) addNew?.(right);
  }
  return kept;
}

/** The records of two tables whose rows cannot be matched. */
function* listApart(old: SnapshotTable | undefined, now: SnapshotTable | undefined): Generator<Pair> {
  for (const record of old?.records() ?? []) yield { old: record, now: null };
  for (const record of now?.records() ?? []) yield { old: null, now: record };
}

/** What tells `behind` why the claim of a pair differs, or that its source or counter was corrected. */
function makeClaimReader(typed: Typed, changes: readonly TableChange[]): (pair: Pair) => void {
  const { behind, corrected } = typed;
  const table = changes.find(({ now }) => now !== null);
  if (table?.now === null || table === undefined) return () => {};
  const { old, now, newColumns } = table;
  const compare = makeRowComparison(old ?? now, now);
  return (pair) => {
    // Where the rows cannot be matched, those that are gone go with their table.
    if (pair.now === null && old === null) return;
    const row = compare(pair);
    if (row !== null) {
      const keyed = { ...row, key: keyOf(row.now ?? row.old ?? {}, now.primaryKey) };
      const columns = row.columns.filter((column) => !newColumns.has(column));
      const whole = row.old === null || row.now === null;
      const found = whole ? [typedRowReason(typed, table, keyed)] : columns.map((column) => typedCellReason(typed, table, keyed, column));
      const reason = firstReason(found.filter((each) => each !== "documentation"));
      if (reason !== null) return behind.addClaim(keyed.key, reason, false);
    }
    if (pair.now === null || corrected.size === 0) return;
    const cells = rowOf(now, pair.now);
    if (isReferredCorrected(typed, surroundings, [cells])) behind.addClaim(cells["claim_id"] ?? "", "correction", true);
  };
}

/** A row that people added or took away. */
function typedRowReason(typed: Typed, table: TableChange, { key, old, now }: RowChange): Reason {
  if (table.name === "retired") return reasonOfRetirement[(now ?? old)?.["kind"] ?? ""] ?? "correction";
  const gone = now === null ? typed.retirement(table.name, key) : undefined;
  if (gone) return reasonOfRetirement[gone["kind"] ?? ""] ?? "correction";
  if (table.name === "events") return "scope";
  if (now === null) return "correction";
  if (table.name === "sources") return "new_source";
  if (table.name === "claims") return typed.oldSources.has(now["source_id"]) ? "correction" : "new_source";
  return firstOf(bitsBehind(typed, table.now, now, true)) === "new_source" ? "new_source" : "correction";
}

function typedCellReason(typed: Typed, table: TableChange, row: RowChange, column: string): Reason {
  const role = roleOf(table.name, column);
  if (table.newColumns.has(column)) return "scope";
  if (role === "documentation") return "documentation";
  const becameWithheld = row.now?.["count_status"] === "withheld" && row.old?.["count_status"] !== "withheld";
  if (becameWithheld) return "privacy";
  if (role === "scope") return "scope";
  if (role === "words") return wordsReason(typed, table, row, column);
  if (/^(?:claims|sources|counters)$/.test(column)) return computedReason(typed, table, row);
  return readingReason(typed, table, row, column);
}

/** A reference that follows an id into the row it was merged into is a merge; all else that people changed is a correction. */
function wordsReason(typed: Typed, { now }: TableChange, row: RowChange, column: string): Reason {
  const key = now?.foreignKeys.find(({ columns }) => columns.length === 1 && columns[0] === column);
  const gone = key ? typed.retirement(key.table, row.old?.[column] ?? "") : undefined;
  return gone?.["replaced_by"] && gone["replaced_by"] === row.now?.[column] ? "merge" : "correction";
}

/** The same words read as something else are a change of rules. */
function readingReason(typed: Typed, table: TableChange, row: RowChange, column: string): Reason {
  const { own, through, family } = inputsOf(table.name, column);
  const words = row.columns.filter((name) => own.test(name) && roleOf(table.name, name) === "words" && !table.newColumns.has(name));
  const found = words.map((name) => wordsReason(typed, table, row, name));
  if (isReferredCorrected(typed, through, [row.old, row.now]) || isCurated([row.old, row.now], family)) found.push("correction");
  return firstReason(found) ?? "rule_change";
}

/** Whether words changed in a row that this one refers to, such as the day of publication of a claim's source. */
function isReferredCorrected({ corrected }: Typed, through: Inputs["through"], rows: readonly (TextRow | null)[]): boolean {
  if (corrected.size === 0) return false;
  return through.some((target) =>
    rows.some((cells) => corrected.get(named(target.table, cells?.[target.column] ?? ""))?.some((name) => target.words.test(name))),
  );
}

/** Whether a person's line in raw/lookups.csv reads either row: what it says is a person's decision. */
function isCurated(rows: readonly (TextRow | null)[], family: string | null): boolean {
  return rows.some((row) => (row?.["rules"] ?? "").split(" ").includes(`${family}/curated`));
}

/** What the program made of claims changed because they did; else the rules did. */
function computedReason(typed: Typed, table: TableChange, row: RowChange): Reason {
  const ownOnly = row.old !== null && row.now !== null && isOfOwnClaims(table.name);
  const found = bitsBehind(typed, table.old, row.old, ownOnly) | bitsBehind(typed, table.now, row.now, ownOnly);
  return firstOf(found) ?? "rule_change";
}

/** Why the claims behind a row changed: its own, and where none of these did those it was compared with. */
function bitsBehind({ behind }: Typed, table: SnapshotTable | null, row: TextRow | null, ownOnly: boolean): number {
  if (table === null || row === null) return 0;
  const own = behind.own(table, row);
  return own !== 0 || ownOnly ? own : behind.around(table, row);
}
