// Stage 2: holds every row against its schema, its keys and the cells beside it; passes on typed rows.
import type { RawData } from "./1-read.ts";
import type { Finding } from "./finding.ts";
import type { RawCounter, RawEvent, RawExtract, RawLookup, RawPlace, RawRetired, RawSource } from "./model.ts";
import type { PlacedRow } from "./read/csv.ts";
import { type RawTableName, rawTables, type Table } from "./schema.ts";
import { extractRequirements, findIncomplete, placeRequirements } from "./validate/claims.ts";
import { findCycles, findDangling, findDuplicates } from "./validate/keys.ts";
import { checkRetired, type IdSet } from "./validate/retired.ts";
import { checkRow } from "./validate/rows.ts";

/** A row that fits its schema, with its place. */
export interface Placed<Row> {
  readonly file: string;
  readonly line: number;
  readonly row: Row;
}

/** The rows that fit their schemas. A row with a finding of its own is left out here, and the build stops for it. */
export interface ValidData {
  readonly sources: readonly Placed<RawSource>[];
  readonly counters: readonly Placed<RawCounter>[];
  readonly events: readonly Placed<RawEvent>[];
  readonly places: readonly Placed<RawPlace>[];
  readonly extracts: readonly Placed<RawExtract>[];
  readonly lookups: readonly Placed<RawLookup>[];
  readonly retired: readonly Placed<RawRetired>[];
  /** Extracts that do not fit their schema: of their cells it is known only that each is text or null. */
  readonly faulty: readonly PlacedRow[];
  /** Tables of which rows were lost in reading. */
  readonly incomplete: RawData["incomplete"];
  readonly findings: readonly Finding[];
}

/**
 * Checks everything that was read. Findings: cell/*, key/*, claim/incomplete, retired/*.
 * @param withExtracts whether `raw` holds the extracts; else `validateAgainst` asks for their ids once these are known.
 */
export function validate(raw: RawData, withExtracts = true): ValidData {
  const names = Object.keys(rawTables) as RawTableName[];
  const findings: Finding[] = [];
  // One by one: a call takes no more arguments than its stack holds, and a large table may have more findings.
  const add = (found: readonly Finding[]): void => {
    for (const item of found) findings.push(item);
  };
  const good = Object.fromEntries(names.map((name) => [name, keepGood(rawTables[name], raw.tables[name], add)])) as Record<
    RawTableName,
    PlacedRow[]
  >;
  for (const name of names) {
    const table = rawTables[name];
    add(findDuplicates(table, raw.tables[name]));
    for (const key of table.foreignKeys) {
      const target = key.table as RawTableName;
      if (!raw.incomplete.has(target) && (withExtracts || target !== "extracts")) add(findDangling(key, good[name], raw.tables[target]));
      if (target === name) add(findCycles(key, good[name]));
    }
  }
  add(good.extracts.flatMap((placed) => findIncomplete(extractRequirements, placed)));
  add(good.places.flatMap((placed) => findIncomplete(placeRequirements, placed)));
  if (withExtracts) add(checkRetired(good.retired, (table) => idsOf(raw, table)));
  const fitting = new Set(good.extracts);
  const faulty = raw.tables.extracts.filter((placed) => !fitting.has(placed));
  // Every row in `good` has passed the check of its own schema, from which the row types are generated.
  return { ...(good as unknown as Omit<ValidData, "findings" | "incomplete" | "faulty">), faulty, incomplete: raw.incomplete, findings };
}

/** What other rows ask of the ids of extracts, null where not all were read. Findings: key/dangling, retired/*. */
export function validateAgainst(raw: RawData, valid: ValidData, extracts: IdSet | null): Finding[] {
  // A row that fits its schema has cells, whatever its type says.
  const good = valid as unknown as Record<RawTableName, readonly PlacedRow[]>;
  const dangling = Object.values(rawTables).flatMap(({ name, foreignKeys }) =>
    foreignKeys.flatMap((key) => {
      if (key.table !== "extracts" || extracts === null) return [];
      const [column = ""] = key.columns;
      const strays = good[name as RawTableName].filter(({ row }) => row[column] !== null && !extracts.has(String(row[column])));
      return findDangling(key, strays, []);
    }),
  );
  return [...dangling, ...checkRetired(good.retired, (table) => (table === "claims" ? extracts : idsOf(raw, table)))];
}

/** The ids of a table of raw/ by its published name: a claim is an extract. Null where rows of it were lost in reading. */
function idsOf(raw: RawData, published: string): IdSet | null {
  const name = (published === "claims" ? "extracts" : published) as RawTableName;
  if (raw.incomplete.has(name)) return null;
  const [key = ""] = rawTables[name].primaryKey;
  return new Set(raw.tables[name].map((placed) => String(placed.row[key])));
}

function keepGood(table: Table, rows: readonly PlacedRow[], add: (found: readonly Finding[]) => void): PlacedRow[] {
  return rows.filter((placed) => {
    const faults = checkRow(table, placed);
    add(faults);
    return faults.length === 0;
  });
}
