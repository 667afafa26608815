// Whether the files of a release say what the release says: each is read back and compared cell by cell.
import type { Refusal } from "../finding.ts";
import { canonicalRow } from "../publish/fingerprint.ts";
import { type PublishedTable, type Release, tablesOf } from "../publish/model.ts";
import type { Row, Table } from "../schema.ts";
import { type ReadTable, readArrowFile, readArrowFileAsStream, readArrowStream } from "./arrow.ts";
import { compareManifest } from "./manifest.ts";
import { readParquetTable } from "./parquet.ts";
import { readCsvTable, readGeojsonTable, readJsonTable } from "./text.ts";

type Read = (path: string) => Uint8Array;

interface Format {
  readonly path: (table: Table) => string;
  readonly read: (bytes: Uint8Array, table: Table) => ReadTable;
}

/** A format that holds every table: one line each. */
const formats: readonly Format[] = [
  { path: ({ name }) => `csv/${name}.csv`, read: readCsvTable },
  { path: ({ name }) => `json/${name}.json`, read: readJsonTable },
  { path: ({ name }) => `arrow/${name}.arrow`, read: readArrowFile },
  { path: ({ name }) => `arrow/${name}.arrow`, read: readArrowFileAsStream },
  { path: ({ name }) => `arrow/${name}.arrows`, read: readArrowStream },
  { path: ({ name }) => `parquet/${name}.parquet`, read: readParquetTable },
];
const eventsOnMap: Format = { path: () => "geojson/events.geojson", read: readGeojsonTable };

/** How many differences of one file are told; more of them say nothing new. */
const toldDifferences = 10;

/**
 * Reads every table back from every format and compares each cell with the release, then the sizes, checksums and
 * fingerprints of MANIFEST.json and SHA256SUMS with the files. Empty where all agree, else refusals `verify/differs`.
 * `read` gives the bytes of a file by its path below the release folder, and throws where there is none.
 */
export function verifyRelease(release: Release, read: Read): Refusal[] {
  const tables = tablesOf(release);
  const faults = tables.flatMap((content) => {
    const extra = content.table.name === "events" ? [eventsOnMap] : [];
    return [...formats, ...extra].flatMap((format) => compareFile(content, format, read));
  });
  const messages = [...faults, ...compareManifest(release, read)];
  return messages.map((message) => ({ code: "verify/differs", message }));
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
  const expected = table.columns.map((column) => row[column.name] ?? null);
  if (canonicalRow(expected) === canonicalRow(found)) return [];
  const faults = table.columns.flatMap((column, index) => {
    const wanted = JSON.stringify(expected[index]);
    const got = JSON.stringify(found[index]);
    return wanted === got ? [] : [`row ${position} column ${column.name}: ${got} instead of ${wanted}`];
  });
  if (found.length > expected.length) faults.push(`row ${position} has ${found.length} cells instead of ${expected.length}`);
  return faults;
}
