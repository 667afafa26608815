// How some records of raw/extracts become claims: checked, read, and formatted for every file of a release; what stages 2, 3 and 5 do, for
// a few thousand rows at a time and without their neighbours.
import { cellsOf, extractOf } from "../cells.ts";
import { compareCodePoints, type Finding, finding } from "../finding.ts";
import type { RawExtract, RawPlace, RawSource } from "../model.ts";
import type { NormalizedClaim, PlacedLookup } from "../normalize/claims.ts";
import { makeExtractReader, readFaulty, type Surroundings } from "../normalize/extracts.ts";
import { listDecisions } from "../publish/quality-decisions.ts";
import type { Decision } from "../publish/summed.ts";
import { changed } from "../read/bytes.ts";
import { type PlacedRow, wrongNumber } from "../read/csv.ts";
import { publishedTables, type RawTableName, type Row, rawTables } from "../schema.ts";
import { extractRequirements, findIncomplete } from "../validate/claims.ts";
import { findDangling } from "../validate/keys.ts";
import { checkRow } from "../validate/rows.ts";
import { type ClaimColumns, makeGatherer, makeTextList } from "./claim-columns.ts";
import { type FormattedRows, makeFormatter } from "./format.ts";
import { rememberingReaders } from "./readers.ts";
import type { NamedIds, SplitRecord } from "./words.ts";

/** What a unit must know of the other tables. */
export interface Around extends Surroundings {
  /** The ids that each table bears, also those of rows with findings; null where rows of it were lost in reading. */
  readonly ids: Readonly<Record<"sources" | "events" | "counters", readonly string[] | null>>;
}

/** What a unit must know of tables that were read and checked; an id is known also where its row has a finding. */
export function surround(read: ReadTables, valid: CheckedTables): Around {
  const idsOf = (name: "sources" | "events" | "counters", column: string): string[] | null =>
    read.incomplete.has(name) ? null : read.tables[name].map(({ row }) => String(row[column]));
  return {
    sources: valid.sources.map(({ row: { source_id, language, published } }) => ({ source_id, language, published })),
    places: valid.places.map(({ row }) => row),
    lookups: valid.lookups,
    ids: { sources: idsOf("sources", "source_id"), events: idsOf("events", "event_id"), counters: idsOf("counters", "counter_id") },
  };
}

interface ReadTables {
  readonly tables: Readonly<Record<RawTableName, readonly PlacedRow[]>>;
  readonly incomplete: ReadonlySet<RawTableName>;
}

interface CheckedTables {
  readonly sources: readonly { readonly row: RawSource }[];
  readonly places: readonly { readonly row: RawPlace }[];
  readonly lookups: readonly PlacedLookup[];
}

/** Records of one file, with the line on which each begins. They are gone through once. */
export interface PlacedRecords {
  readonly file: string;
  readonly records: Iterable<SplitRecord>;
  readonly lines: ArrayLike<number>;
}

/** What became of some records. `claims` and `rules` are null where any of them has a finding, or nothing is to be written. */
export interface ReadUnit {
  readonly findings: readonly Finding[];
  readonly lookupsUsed: readonly string[];
  readonly written: WrittenUnit | null;
}

export interface WrittenUnit {
  readonly claims: FormattedRows;
  readonly claim_rules: FormattedRows;
  readonly decisions: readonly Decision[];
  readonly columns: ClaimColumns;
  /** The texts that the growing list of the columns has. */
  readonly texts: readonly string[];
}

const { columns: extractColumns, foreignKeys } = rawTables.extracts;
const { claims: claimTable, claim_rules: ruleTable } = publishedTables;

/** Claims that are held until they are formatted: one after another is slower, and many at once live so long that collecting them is work. */
const heldRows = 32;

/** What units may give: the rows of a table, and what is kept of their claims to be compared. */
export type UnitPart = "claims" | "claim_rules" | "columns";

