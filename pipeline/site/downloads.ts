// Which files of the release the page offers, with their sizes and checksums.
import { compareCodePoints } from "../finding.ts";
import type { ListedFile } from "../publish/model.ts";
import { publishedTables } from "../schema.ts";

export interface Download {
  /** Below the release folder. */
  readonly path: string;
  readonly bytes: string;
  readonly sha256: string;
}

/** Tables with their files in each format, then every other file. */
export interface Downloads {
  readonly tables: readonly {
    readonly name: string;
    readonly files: readonly (Download & { readonly format: string; readonly rows: number })[];
  }[];
  readonly others: readonly Download[];
}

const formats = ["csv", "json", "arrow", "arrows", "parquet"];

/** Lists the files that were written before the page; MANIFEST.json and SHA256SUMS are written after it. */
export function listDownloads(files: readonly ListedFile[]): Downloads {
  const sorted = files.toSorted((a, b) => compareCodePoints(a.path, b.path));
  const formatOf = (file: ListedFile): string => file.path.slice(file.path.lastIndexOf(".") + 1);
  const ofTables = (file: ListedFile): boolean =>
    file.rows !== null && formats.includes(formatOf(file)) && !file.path.startsWith("quality/");
  return {
    tables: Object.keys(publishedTables).map((name) => ({
      name,
      files: sorted
        .filter((file) => file.table === name && ofTables(file))
        .toSorted((a, b) => formats.indexOf(formatOf(a)) - formats.indexOf(formatOf(b)))
        .map((file) => ({ format: formatOf(file), rows: file.rows ?? 0, ...describe(file) })),
    })),
    others: sorted.filter((file) => !ofTables(file)).map(describe),
  };
}

const describe = (file: ListedFile): Download => ({ path: file.path, bytes: grouped(file.bytes), sha256: file.sha256 });

/** A whole number with thin spaces between its thousands: read alike in every language. */
function grouped(value: number): string {
  const digits = String(value);
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= 3) groups.unshift(digits.slice(Math.max(0, end - 3), end));
  return groups.join("\u2009");
}
