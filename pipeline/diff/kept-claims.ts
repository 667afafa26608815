// What is kept of the claims of two releases while totals are traced: the cells that estimates are made of, in some 70 bytes a claim.
import type { Claim } from "../model.ts";
import { detach } from "./records.ts";
import { makeCellReader, type SnapshotTable } from "./snapshot.ts";

const subject = ["event_id", "measure", "population"] as const;
const texts = ["count_basis", "counter_id", "source_id", "as_of_latest", "date_latest", "flag"] as const;
const numbers = ["count_stated", "count_low", "count_high"] as const;
const columns = ["claim_id", ...subject, ...texts, ...numbers] as const;

/** Fields of a kept claim: the cells but its id, the two of where its id lies, and the releases that have it so. */
const fields = columns.length + 2;
const [idField, sideField] = [columns.length - 1, columns.length + 1];
const claimsInBlock = 1 << 14;
const idBlockLength = 1 << 20;

/** Which release has a claim with these cells: a bit each. */
export const sides = { old: 1, now: 2, both: 3 } as const;

/** A claim as the rules of estimates take it, and the releases that have it so. */
export interface KeptClaim {
  readonly claim: Claim;
  readonly sides: number;
}

/** The cells of a claim that are kept. */
export type KeptCells = readonly string[];

export interface KeptClaims {
  /** Takes the cells of one claim in each of the two releases, null where it has none. */
  readonly add: (old: KeptCells | null, now: KeptCells | null) => void;
  /** The claims of one event, measure and population, in the order in which they came. */
  readonly about: (event_id: string, measure: string, population: string) => readonly KeptClaim[];
}

/** What reads the kept cells of a release's claims; a column that the release had not is empty. */
export function makeKeptCells(table: SnapshotTable): (record: string) => KeptCells {
  const read = makeCellReader(table, columns);
  const flag = columns.indexOf("flag");
  const isFlagBoolean = table.columns.some(({ name, aspects }) => name === "flag" && aspects["type"] === "boolean");
  return (record) => {
    const cells = read(record);
    if (isFlagBoolean && cells[flag] === "false") cells[flag] = "";
    return cells;
  };
}

export function keepClaims(): KeptClaims {
  const codes = new Map<string, number>();
  const words: string[] = [];
  const codeOf = (text: string): number => {
    const known = codes.get(text);
    if (known !== undefined) return known;
    const own = detach(text);
    codes.set(own, words.length);
    return words.push(own) - 1;
  };
  const blocks: Uint32Array[] = [];
  const ids: Buffer[] = [];
  let [length, filled] = [0, idBlockLength];

  const field = (claim: number, index: number): number =>
    (blocks[Math.floor(claim / claimsInBlock)] as Uint32Array)[(claim % claimsInBlock) * fields + index] as number;
  const keepId = (id: string): [block: number, place: number] => {
    const size = Buffer.byteLength(id);
    if (filled + size + 2 > idBlockLength) {
      ids.push(Buffer.alloc(Math.max(idBlockLength, size + 2)));
      filled = 0;
    }
    const block = ids.at(-1) as Buffer;
    const start = filled;
    block.writeUInt16LE(size, start);
    filled += 2 + block.write(id, start + 2);
    return [ids.length - 1, start];
  };
  const keep = (cells: KeptCells, side: number): void => {
    // A claim without one of these is part of no total.
    if (subject.some((_, index) => cells[index + 1] === "")) return;
    if (length % claimsInBlock === 0) blocks.push(new Uint32Array(claimsInBlock * fields));
    const block = blocks.at(-1) as Uint32Array;
    const start = (length % claimsInBlock) * fields;
    for (let index = 1; index < columns.length; index++) block[start + index - 1] = codeOf(cells[index] as string);
    const [idBlock, place] = keepId(cells[0] as string);
    block.set([idBlock, place, side], start + idField);
    length += 1;
  };
  const readClaim = (claim: number): KeptClaim => {
    const [block, place] = [ids[field(claim, idField)] as Buffer, field(claim, idField + 1)];
    const claim_id = block.toString("utf8", place + 2, place + 2 + block.readUInt16LE(place));
    const cells = columns.slice(1).map((name, index) => [name, readCell(name, words[field(claim, index)] as string)] as const);
    // The rules of estimates ask for no other cells of a claim.
    return { claim: { claim_id, ...Object.fromEntries(cells) } as unknown as Claim, sides: field(claim, sideField) };
  };
  let byEvent: ReturnType<typeof orderByEvent> | null = null;
  return {
    add: (old, now) => {
      byEvent = null;
      if (old !== null && now !== null && old.every((cell, index) => cell === now[index])) return keep(now, sides.both);
      if (old !== null) keep(old, sides.old);
      if (now !== null) keep(now, sides.now);
    },
    about: (...wanted) => {
      const [event, measure, population] = wanted.map((text) => codes.get(text));
      if (event === undefined || measure === undefined || population === undefined) return [];
      byEvent ??= orderByEvent(length, words.length, (claim) => field(claim, 0));
      const found: KeptClaim[] = [];
      for (const claim of byEvent(event)) {
        if (field(claim, 1) === measure && field(claim, 2) === population) found.push(readClaim(claim));
      }
      return found;
    },
  };
}

const isNumber = (name: string): boolean => numbers.some((each) => each === name);

function readCell(name: string, text: string): string | number | null {
  if (text === "") return null;
  return isNumber(name) ? Number(text) : text;
}

/** The claims of each event, in the order in which they came. */
function orderByEvent(length: number, events: number, eventOf: (claim: number) => number): (event: number) => Uint32Array {
  const ends = new Uint32Array(events + 1);
  for (let claim = 0; claim < length; claim++) ends[eventOf(claim) + 1] = (ends[eventOf(claim) + 1] as number) + 1;
  for (let event = 0; event < events; event++) ends[event + 1] = (ends[event + 1] as number) + (ends[event] as number);
  const [next, order] = [ends.slice(), new Uint32Array(length)];
  for (let claim = 0; claim < length; claim++) {
    const event = eventOf(claim);
    order[next[event] as number] = claim;
    next[event] = (next[event] as number) + 1;
  }
  return (event) => order.subarray(ends[event], ends[event + 1]);
}
