// What every description of a release says, whatever the format: gathered once, so that the formats cannot disagree.
import { addressOf, citationOf } from "../citation.ts";
import { type Dataset, type ListedFile, type PublishedTable, type Release, tablesOf } from "../model.ts";
import { type Coverage, coverageOf } from "./coverage.ts";

export type Texts = Dataset["title"];

/** A file of the release as a reader finds it; its media type has no parameters, as "text/csv". */
export type DescribedFile = Omit<ListedFile, "rows" | "content">;

/** A table with its rows and its CSV file, from which every format reads columns. */
export interface DescribedTable extends PublishedTable {
  readonly file: DescribedFile;
}

export interface Description {
  readonly dataset: Dataset;
  /** ISO day. */
  readonly date: string;
  readonly citation: Texts;
  /** Home page or repository; null where neither is known. */
  readonly address: string | null;
  readonly tables: readonly DescribedTable[];
  /** Every file that holds rows of a table, in the order in which it was written. */
  readonly data: readonly DescribedFile[];
  readonly coverage: Coverage;
}

/**
 * What the release and its finished files say about it. `files` are all but the descriptions themselves, the manifest and the checksums.
 * Throws where a table has no CSV file: the writers put it there, so that is a fault of the program.
 */
export function describe(release: Release, files: readonly ListedFile[]): Description {
  const data = files.filter((file) => file.rows !== null).map(describeFile);
  return {
    dataset: release.dataset,
    date: release.date,
    citation: { en: citationOf(release, "en"), es: citationOf(release, "es") },
    address: addressOf(release.dataset),
    tables: tablesOf(release).map((content) => ({ ...content, file: fileAt(data, `csv/${content.table.name}.csv`) })),
    data,
    coverage: coverageOf(release),
  };
}

function describeFile({ rows, content, ...file }: ListedFile): DescribedFile {
  const type = file.mediaType.split(";")[0] ?? file.mediaType;
  return { ...file, mediaType: type.trim() };
}

function fileAt(files: readonly DescribedFile[], path: string): DescribedFile {
  const file = files.find((each) => each.path === path);
  if (file === undefined) throw new Error(`metadata: ${path} is not a file of the release`);
  return file;
}

/** Both texts with their languages, as JSON-LD writes them. */
export function languageTagged(texts: Texts): object[] {
  return [
    { "@language": "en", "@value": texts.en },
    { "@language": "es", "@value": texts.es },
  ];
}

/** The keywords of each language; Spanish ones are optional in raw/dataset.json. */
export function keywordsOf(dataset: Dataset): { readonly en: readonly string[]; readonly es: readonly string[] } {
  return { en: dataset.keywords, es: dataset.keywords_es ?? [] };
}

/** The object without the keys whose value is null, an empty list or an object without keys. */
export function withoutEmpty(object: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
