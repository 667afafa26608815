// How long a file on the disk is and which checksum it has, read a piece at a time.
import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";

const pieceLength = 1 << 20;

/** The pieces of an open file, from its beginning. A piece is overwritten by the next one. */
export function* readPieces(descriptor: number, length = pieceLength): Generator<Uint8Array> {
  const piece = new Uint8Array(length);
  for (let read = readSync(descriptor, piece); read > 0; read = readSync(descriptor, piece)) yield piece.subarray(0, read);
}

/** Length and checksum of a file that stands. */
export function measureFile(path: string): { readonly bytes: number; readonly sha256: string } {
  const descriptor = openSync(path, "r");
  try {
    const hash = createHash("sha256");
    let bytes = 0;
    // A small file needs no large piece.
    for (const piece of readPieces(descriptor, Math.min(pieceLength, fstatSync(descriptor).size + 1))) {
      hash.update(piece);
      bytes += piece.length;
    }
    return { bytes, sha256: hash.digest("hex") };
  } finally {
    closeSync(descriptor);
  }
}
