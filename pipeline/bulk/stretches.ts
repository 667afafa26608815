// Where a file of extracts is cut into stretches, by what stands in it: an edit changes the stretch around it, and the others stay what they were.
import { createHash } from "node:crypto";
import { closeSync } from "node:fs";
import type { ScannedRecords } from "../read/scan.ts";
import { openInput, readRange, sameStamp, stampOf } from "./files.ts";
import { type IndexedFile, segmentOf } from "./key-index.ts";

/** Consecutive records of one file, from one to another, exclusive. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** SHA-256 of its bytes. */
  readonly sum: string;
}

/** A stretch begins with one in so many records, whichever these are, and holds no more than four times as many. */
const usualRecords = 256;
const mostRecords = 4 * usualRecords;

/** The stretches of a file in their order; null where it is not what it was when it was scanned. */
export function cutStretches(root: string, file: IndexedFile): readonly Stretch[] | null {
  try {
    const { descriptor, stamp } = openInput(root, file.file);
    try {
      const stretches = listCuts(file.records).map(([from, to]) => {
        const { start, end } = segmentOf(file, from, to);
        const bytes = readRange(descriptor, start, end);
        return { from, to, sum: createHash("sha256").update(bytes).digest("hex") };
      });
      return sameStamp(stamp, file.stamp) && sameStamp(stampOf(descriptor), file.stamp) ? stretches : null;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return null;
  }
}

function listCuts(records: ScannedRecords): [from: number, to: number][] {
  const { length } = records.starts;
  const cuts: [number, number][] = [];
  let from = 0;
  for (let record = 1; record <= length; record++) {
    if (record < length && record - from < mostRecords && !isFirst(records, record)) continue;
    cuts.push([from, record]);
    from = record;
  }
  return cuts;
}

/** Whether a record begins a stretch, by the bytes of its id (FNV-1a). */
function isFirst({ ids, idEnds }: ScannedRecords, record: number): boolean {
  let mixed = 0x811c9dc5;
  const end = idEnds[record] as number;
  for (let at = idEnds[record - 1] as number; at < end; at++) mixed = Math.imul(mixed ^ (ids[at] as number), 0x01000193);
  return ((mixed ^ (mixed >>> 15)) >>> 0) % usualRecords === 0;
}
