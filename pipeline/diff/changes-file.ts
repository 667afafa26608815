// How changes are written as changes.csv and read again.
import { formatCsv } from "../publish/csv.ts";
import { parseRecords } from "../read/csv.ts";
import { changeKinds, type Line, reasons } from "./change.ts";

const header = ["table", "key", "column", "change", "reason", "old", "new"] as const satisfies readonly (keyof Line)[];

/** The first line of changes.csv. */
export const changesHeader = formatCsv(header, []);

/** The lines of changes.csv, one for each of some changed cells, rows, columns or tables. */
export function formatChanges(changes: readonly Line[]): string {
  return formatCsv(
    null,
    changes.map((line) => header.map((name) => line[name])),
  );
}

/** The lines of changes.csv. Throws where it is not what `formatChanges` writes. */
export function parseChanges(text: string): Line[] {
  const [names = [], ...records] = parseRecords(text);
  if (names.join() !== header.join()) throw new Error("changes.csv has another header");
  return records.map(([table = "", key = "", column = "", change, reason, old = "", now = ""]) => {
    const [kind, why] = [changeKinds.find((each) => each === change), reasons.find((each) => each === reason)];
    if (kind === undefined || why === undefined) throw new Error(`changes.csv tells of an unknown change or reason: ${change}, ${reason}`);
    return { table, key, column, change: kind, reason: why, old, new: now };
  });
}
