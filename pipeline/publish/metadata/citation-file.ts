// How a release is described for reference managers: CITATION.cff, Citation File Format 1.2.0 (English only: the format has one title).
import type { Description } from "./model.ts";

/** The YAML text. Strings are written as JSON, which is also YAML. */
export function citationFile({ dataset, date }: Description): string {
  const lines = [
    "cff-version: 1.2.0",
    `message: ${JSON.stringify("If you use this dataset, please cite this version of it.")}`,
    "type: dataset",
    `title: ${JSON.stringify(dataset.title.en)}`,
    `version: ${JSON.stringify(dataset.version)}`,
    `date-released: ${JSON.stringify(date)}`,
    `license: ${JSON.stringify(dataset.licence.name)}`,
    `license-url: ${JSON.stringify(dataset.licence.url)}`,
    ...optionalLine("url", dataset.homepage),
    ...optionalLine("repository", dataset.repository),
    `abstract: ${JSON.stringify(dataset.description.en)}`,
    "authors:",
    ...dataset.creators.map((creator) => `  - name: ${JSON.stringify(creator.name)}`),
    "keywords:",
    ...dataset.keywords.map((keyword) => `  - ${JSON.stringify(keyword)}`),
  ];
  return `${lines.join("\n")}\n`;
}

function optionalLine(key: string, value: string | undefined): string[] {
  return value === undefined ? [] : [`${key}: ${JSON.stringify(value)}`];
}
