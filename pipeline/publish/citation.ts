// How the release asks to be cited, in one sentence.
import type { Dataset, Edition } from "./model.ts";

/** The citation of a release as one line, e.g. `A and B (2026). Title (version 1.0.0) [Data set]. https://…`. */
export function citationOf(edition: Edition, language: "en" | "es" = "en"): string {
  const { dataset, date } = edition;
  const year = date.slice(0, 4);
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
