// What reports tell of a difference, added up while its changes and totals pass.
import { type BumpTally, type NeededBump, tallyBump } from "./bump.ts";
import type { Change, ChangeKind, Reason } from "./change.ts";
import type { Difference } from "./difference.ts";
import type { Range, Step, Total } from "./impact.ts";

/** Kinds of changes of rows, as reports count them. */
export const rowKinds = ["added", "modified", "removed", "merged"] as const satisfies readonly ChangeKind[];
type RowKind = (typeof rowKinds)[number];

/** How many rows of a table changed in each way. */
export type RowCounts = Readonly<Record<RowKind, number>>;

/** A total that moved, without the steps: how many of each kind led from one range to the other. */
export interface MovedTotal extends Pick<Total, "event_id" | "measure" | "population" | "count_basis" | "stands"> {
  readonly before: Range;
  readonly after: Range;
  readonly steps: Readonly<Record<Step["step"], number>>;
}

/** What is added up of a difference. */
export interface Tally {
  readonly from: string;
  readonly to: string;
  /** How many changes there are. */
  readonly lines: number;
  readonly needed: NeededBump;
  /** How many rows, columns or tables changed for each reason, in the order in which the reasons come; a row counts once a reason. */
  readonly reasons: ReadonlyMap<Reason, number>;
  /** By table. */
  readonly rows: ReadonlyMap<string, RowCounts>;
  /** Changes of tables and columns. */
  readonly shapes: readonly Change[];
  /** How many cells moved though no word did, by table and column. */
  readonly ruled: ReadonlyMap<string, { readonly table: string; readonly column: string; readonly count: number }>;
  /** The first totals that moved, in their order, and how many moved and stayed in all. */
  readonly moved: readonly MovedTotal[];
  readonly moves: number;
  readonly stays: number;
}

/** As many totals as a summary lists: beyond that impact.json has them. */
const mostMoved = 50_000;

/** Adds up a difference. Changes and totals are also given, each once and in order, to those that write them. */
export function tallyDifference(
  difference: Difference,
  writeChange: (change: Change) => void = () => {},
  writeTotal: (total: Total) => void = () => {},
): Tally {
  const changes = tallyChanges();
  for (const change of difference.changes()) {
    changes.add(change);
    writeChange(change);
  }
  const moved: MovedTotal[] = [];
  let [moves, stays] = [0, 0];
  for (const total of difference.totals()) {
    writeTotal(total);
    if (total.moved_by.length === 0 && total.stands === "in both") stays += 1;
    else if (moves++ < mostMoved) moved.push(shorten(total));
  }
  const { from, to } = difference;
  return { from, to, ...changes.counted(), needed: changes.bump.needed(from), moved, moves, stays };
}

function shorten({ event_id, measure, population, count_basis, stands, before, after, moved_by }: Total): MovedTotal {
  const steps = { rules: 0, surroundings: 0, claim: 0 };
  for (const { step } of moved_by) steps[step] += 1;
  return { event_id, measure, population, count_basis, stands, before, after, steps };
}

type Counted = Pick<Tally, "lines" | "reasons" | "rows" | "shapes" | "ruled">;

/** The changes of one row come one after the other. */
function tallyChanges(): { readonly add: (change: Change) => void; readonly counted: () => Counted; readonly bump: BumpTally } {
  const bump = tallyBump();
  const reasons = new Map<Reason, number>();
  const rows = new Map<string, Record<RowKind, number>>();
  const shapes: Change[] = [];
  const ruled = new Map<string, { table: string; column: string; count: number }>();
  const row = { table: "", key: "", seen: new Set<string>() };
  let lines = 0;
  const isFirst = (seen: string): boolean => {
    if (row.seen.has(seen)) return false;
    row.seen.add(seen);
    return true;
  };
  const addRow = (change: Change, kind: RowKind): void => {
    const { table, key, column, reason } = change;
    if (row.table !== table || row.key !== key) Object.assign(row, { table, key, seen: new Set() });
    const counts = rows.get(table) ?? { added: 0, modified: 0, removed: 0, merged: 0 };
    rows.set(table, counts);
    if (isFirst(kind)) counts[kind] += 1;
    if (isFirst(`reason ${reason}`)) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    if (reason !== "rule_change" || kind !== "modified") return;
    const known = ruled.get(`${table}\u0000${column}`) ?? { table, column, count: 0 };
    ruled.set(`${table}\u0000${column}`, known);
    known.count += 1;
  };
  return {
    bump,
    counted: () => ({ lines, reasons, rows, shapes, ruled }),
    add: (change) => {
      lines += 1;
      bump.add(change);
      const kind = rowKinds.find((each) => each === change.change);
      if (kind !== undefined) return addRow(change, kind);
      shapes.push(change);
      reasons.set(change.reason, (reasons.get(change.reason) ?? 0) + 1);
    },
  };
}
