// Whether the files of a release say what the release says: each is read back and compared cell by cell.
import type { Refusal } from "../finding.ts";
import { type PublishedTable, type Release, tablesOf } from "../publish/model.ts";
import type { Row, Table } from "../schema.ts";
import type { ReadTable } from "./arrow.ts";

type Read = (path: string) => Uint8Array;

/** A format in which tables are published: where a table is, and how it is read. */
export interface Format {
  readonly path: (table: Table) => string;
  readonly read: (bytes: Uint8Array, table: Table) => ReadTable;
  /** The one table that it holds; left out where it holds every one. */
  readonly only?: string;
}

/** How many differences of one file are told; more of them say nothing new. */
const toldDifferences = 10;

/**
 * Reads every table back from each of these formats and compares each cell with the release. Empty where all agree, else refusals
 * `verify/differs`. `read` gives the bytes of a file by its path below the release folder, and throws where there is none.
 */
export function compareTables(release: Release, formats: readonly Format[], read: Read): Refusal[] {
  return tablesOf(release).flatMap((content) =>
    formats
      .filter(({ only }) => only === undefined || only === content.table.name)
      .flatMap((format) => compareFile(content, format, read))
      .map((message) => ({ code: "verify/differs", message })),
  );
}

function compareFile(content: PublishedTable, format: Format, read: Read): string[] {
  const path = format.path(content.table);
  try {
    const faults = compareTable(content, format.read(read(path), content.table));
    const told = faults.slice(0, toldDifferences).map((fault) => `${path} ${fault}.`);
    const more = faults.length - told.length;
    return more > 0 ? [...told, `${path} has ${more} more differences.`] : told;
  } catch (error) {
    return [`${path} cannot be read back: ${error instanceof Error ? error.message : String(error)}.`];
  }
}

function compareTable({ table, rows }: PublishedTable, found: ReadTable): string[] {
  const header = table.columns.map((column) => column.name);
  const faults = [...found.faults];
  if (JSON.stringify(found.header) !== JSON.stringify(header)) faults.push(`has the columns ${found.header.join(", ")}`);
  if (found.rows.length !== rows.length) faults.push(`has ${found.rows.length} rows instead of ${rows.length}`);
  return [...faults, ...rows.flatMap((row, index) => compareRow(table, row, found.rows[index], index + 1))];
}

/** Rows are counted from 1, without the header. */
function compareRow(table: Table, row: Row, found: ReadTable["rows"][number] | undefined, position: number): string[] {
  if (found === undefined) return [];
  const { columns } = table;
  const faults = columns.flatMap(({ name }, index) => {
    const expected = row[name] ?? null;
    if (expected === found[index]) return [];
    const [wanted, got] = [JSON.stringify(expected), JSON.stringify(found[index])];
    return wanted === got ? [] : [`row ${position} column ${name}: ${got} instead of ${wanted}`];
  });
  if (found.length > columns.length) faults.push(`row ${position} has ${found.length} cells instead of ${columns.length}`);
  return faults;
}
