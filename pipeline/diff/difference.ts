// The whole difference between two releases: every changed cell with its reason, and every total with what moved it.
import { type Bump, type Change, firstReason, type Reason } from "./change.ts";
import { compareTables, type RowChange, type TableChange } from "./compare.ts";
import { makeTrace, type Range, type Total, type Trace, traceTotals } from "./impact.ts";
import { type Explained, explainChanges } from "./reasons.ts";
import type { Snapshot } from "./snapshot.ts";

/** Neither changes nor totals are held: each time they are asked for they are found anew, in one pass over the tables of both releases. */
export interface Difference {
  readonly from: string;
  readonly to: string;
  /** In code-point order of tables and keys; columns in the order of the newer release. */
  readonly changes: () => Iterable<Change>;
  readonly totals: () => Iterable<Total>;
}

/** Compares an older release with a newer one, or with what the working tree would give. Refusal: release/too-large. */
export function compareReleases(old: Snapshot, now: Snapshot): Difference {
  const tables = compareTables(old, now);
  const explained = explainChanges(old, now, tables);
  const trace = makeTrace(old, now, explained.claims, explained.ofClaim);
  const changes = function* changes(): Generator<Change> {
    for (const table of tables) {
      yield* table.structure;
      for (const row of table.rows()) yield* changesOf(table, row, explained, trace);
    }
  };
  return { from: old.version, to: now.version, changes, totals: () => traceTotals(old, now, trace) };
}

/** The first reason for which a bound of an estimate moved; null where no step moved it. */
function moverOf({ moved_by }: Total, bound: string): Reason | null {
  const name = bound as keyof Range;
  return firstReason(moved_by.filter((step) => step.before[name] !== step.after[name]).map((step) => step.reason));
}

function changesOf(table: TableChange, row: RowChange, explained: Explained, trace: Trace): Change[] {
  if (row.old === null || row.now === null) return wholeRow(table, row, explained);
  const { old, now } = row;
  const total = table.name === "estimates" ? trace(old, now) : null;
  return row.columns.map((column): Change => {
    const reason = (total && moverOf(total, column)) ?? explained.ofCell(table, row, column);
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
