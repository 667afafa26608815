// What a person says has changed in this version: CHANGES.md, in English and Spanish.
import { escapeMarkdown } from "./markdown.ts";
import { type Language, type OutputFile, type Release, textFile } from "./model.ts";

/** CHANGES.md. */
export function renderChanges(release: Release): OutputFile[] {
  const { version } = release.dataset;
  const text = [
    `# Changes in ${version} (${release.date})`,
    changesIn(release, "en"),
    `# Cambios en ${version} (${release.date})`,
    changesIn(release, "es"),
  ];
  return [textFile("CHANGES.md", `${text.filter((part) => part !== "").join("\n\n")}\n`, "text/markdown; charset=utf-8")];
}

function changesIn(release: Release, language: Language): string {
  return release.dataset.changes.map((change) => `- ${escapeMarkdown(change[language])}`).join("\n");
}
