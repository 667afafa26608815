// Why each row or cell changed: what people wrote comes before what the program made of it.

import { firstReason, type Reason } from "../../../pipeline/diff/change.ts";
import { type Inputs, inputsOf, isOfOwnClaims, isTyped, roleOf, surroundings } from "../../../pipeline/diff/columns.ts";
import { type ClaimsBehind, findClaimsBehind } from "./behind.ts";
import type { RowChange, TableChange } from "./compare.ts";
import type { Snapshot, SnapshotTable, TextRow } from "./held.ts";

/** The reasons of the rows and cells of a comparison. */
export interface Explained {
  /** Why a row was added or removed. */
  readonly ofRow: (table: TableChange, row: RowChange) => Reason;
  /** Why a cell of a row that both have differs. */
  readonly ofCell: (table: TableChange, row: RowChange, column: string) => Reason;
  /** Why a claim differs, by claim_id; a claim of which only documentation differs is not there. */
  readonly ofClaim: ReadonlyMap<string, Reason>;
  /** The row that a retired id was merged into, by table and id; null where there is none. */
  readonly mergedInto: (table: string, id: string) => string | null;
}

/** Tables that say what words, codes and rules there are: all of it has one reason. */
const reasonOfTable: Readonly<Record<string, Reason>> = { codes: "scope", rules: "rule_change", rule_words: "rule_change" };

const reasonOfRetirement: Readonly<Record<string, Reason>> = {
  merged: "merge",
  withdrawn: "correction",
  out_of_scope: "scope",
  withheld: "privacy",
};

export function explainChanges(old: Snapshot, now: Snapshot, tables: readonly TableChange[]): Explained {
  const retired = new Map((now.tables.get("retired")?.rows ?? []).map((row) => [`${row["table"]}\u0000${row["id"]}`, row]));
  const retirement = (table: string, id: string): TextRow | undefined => retired.get(`${table}\u0000${id}`);
  const oldSources = new Set((old.tables.get("sources")?.rows ?? []).map((row) => row["source_id"]));
  const behind = findClaimsBehind([old, now]);
  const ofClaim = new Map<string, Reason>();
  const changes = indexRows(tables);
  const corrected = (now.tables.get("claims")?.rows ?? []).filter((row) => isReferredCorrected(changes, surroundings, [row]));
  const touched = new Map(corrected.map((row) => [row["claim_id"] ?? "", "correction" as const]));
  const typed: Typed = { changes, retirement, oldSources, ofClaim, touched, behind };

  for (const table of tables.filter(({ name }) => name === "claims")) {
    for (const row of table.rows) {
      const whole = row.old === null || row.now === null;
      const columns = row.columns.filter((column) => !table.newColumns.has(column));
      const found = whole ? [typedRowReason(typed, table, row)] : columns.map((column) => typedCellReason(typed, table, row, column));
      const reason = firstReason(found.filter((each) => each !== "documentation"));
      if (reason !== null) ofClaim.set(row.key, reason);
    }
  }
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
    ofClaim,
    mergedInto: (table, id) => retirement(table, id)?.["replaced_by"] || null,
  };
}

interface Typed {
  /** Changed rows by table and key. */
  readonly changes: ReadonlyMap<string, { readonly table: TableChange; readonly row: RowChange }>;
  readonly retirement: (table: string, id: string) => TextRow | undefined;
  readonly oldSources: ReadonlySet<string | undefined>;
  readonly ofClaim: ReadonlyMap<string, Reason>;
  /** Claims that stayed while their source or counter was corrected, by claim_id. */
  readonly touched: ReadonlyMap<string, Reason>;
  readonly behind: ClaimsBehind;
}

function indexRows(tables: readonly TableChange[]): Typed["changes"] {
  const rows = tables.flatMap((table) => table.rows.map((row) => [`${table.name}\u0000${row.key}`, { table, row }] as const));
  return new Map(rows);
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
  return firstReason(reasonsBehind(typed, table.now, now, true)) === "new_source" ? "new_source" : "correction";
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
  if (isReferredCorrected(typed.changes, through, [row.old, row.now]) || isCurated([row.old, row.now], family)) found.push("correction");
  return firstReason(found) ?? "rule_change";
}

/** Whether words changed in a row that this one refers to, such as the day of publication of a claim's source. */
function isReferredCorrected(changes: Typed["changes"], through: Inputs["through"], rows: readonly (TextRow | null)[]): boolean {
  return through.some((target) =>
    rows.some((cells) => {
      const changed = changes.get(`${target.table}\u0000${cells?.[target.column] ?? ""}`);
      return changed?.row.columns.some((name) => target.words.test(name) && roleOf(target.table, name) === "words");
    }),
  );
}

/** Whether a person's line in raw/lookups.csv reads either row: what it says is a person's decision. */
function isCurated(rows: readonly (TextRow | null)[], family: string | null): boolean {
  return rows.some((row) => (row?.["rules"] ?? "").split(" ").includes(`${family}/curated`));
}

/** What the program made of claims changed because they did; else the rules did. */
function computedReason(typed: Typed, table: TableChange, row: RowChange): Reason {
  const ownOnly = row.old !== null && row.now !== null && isOfOwnClaims(table.name);
  const found = [...reasonsBehind(typed, table.old, row.old, ownOnly), ...reasonsBehind(typed, table.now, row.now, ownOnly)];
  return firstReason(found) ?? "rule_change";
}

/** Why the claims behind a row changed: its own, and where none of these did those it was compared with. */
function reasonsBehind(typed: Typed, table: SnapshotTable | null, row: TextRow | null, ownOnly: boolean): Reason[] {
  if (table === null || row === null) return [];
  const { own, around } = typed.behind(table, row);
  const reasonsOf = (ids: readonly string[]): Reason[] => ids.flatMap((id) => typed.ofClaim.get(id) ?? typed.touched.get(id) ?? []);
  const found = reasonsOf(own);
  return found.length > 0 || ownOnly ? found : reasonsOf(around);
}
