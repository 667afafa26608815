// Which claims there are, in the order in which they are published, and where the record of each lies: the only thing kept of every row.
import { compareCodePoints, type Finding, finding } from "../finding.ts";
import type { ScannedRecords } from "../read/scan.ts";
import type { Stamp } from "./files.ts";
import type { Segment } from "./work.ts";

/** A file whose records were found. */
export interface IndexedFile {
  readonly file: string;
  readonly stamp: Stamp;
  readonly records: ScannedRecords;
}

/** Claims by their place in the order of ids, from 0. */
export interface KeyIndex {
  readonly length: number;
  readonly idAt: (place: number) => string;
  readonly has: (id: string) => boolean;
  /** The first place of an id; null where none bears it. */
  readonly placeOf: (id: string) => number | null;
  /** The records that bear an id, by their number in their file. */
  readonly recordsOf: (id: string) => { readonly file: string; readonly record: number }[];
  /** The records of the claims from one place to another, exclusive; those that lie side by side in one segment. */
  readonly segments: (from: number, to: number) => Segment[];
  /** Finding key/duplicate for each record whose id an earlier record bears; not of those at `lost` (file:line), which made no row. */
  readonly findDuplicates: (lost: ReadonlySet<string>) => Finding[];
}

/** Indexes files in the order in which they are read. Rows may stand in any order: their ids are sorted here, by code point. */
export function indexKeys(files: readonly IndexedFile[]): KeyIndex {
  const length = files.reduce((sum, { records }) => sum + records.starts.length, 0);
  const fileOf = new Uint32Array(length);
  const firstEntryOf = new Uint32Array(files.length);
  let filled = 0;
  for (const [number, { records }] of files.entries()) {
    firstEntryOf[number] = filled;
    filled += records.starts.length;
    fileOf.fill(number, firstEntryOf[number], filled);
  }
  const recordOf = (entry: number): number => entry - (firstEntryOf[fileOf[entry] as number] as number);
  const fileAt = (entry: number): IndexedFile => files[fileOf[entry] as number] as IndexedFile;
  const bytesOf = (entry: number): Uint8Array => {
    const { ids, idEnds } = fileAt(entry).records;
    const record = recordOf(entry);
    return ids.subarray(startOf(fileAt(entry).records, record), idEnds[record]);
  };
  const compare = (a: number, b: number): number => compareIds(fileAt(a).records, recordOf(a), fileAt(b).records, recordOf(b));
  const { order, isStrict } = orderBy(length, compare);
  const entryAt = (place: number): number => order?.[place] ?? place;
  const idAt = (place: number): string => Buffer.from(bytesOf(entryAt(place))).toString("utf8");
  const placeOf = (id: string): number | null => {
    let [from, to] = [0, length];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (compareCodePoints(idAt(middle), id) < 0) from = middle + 1;
      else to = middle;
    }
    return from < length && idAt(from) === id ? from : null;
  };
  return {
    length,
    idAt,
    has: (id) => placeOf(id) !== null,
    placeOf,
    recordsOf: (id) => {
      const records: { file: string; record: number }[] = [];
      for (let place = placeOf(id) ?? length; place < length && idAt(place) === id; place++)
        records.push({ file: fileAt(entryAt(place)).file, record: recordOf(entryAt(place)) });
      return records;
    },
    segments: (from, to) => {
      const segments: Segment[] = [];
      for (let place = from; place < to; ) {
        const first = entryAt(place);
        let count = 1;
        while (place + count < to && entryAt(place + count) === first + count && fileOf[first + count] === fileOf[first]) count += 1;
        segments.push(segmentOf(fileAt(first), recordOf(first), recordOf(first) + count));
        place += count;
      }
      return segments;
    },
    findDuplicates: (lost) => {
      const findings: Finding[] = [];
      if (isStrict) return findings;
      const placeAt = (place: number): RecordPlace => {
        const entry = entryAt(place);
        const { file, records } = fileAt(entry);
        return { file, line: records.lines[recordOf(entry)] ?? 0 };
      };
      let first: RecordPlace | null = null;
      for (let place = 0; place < length; place++) {
        const same = place > 0 && compare(entryAt(place - 1), entryAt(place)) === 0;
        if (!same) first = null;
        const next = place + 1 < length && compare(entryAt(place), entryAt(place + 1)) === 0;
        if (!same && !next) continue;
        const own = placeAt(place);
        if (lost.has(`${own.file}:${own.line}`)) continue;
        if (first === null) first = own;
        else findings.push(duplicate(first, own, idAt(place)));
      }
      return findings;
    },
  };
}

/** As the bytes of two ids compare: the order of their code points. */
function compareIds(a: ScannedRecords, recordOfA: number, b: ScannedRecords, recordOfB: number): number {
  let [at, other] = [startOf(a, recordOfA), startOf(b, recordOfB)];
  const [end, otherEnd] = [a.idEnds[recordOfA] as number, b.idEnds[recordOfB] as number];
  for (; at < end && other < otherEnd; at++, other++) {
    const difference = (a.ids[at] as number) - (b.ids[other] as number);
    if (difference !== 0) return difference;
  }
  return end - at - (otherEnd - other);
}

const startOf = ({ idEnds }: ScannedRecords, record: number): number => (record === 0 ? 0 : (idEnds[record - 1] as number));

/** The entries in order, equal ones as they come; null where they are in order already. `isStrict` says that no two in a row were equal then. */
function orderBy(
  length: number,
  compare: (a: number, b: number) => number,
): { readonly order: Uint32Array | null; readonly isStrict: boolean } {
  let [ascending, isStrict] = [true, true];
  for (let entry = 1; entry < length && ascending; entry++) {
    const difference = compare(entry - 1, entry);
    ascending = difference <= 0;
    if (difference === 0) isStrict = false;
  }
  if (ascending) return { order: null, isStrict };
  return { order: Uint32Array.from({ length }, (_, entry) => entry).sort((a, b) => compare(a, b) || a - b), isStrict: false };
}

/** The records of a file from one to another, exclusive, as a worker reads them. */
export function segmentOf({ file, stamp, records }: IndexedFile, from: number, to: number): Segment {
  const [start = stamp.size, end = stamp.size] = [records.starts[from], records.starts[to]];
  return { file, stamp, start, end, lines: records.lines.slice(from, to) };
}

interface RecordPlace {
  readonly file: string;
  readonly line: number;
}

function duplicate(first: RecordPlace, again: RecordPlace, id: string): Finding {
  const message = `The same extract_id stands in ${first.file}:${first.line}.`;
  return finding({ code: "key/duplicate", message }, { ...again, column: "extract_id", printed: id });
}
