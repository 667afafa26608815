// How the front page of a release is put together, in English and Spanish; its words stand in readme-text.ts.
import { addressOf, citationOf } from "./citation.ts";
import { asCode, escapeMarkdown, markdownTable } from "./markdown.ts";
import { type Language, type OutputFile, type Release, tablesOf, textFile } from "./model.ts";
import { readerTable } from "./readers.ts";
import { readmeTexts } from "./readme-text.ts";
import { type Sample, samples } from "./sample-code.ts";

/** README.md and README.es.md. */
export function renderReadme(release: Release): OutputFile[] {
  return [
    textFile("README.md", pageOf(release, "en"), "text/markdown; charset=utf-8"),
    textFile("README.es.md", pageOf(release, "es"), "text/markdown; charset=utf-8"),
  ];
}

function pageOf(release: Release, language: Language): string {
  const { dataset } = release;
  const text = readmeTexts[language];
  const warnings = dataset.usage_warnings.map((warning) => `> - ${escapeMarkdown(warning[language])}`);
  const parts = [
    `# ${escapeMarkdown(dataset.title[language])}`,
    `${text.version} ${dataset.version} (${release.date}) · ${text.otherLanguage}`,
    [`> **${text.warnings}**`, ">", ...warnings].join("\n"),
    escapeMarkdown(dataset.description[language]),
    ...section(text.what, text.whatItIs),
    ...section(text.ranges, text.howToRead),
    ...section(text.adding, text.notToAdd),
    ...section(text.tables, [tableList(release, language), ...text.files]),
    ...section(text.code, [text.codeNote, ...samples.map(sampleBlock), text.examples]),
    ...section(text.arriving, [...text.arrivingNotes, readerTable(text.readers)]),
    ...section(text.citing, [`> ${escapeMarkdown(citationOf(release, language))}`, text.citeVersion]),
    ...section(text.licence, [`[${escapeMarkdown(dataset.licence.title)}](${dataset.licence.url})`]),
    ...section(text.checking, [text.check, "```sh\nsha256sum -c SHA256SUMS\n```"]),
    ...section(text.contact, contactLines(release)),
  ];
  return `${parts.join("\n\n")}\n`;
}

function section(heading: string, paragraphs: readonly string[]): string[] {
  return [`## ${heading}`, ...paragraphs];
}

function tableList(release: Release, language: Language): string {
  const rows = tablesOf(release).map(({ table, length }) => [
    asCode(table.name),
    String(length),
    escapeMarkdown(language === "en" ? table.description : table.description_es),
  ]);
  return markdownTable(readmeTexts[language].tableHeader, rows);
}

function sampleBlock(sample: Sample): string {
  return `**${sample.title}**\n\n\`\`\`${sample.fence}\n${sample.load.join("\n")}\n\`\`\``;
}

function contactLines(release: Release): string[] {
  const address = addressOf(release.dataset);
  return [escapeMarkdown(release.dataset.contact), ...(address === null ? [] : [`<${address}>`])];
}
