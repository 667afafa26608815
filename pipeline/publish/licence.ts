// What the release says of its licence: a short notice that names it; the full text stands at its address.
import { citationOf, creatorsOf } from "./citation.ts";
import { type OutputFile, type Release, textFile } from "./model.ts";

/** LICENSE, in English and Spanish. */
export function renderLicence(release: Release): OutputFile[] {
  const { licence, title } = release.dataset;
  const year = release.date.slice(0, 4);
  const lines = [
    `${title.en}`,
    `Copyright (c) ${year} ${creatorsOf(release.dataset)}`,
    "",
    `This dataset is licensed under ${licence.title} (${licence.name}).`,
    `The full text of the licence: ${licence.url}`,
    "Attribution:",
    `  ${citationOf(release)}`,
    ...(release.dataset.credits ?? []).map((credit) => `  ${credit.en}`),
    "",
    `Este conjunto de datos se publica bajo la licencia ${licence.title} (${licence.name}).`,
    `El texto completo de la licencia: ${licence.url}`,
    "Atribución:",
    `  ${citationOf(release, "es")}`,
    ...(release.dataset.credits ?? []).map((credit) => `  ${credit.es}`),
  ];
  return [textFile("LICENSE", `${lines.join("\n")}\n`, "text/plain; charset=utf-8")];
}
