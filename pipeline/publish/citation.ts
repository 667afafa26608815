// How the release asks to be cited: one sentence, and CITATION.cff 1.2.0.
import { type Dataset, type OutputFile, type Release, textFile } from "./model.ts";

/** The citation of a release as one line, e.g. `A and B (2026). Title (version 1.0.0) [Data set]. https://…`. */
export function citationOf(release: Release, language: "en" | "es" = "en"): string {
  const { dataset } = release;
  const year = release.date.slice(0, 4);
  const version = language === "en" ? "version" : "versión";
  const kind = language === "en" ? "Data set" : "Conjunto de datos";
  const address = addressOf(dataset);
  const sentence = `${creatorsOf(dataset)} (${year}). ${dataset.title[language]} (${version} ${dataset.version}) [${kind}].`;
  return address === null ? sentence : `${sentence} ${address}`;
}

/** The creators in their order, with semicolons between them. */
export function creatorsOf(dataset: Dataset): string {
  return dataset.creators.map((creator) => creator.name).join("; ");
}

/** Where the dataset lives: its home page, else its repository, else null. */
export function addressOf(dataset: Dataset): string | null {
  return dataset.homepage ?? dataset.repository ?? null;
}

/** CITATION.cff. Strings are written as JSON, which is also YAML. */
export function renderCitation(release: Release): OutputFile[] {
  const { dataset } = release;
  const lines = [
    "cff-version: 1.2.0",
    `message: ${JSON.stringify("If you use this dataset, please cite this version of it.")}`,
    "type: dataset",
    `title: ${JSON.stringify(dataset.title.en)}`,
    `version: ${JSON.stringify(dataset.version)}`,
    `date-released: ${JSON.stringify(release.date)}`,
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
  return [textFile("CITATION.cff", `${lines.join("\n")}\n`, "application/yaml")];
}

function optionalLine(key: string, value: string | undefined): string[] {
  return value === undefined ? [] : [`${key}: ${JSON.stringify(value)}`];
}
