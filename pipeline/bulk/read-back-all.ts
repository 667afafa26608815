// Whether all files of a release say what was published: every table in every format by its fingerprint, every file by its checksum.
import { join } from "node:path";
import { type Finding, finding } from "../finding.ts";
import type { Event } from "../model.ts";
import { canonicalRow } from "../publish/fingerprint.ts";
import { measureFile } from "../publish/measure.ts";
import type { ListedFile } from "../publish/model.ts";
import { publishedTables, type Row } from "../schema.ts";
import { readGeojsonTable } from "../verify/text.ts";
import { readWhole } from "./files.ts";
import type { Pool } from "./pool.ts";
import { formatCount, pathIn, type ReadBack } from "./read-back.ts";
import type { WrittenTable } from "./table-output.ts";
import type { Task } from "./work.ts";

/** Findings verify/differs and verify/rule. `violations` are what goes against a rule. */
export async function verifyWritten(
  pool: Pool,
  folder: string,
  version: string,
  written: readonly WrittenTable[],
  files: readonly ListedFile[],
  compared: { readonly events: readonly Event[]; readonly violations: readonly string[] },
): Promise<Finding[]> {
  const known = new Map(written.map((table) => [table.table, table]));
  const listed = new Map(files.map((file) => [file.path, file]));
  const faults = new Set<string>();
  const read = new Set<string>();
  await pool.run(listReads(folder, written, listed), (result) => {
    if (result.kind !== "read back") return;
    read.add(result.found.path);
    for (const fault of faultsOf(result.found, known.get(result.table))) faults.add(fault);
  });
  for (const file of files) {
    if (read.has(file.path)) continue;
    const { bytes, sha256 } = measureFile(join(folder, file.path));
    if (bytes !== file.bytes || sha256 !== file.sha256) faults.add(`${file.path} has other bytes than were written.`);
  }
  if (!mapAgrees(folder, compared.events)) faults.add("geojson/events.geojson holds other values than were published.");
  const tell = (code: string, message: string): Finding => finding({ code, message }, { file: `dist/${version}` });
  return [
    ...[...faults].map((fault) => tell("verify/differs", fault)),
    ...compared.violations.map((each) => tell("verify/rule", `${each}.`)),
  ];
}

function* listReads(folder: string, written: readonly WrittenTable[], listed: ReadonlyMap<string, ListedFile>): Generator<Task> {
  for (const { table } of written) {
    for (let format = 0; format < formatCount; format++) {
      const file = listed.get(pathIn(format, table));
      yield { kind: "read back", folder, table, format, written: file ? { bytes: file.bytes, sha256: file.sha256 } : null };
    }
  }
}

function faultsOf(found: ReadBack, written: WrittenTable | undefined): string[] {
  if (found.faults.length > 0) return found.faults.map((fault) => `${found.path} ${fault}.`);
  const faults: string[] = [];
  if (found.rows !== written?.rows) faults.push(`${found.path} has ${found.rows} rows instead of ${written?.rows}.`);
  else if (found.fingerprint !== written.fingerprint) faults.push(`${found.path} holds other values than were published.`);
  return faults;
}

function mapAgrees(folder: string, events: readonly Event[]): boolean {
  const table = publishedTables.events;
  const { rows, faults } = readGeojsonTable(readWhole(join(folder, "geojson/events.geojson")), table);
  const said = (row: Row): string => canonicalRow(table.columns.map(({ name }) => row[name] ?? null));
  return (
    faults.length === 0 &&
    rows.length === events.length &&
    events.every((event, index) => said(event as unknown as Row) === canonicalRow(rows[index] ?? []))
  );
}
