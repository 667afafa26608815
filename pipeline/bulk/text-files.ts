// Files of text that are written bit by bit, because they may be longer than what is held at once.
import type { ListedFile, OpenFiles } from "../publish/model.ts";
import { createOutput } from "./files.ts";

/** Characters that are held before they are written. */
const pieceLength = 1 << 16;

/**
 * What writes texts into files below `folder`, and the files that have been closed. Throws what the file system throws.
 * @param flags "w" where a file that stands may be written over
 */
export function openFilesBelow(
  folder: string,
  flags: "w" | "wx" = "wx",
): { readonly open: OpenFiles; readonly files: readonly ListedFile[] } {
  const files: ListedFile[] = [];
  const open: OpenFiles = (path, mediaType) => {
    const output = createOutput(folder, path, flags);
    let held = "";
    const flush = (): void => {
      output.write(Buffer.from(held, "utf8"));
      held = "";
    };
    return {
      write: (text) => {
        held += text;
        if (held.length >= pieceLength) flush();
      },
      close: (ranges) => {
        flush();
        const file = { path, mediaType, table: null, rows: null, content: null, ...output.close() };
        files.push({ ...file, ...(ranges && { ranges }) });
      },
    };
  };
  return { open, files };
}
