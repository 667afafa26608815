// How the records of a text file are read from its pieces: a record that a piece cuts is read again together with the piece after it.

/** No record is longer; one that seems to be is a mark that does not end. */
const longestRecord = 1 << 26;

/**
 * Gives `read` bytes of the file, and where the next record begins. It answers where the record after it begins, -1 where the bytes end
 * before the record does, and throws where it cannot be read. The answer is how many bytes were left over at the end of the file.
 */
export function readRecords(pieces: Iterable<Uint8Array>, read: (bytes: Uint8Array, start: number) => number): number {
  let held: Uint8Array = new Uint8Array(0);
  let waiting: Uint8Array[] = [];
  let [length, wanted] = [0, 0];
  for (const piece of pieces) {
    // The caller may use the piece again. What was too short is looked at again only when it has doubled.
    waiting.push(Uint8Array.from(piece));
    length += piece.length;
    if (length < wanted) continue;
    const bytes = join([held, ...waiting], length);
    waiting = [];
    held = bytes.subarray(readAll(bytes, read));
    length = held.length;
    wanted = 2 * length;
    if (length > longestRecord) throw new Error("a record has no end");
  }
  const rest = join([held, ...waiting], length);
  return rest.length - readAll(rest, read);
}

/** Where the first record begins that could not be read to its end. */
function readAll(bytes: Uint8Array, read: (bytes: Uint8Array, start: number) => number): number {
  let start = 0;
  while (start < bytes.length) {
    const next = read(bytes, start);
    if (next < 0) break;
    start = next;
  }
  return start;
}

function join(parts: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
