// The page above all releases: what the dataset is, its newest version, and every version with its status.
import { createHash } from "node:crypto";
import { explanationLanguages, type Language } from "../explain/phrases.ts";
import { type Listing, newestOf, type Pictures } from "../publish/listing.ts";
import { type OutputFile, textFile } from "../publish/model.ts";
import type { Dataset } from "../schema.ts";
import { addressOf } from "./address.ts";
import { readAsset } from "./assets.ts";
import { Markup } from "./markup.ts";
import { pageName } from "./page.ts";
import { policy } from "./policy.ts";
import { renderTemplate } from "./template.ts";
import { words } from "./words.ts";

/** index.html and index.es.html for dist/. The newest version that is not retracted is shown first; `explorers` are the versions that have one, with the pictures of each. */
export function renderLanding(dataset: Dataset, listing: Listing, explorers: ReadonlyMap<string, Pictures>): OutputFile[] {
  return explanationLanguages.map((language) =>
    textFile(pageName(language), renderPage(dataset, listing, explorers, language), "text/html; charset=utf-8"),
  );
}

function renderPage(dataset: Dataset, { versions }: Listing, explorers: ReadonlyMap<string, Pictures>, language: Language): string {
  const style = readAsset("landing.css");
  const say = words[language];
  const other = language === "en" ? "es" : "en";
  const listed = versions.map((each) => ({
    ...each,
    explorer: explorers.has(each.version),
    preview: addressOf(dataset, `${each.path}explorer/${explorers.get(each.version)?.preview}`),
    icon: `${each.path}explorer/${explorers.get(each.version)?.icon}`,
    statusLabel: say.status[each.status],
    reason: each.retraction === undefined ? "" : `${each.retraction.date}: ${each.retraction.reason}`,
  }));
  const newest = newestOf(versions);
  return renderTemplate("landing", {
    language,
    say,
    other: { language: other, href: pageName(other) },
    title: dataset.title[language],
    text: dataset.description[language],
    warnings: dataset.usage_warnings.map((each) => each[language]),
    // The style sheet is ours and holds no character of markup; a template would escape its quotes.
    style: new Markup(style),
    policy: policy([createHash("sha256").update(style).digest("base64")]),
    page: pageName(language),
    suffix: language === "en" ? "" : `.${language}`,
    newest: listed.find((each) => each.version === newest?.version) ?? null,
    versions: listed.toReversed(),
  });
}
