// Which texts bear which bits: a million of them in some 60 bytes each, where a map would take four times as much.

/** Bits by text; a text that was never marked has none. */
export interface Marks {
  readonly add: (text: string, bits: number) => void;
  readonly of: (text: string) => number;
  readonly isEmpty: () => boolean;
}

const blockLength = 1 << 20;
const longest = 1 << 16;

/** No marks yet. A text may have up to 20,000 characters, bits lie below 256. */
export function makeMarks(): Marks {
  const scratch = Buffer.alloc(longest);
  const blocks: Buffer[] = [];
  let filled = blockLength;
  let count = 0;
  // Where each text begins, counted over all blocks; the two bytes there are its length.
  let starts = new Float64Array(1 << 10);
  let bits = new Uint8Array(1 << 10);
  let slots = new Int32Array(1 << 11).fill(-1);

  const bytesAt = (entry: number): Buffer => {
    const start = starts[entry] as number;
    const [block, at] = [blocks[Math.floor(start / blockLength)] as Buffer, start % blockLength];
    return block.subarray(at + 2, at + 2 + block.readUInt16LE(at));
  };
  /** The slot of the text whose bytes these are: its own, or the free one where it belongs. */
  const slotOf = (bytes: Uint8Array): number => {
    let slot = hash(bytes) & (slots.length - 1);
    for (let entry = slots[slot] as number; entry >= 0; entry = slots[slot] as number) {
      if (Buffer.compare(bytesAt(entry), bytes) === 0) break;
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  };
  const encode = (text: string): Buffer => scratch.subarray(0, scratch.write(text));
  const grow = (): void => {
    [starts, bits] = [copyInto(new Float64Array(2 * starts.length), starts), copyInto(new Uint8Array(2 * bits.length), bits)];
    slots = new Int32Array(2 * slots.length).fill(-1);
    for (let entry = 0; entry < count; entry++) slots[slotOf(bytesAt(entry))] = entry;
  };
  const keep = (bytes: Buffer): number => {
    if (count === starts.length) grow();
    if (filled + bytes.length + 2 > blockLength) {
      blocks.push(Buffer.alloc(blockLength));
      filled = 0;
    }
    const block = blocks.at(-1) as Buffer;
    block.writeUInt16LE(bytes.length, filled);
    bytes.copy(block, filled + 2);
    starts[count] = (blocks.length - 1) * blockLength + filled;
    filled += bytes.length + 2;
    slots[slotOf(bytes)] = count;
    return count++;
  };
  return {
    isEmpty: () => count === 0,
    of: (text) => {
      if (count === 0) return 0;
      const entry = slots[slotOf(encode(text))] as number;
      return entry < 0 ? 0 : (bits[entry] as number);
    },
    add: (text, added) => {
      const bytes = encode(text);
      const known = slots[slotOf(bytes)] as number;
      const entry = known < 0 ? keep(bytes) : known;
      bits[entry] = (bits[entry] as number) | added;
    },
  };
}

/** FNV-1a. */
function hash(bytes: Uint8Array): number {
  let sum = 0x811c9dc5;
  for (const byte of bytes) sum = Math.imul(sum ^ byte, 0x01000193);
  return (sum ^ (sum >>> 15)) >>> 0;
}

function copyInto<Numbers extends Float64Array | Uint8Array>(larger: Numbers, held: Numbers): Numbers {
  larger.set(held);
  return larger;
}
