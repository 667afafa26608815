// What other programs make of the files of a release: the result of `make interop`, which writes and checks readers.json beside this file.
import { readFileSync } from "node:fs";
import { asCode, escapeMarkdown, markdownTable } from "./markdown.ts";

/** What arrives where one program reads one format. Types are told by the names that the reader gives them. */
interface Reader {
  readonly reader: string;
  readonly version: string;
  /** The ending of the file. */
  readonly format: string;
  /** The type of a column of codes; null where the reader gives up on a table that has one. */
  readonly codes: string | null;
  /** Whether it has every level, in order, ranked where the codes are. */
  readonly levels: boolean;
  readonly days: string;
  /** The type of a column of whole numbers of which some are missing. */
  readonly integers: string;
  readonly booleans: string;
  /** Whether the labels of the columns come along. */
  readonly labels: boolean;
}

/** The words of the table. */
export interface ReaderWords {
  readonly header: readonly string[];
  readonly levels: string;
  readonly noLevels: string;
  readonly refused: string;
  readonly yes: string;
  readonly no: string;
}

const readers: readonly Reader[] = JSON.parse(readFileSync(new URL("readers.json", import.meta.url), "utf8"));

/** The readers as a table in Markdown, in the order of their names and formats. */
export function readerTable(words: ReaderWords): string {
  const rows = readers.map((each) => [
    escapeMarkdown(`${each.reader} ${each.version}`),
    asCode(each.format),
    each.codes === null ? words.refused : `${asCode(each.codes)}, ${each.levels ? words.levels : words.noLevels}`,
    asCode(each.days),
    asCode(each.integers),
    asCode(each.booleans),
    each.labels ? words.yes : words.no,
  ]);
  return markdownTable(words.header, rows);
}