/** What works on units; where no parts are wanted they are only checked. The same records give the same unit, whatever was read before. */
export function makeUnitReader(
  around: Around,
  named: NamedIds,
): (records: readonly PlacedRecords[], parts: readonly UnitPart[]) => ReadUnit {
  const read = makeExtractReader(around, rememberingReaders);
  const [claims, rules, columns] = [makeFormatter(claimTable), makeFormatter(ruleTable), makeGatherer()];
  const check = makeRowCheck(named);
  const held: NormalizedClaim[] = [];
  const writeHeld = (withRules: boolean): void => {
    for (const { claim, rules: own } of held) {
      const cells = cellsOf(claim);
      claims.put(cells);
      if (withRules) for (const rule of inOrder(own)) rules.put([claim.claim_id, rule]);
    }
    held.length = 0;
  };
  const takeWritten = (decisions: readonly Decision[]): WrittenUnit => {
    const dates = makeTextList([]);
    const written = claims.take();
    return {
      claims: written,
      claim_rules: rules.take(),
      decisions,
      columns: columns.take(written.columns, dates),
      texts: dates.texts,
    };
  };
  return (records, parts) => {
    const [isWanted, withRules, withColumns] = [parts.length > 0, parts.includes("claim_rules"), parts.includes("columns")];
    const findings: Finding[] = [];
    const used: string[] = [];
    const decided: Row[] = [];
    for (const { file, records: split, lines } of records) {
      let count = 0;
      for (const own of split) {
        const line = lines[count++] ?? 0;
        if (own.cells.length !== extractColumns.length) {
          findings.push(wrongNumber(own.cells, rawTables.extracts, { file, line }));
          continue;
        }
        const placed = { file, line, row: extractOf(own.cells) as unknown as Row };
        const faults = check(own, placed);
        const result = readRow(placed, faults, read);
        for (const item of faults) findings.push(item);
        for (const item of result.findings) findings.push(item);
        for (const key of result.lookupsUsed) used.push(key);
        if (!isWanted || findings.length > 0) continue;
        if (withColumns) columns.put(own.places, result.claim.date_edtf);
        held.push(result);
        if (held.length === heldRows) writeHeld(withRules);
        if (isDecided(result)) decided.push(result.claim as unknown as Row);
      }
      if (count !== lines.length) findings.push(finding(changed, { file }));
    }
    writeHeld(withRules);
    // What was written before the first finding is taken, too, so that it does not stand before the next unit.
    const written = takeWritten(listDecisions(decided));
    return { findings, lookupsUsed: used, written: isWanted && findings.length === 0 ? written : null };
  };
}

const inOrder = (rules: readonly string[]): readonly string[] => (rules.length > 1 ? rules.toSorted(compareCodePoints) : rules);

/** Whether a curator read any of its words: a decision has a rule of its own, or says that nothing can be known. */
const isDecided = ({ lookupsUsed }: NormalizedClaim): boolean => lookupsUsed.length > 0;

function readRow(
  placed: PlacedRow,
  faults: readonly Finding[],
  read: (placed: { file: string; line: number; row: RawExtract }) => NormalizedClaim,
): NormalizedClaim {
  // Without a finding of its own the row fits the schema from which its type is generated.
  if (!faults.some(isOfRow)) return read(placed as unknown as Parameters<typeof read>[0]);
  return readFaulty(placed, read, new Set(faults.map((item) => item.column)));
}

/** Whether a finding says that the row does not fit its schema; others leave it good, and its words are read as they are. */
const isOfRow = (item: Finding): boolean => item.code.startsWith("cell/");

/** The ids that the cells of extracts may name. */
export function listNamed({ ids }: Around): NamedIds {
  return Object.fromEntries(keys.map(({ column, table }) => [column, ids[table] === null ? null : makeTextList(ids[table])]));
}

const keys = foreignKeys.map((key) => ({ key, column: key.columns[0] ?? "", table: key.table as keyof Around["ids"] }));

/** Findings of one row by itself: those of `checkRow`, or else those of keys and of cells that need others. */
function makeRowCheck(named: NamedIds): (record: SplitRecord, placed: PlacedRow) => Finding[] {
  const needs = extractRequirements.map(({ when, needs: wanted }) => ({ when: placeOf(when), needs: wanted.map(placeOf) }));
  const isEmpty = (cells: readonly string[], at: number): boolean => cells[at] === "";
  return ({ cells, fits }, placed) => {
    if (fits && !needs.some(({ when, needs: wanted }) => !isEmpty(cells, when) && wanted.some((at) => isEmpty(cells, at)))) return [];
    const faults = fits ? [] : checkRow(rawTables.extracts, placed);
    if (faults.length > 0) return faults;
    const dangling = keys.filter(({ column }) => {
      const cell = cells[placeOf(column)] ?? "";
      return cell !== "" && named[column]?.find(cell) === -1;
    });
    // That it is in no row is known, so that none need be looked through.
    return [...dangling.flatMap(({ key }) => findDangling(key, [placed], [])), ...findIncomplete(extractRequirements, placed)];
  };
}

const placeOf = (column: string): number => extractColumns.findIndex(({ name }) => name === column);
