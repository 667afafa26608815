// The whole difference between two releases, found with all rows at hand: every changed cell with its reason, every total with what moved it, the version it asks for.
import { type Bump, type Change, firstReason, type Reason } from "../../../pipeline/diff/change.ts";
import { keyOf } from "../../../pipeline/diff/keys.ts";
import { compareTables, type RowChange, type TableChange } from "./compare.ts";
import type { Snapshot, TextRow } from "./held.ts";
import { type Range, type Total, traceTotals } from "./impact.ts";
import { type Explained, explainChanges } from "./reasons.ts";

export interface Difference {
  readonly from: string;
  readonly to: string;
  /** In code-point order of tables and keys; columns in the order of the newer release. */
  readonly changes: readonly Change[];
  readonly totals: readonly Total[];
}

/** Compares an older release with a newer one, or with what the working tree would give. */
export function compareHeld(old: Snapshot, now: Snapshot): Difference {
  const tables = compareTables(old, now);
  const explained = explainChanges(old, now, tables);
  const totals = traceTotals(old, now, explained.ofClaim);
  const movers = moversOf(totals);
  const changes = tables.flatMap((table) => [...table.structure, ...table.rows.flatMap((row) => changesOf(table, row, explained, movers))]);
  return { from: old.version, to: now.version, changes, totals };
}

/** The first reason for which a bound of an estimate moved, by `estimate key` and bound. */
type Movers = ReadonlyMap<string, Reason>;

function moversOf(totals: readonly Total[]): Movers {
  const found = totals.flatMap((total) =>
    Object.keys(total.before).flatMap((bound) => {
      const name = bound as keyof Range;
      const reason = firstReason(total.moved_by.filter((step) => step.before[name] !== step.after[name]).map((step) => step.reason));
      return reason === null ? [] : [[moverKey(total, bound), reason] as const];
    }),
  );
  return new Map(found);
}

const estimateKey = ["event_id", "measure", "population", "count_basis"];
const moverKey = (row: object, bound: string): string => `${keyOf(row as TextRow, estimateKey)}\u0000${bound}`;

function changesOf(table: TableChange, row: RowChange, explained: Explained, movers: Movers): Change[] {
  if (row.old === null || row.now === null) return wholeRow(table, row, explained);
  const { old, now } = row;
  return row.columns.map((column): Change => {
    const moved = table.name === "estimates" ? movers.get(moverKey(now, column)) : undefined;
    const reason = moved ?? explained.ofCell(table, row, column);
    const cells = { old: reason === "privacy" ? "" : (old[column] ?? ""), new: now[column] ?? "" };
    return { table: table.name, key: row.key, column, change: "modified", reason, ...cells, bump: bumpOf(reason) };
  });
}

const bumpOf = (reason: Reason): Bump => (reason === "documentation" ? "patch" : "minor");

/** A line for the row, then one for each of its cells that is no part of its key and not null. */
function wholeRow(table: TableChange, row: RowChange, explained: Explained): Change[] {
  const cells = row.now ?? row.old ?? {};
  const reason = explained.ofRow(table, row);
  const into = row.now === null ? explained.mergedInto(table.name, row.key) : null;
  const change = row.now !== null ? "added" : into !== null ? "merged" : "removed";
  // Code that meets a code it knows no more is broken; a row that is gone moves figures.
  const bump: Bump = change === "removed" && table.name === "codes" ? "major" : "minor";
  const line = { table: table.name, key: row.key, change, reason, bump } as const;
  const columns = ((row.now === null ? table.old : table.now)?.columns ?? []).map((column) => column.name);
  // What is withheld is not told once more in the release that withholds it.
  const told = reason === "privacy" && row.now === null ? [] : columns;
  const filled = told.filter((column) => !table.now?.primaryKey.includes(column) && (cells[column] ?? "") !== "");
  const sided = (text: string): { old: string; new: string } => (row.now === null ? { old: text, new: "" } : { old: "", new: text });
  return [
    { ...line, column: "", old: into === null ? "" : row.key, new: into ?? "" },
    ...filled.map((column) => ({ ...line, column, ...sided(cells[column] ?? "") })),
  ];
}
