// How the bytes of somebody's copy of a document become plain text with a checksum.
import { createHash } from "node:crypto";
import type { Refusal } from "../finding.ts";
import { decodeText, findBadLine } from "./text.ts";

/** A copy of a document. */
export interface DocumentCopy {
  readonly text: string;
  /** SHA-256 of the bytes of the file as it stands, in lower-case hexadecimal. */
  readonly sha256: string;
}

const pageName = /\.x?html?$/i;
const pageStart = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)?<(?:!doctype\s+html|html)\b/i;

/**
 * Reads a copy as plain text. A web page is refused, by its name or its first tag: its lines are not those of the text.
 * Findings: document/html, document/not-utf8.
 * @example decodeDocument("copy.txt", new TextEncoder().encode("June 5")) // { text: "June 5", sha256: "…" }
 */
export function decodeDocument(name: string, bytes: Uint8Array): DocumentCopy | Refusal {
  const text = decodeText(bytes);
  if (pageName.test(name) || (text !== null && pageStart.test(text)))
    return { code: "document/html", message: "This is a web page. Save it from the browser as plain text (.txt), and give that file." };
  if (text === null)
    return {
      code: "document/not-utf8",
      message: `This is not plain text in UTF-8 (line ${findBadLine(bytes)} is not). Save the document as plain text, encoded as UTF-8.`,
    };
  return { text, sha256: createHash("sha256").update(bytes).digest("hex") };
}
