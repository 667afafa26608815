// How bytes become text: strict UTF-8, and where it is none, on which line.

/** The text, without a byte-order mark and with a line feed for CRLF; null where the bytes are not UTF-8. */
export function decodeText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).replace(/\r\n/g, "\n");
  } catch {
    return null;
  }
}

/** The first line, from 1, whose bytes are not UTF-8. */
export function findBadLine(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(10, start);
    const stop = end < 0 ? bytes.length : end;
    if (decodeText(bytes.subarray(start, stop)) === null) return line;
    start = stop + 1;
  }
  return line;
}
