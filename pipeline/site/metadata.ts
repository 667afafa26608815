// What a search engine for datasets finds in the page: dataset.jsonld of the release, in short.
import type { ListedFile } from "../publish/model.ts";

interface Download {
  readonly contentUrl: string;
}

/**
 * The description of the release without its columns, which the dictionary has, and of its files only those of claims and estimates.
 * Their addresses are relative to the page. Throws where the release has no dataset.jsonld, which is written before the page.
 */
export function describeDataset(files: readonly ListedFile[]): object {
  const file = files.find((each) => each.path === "dataset.jsonld");
  if (file === undefined) throw new Error("a page tells of dataset.jsonld");
  // The file was made from this release a moment ago, and its shape is that of its writer.
  const { variableMeasured, distribution, ...dataset } = JSON.parse(new TextDecoder().decode(file.content ?? undefined)) as {
    readonly variableMeasured?: unknown;
    readonly distribution?: readonly Download[];
  };
  const main = (distribution ?? []).filter((each) => /\/(?:claims|estimates)\.\w+$/.test(each.contentUrl));
  return { ...dataset, distribution: main.map((each) => ({ ...each, contentUrl: `../${each.contentUrl}` })) };
}
