// What must hold between rows: ids are unique, references lead somewhere, parents never lead in a circle.
import { type Finding, finding } from "../finding.ts";
import type { PlacedRow } from "../read/csv.ts";
import type { ForeignKey, Table } from "../schema.ts";

const keyOf = (placed: PlacedRow, columns: readonly string[]): string =>
  columns.map((column) => String(placed.row[column] ?? "")).join("\u0000");

const printedOf = ({ row }: PlacedRow, columns: readonly string[]): string => columns.map((column) => String(row[column] ?? "")).join(" ");

/** Finding key/duplicate for each row whose primary key an earlier row bears. */
export function findDuplicates(table: Table, rows: readonly PlacedRow[]): Finding[] {
  const seen = new Map<string, PlacedRow>();
  return rows.flatMap((placed) => {
    const key = keyOf(placed, table.primaryKey);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, placed);
      return [];
    }
    const message = `The same ${table.primaryKey.join(" and ")} stands in ${first.file}:${first.line}.`;
    return [
      finding(
        { code: "key/duplicate", message },
        { ...placeOf(placed), column: table.primaryKey[0] ?? null, printed: printedOf(placed, table.primaryKey) },
      ),
    ];
  });
}

/** Finding key/dangling for each reference that leads to no row; an empty reference leads nowhere and is fine. */
export function findDangling(key: ForeignKey, rows: readonly PlacedRow[], targets: readonly PlacedRow[]): Finding[] {
  const known = new Set(targets.map((target) => keyOf(target, key.references)));
  return rows.flatMap((placed) => {
    const value = keyOf(placed, key.columns);
    if (placed.row[key.columns[0] ?? ""] === null || known.has(value)) return [];
    const message = `No row of ${key.table} has this ${key.references.join(" and ")}.`;
    return [finding({ code: "key/dangling", message }, { ...placeOf(placed), column: key.columns[0] ?? null, printed: value })];
  });
}

/** Finding key/cycle for each row from which the parents lead back to itself. */
export function findCycles(key: ForeignKey, rows: readonly PlacedRow[]): Finding[] {
  const parents = new Map(rows.map((placed) => [keyOf(placed, key.references), keyOf(placed, key.columns)]));
  return rows.flatMap((placed) => {
    const start = keyOf(placed, key.references);
    const path = [start];
    for (let next = parents.get(start); next !== undefined && next !== ""; next = parents.get(next)) {
      path.push(next);
      if (next === start) {
        const message = `The parents lead in a circle: ${sayPath(path)}.`;
        return [
          finding(
            { code: "key/cycle", message },
            { ...placeOf(placed), column: key.columns[0] ?? null, printed: parents.get(start) ?? null },
          ),
        ];
      }
      if (path.length > parents.size) return [];
    }
    return [];
  });
}

/** A circle as a finding names it: a long one by its beginning. */
function sayPath(path: readonly string[]): string {
  return path.length > 9 ? [...path.slice(0, 8), `${path.length - 9} more`, path.at(-1)].join(" → ") : path.join(" → ");
}

function placeOf(placed: PlacedRow): { file: string; line: number } {
  return { file: placed.file, line: placed.line };
}
