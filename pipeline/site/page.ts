// What the explorer page of one language holds, gathered from the tables of the release before a template lays it out.

import { estimateId } from "../estimates.ts";
import type { Language } from "../explain/phrases.ts";
import { phrases } from "../explain/phrases.ts";
import { type ClaimStory, type EstimateStory, type EventStory, explainAll } from "../explain/story.ts";
import { type Index, indexTables } from "../explain/tables.ts";
import { compareCodePoints } from "../finding.ts";
import type { Claim, Estimate, Source } from "../model.ts";
import { citationOf } from "../publish/citation.ts";
import { newestPictures } from "../publish/listing.ts";
import type { ListedFile, Release } from "../publish/model.ts";
import { samples } from "../publish/sample-code.ts";
import { addressOf } from "./address.ts";
import { listDifferences } from "./changes.ts";
import { listCounters } from "./counters.ts";
import { describeDictionary } from "./dictionary.ts";
import { listDownloads } from "./downloads.ts";
import { drawMap } from "./map.ts";
import { element, Markup, scriptJson } from "./markup.ts";
import { describeDataset } from "./metadata.ts";
import { mark, markDefinitions, type Shape } from "./plot.ts";
import { policy } from "./policy.ts";
import { previewSize } from "./preview-size.ts";
import { plotEstimate, plotOverviews, tellFigure } from "./ranges.ts";
import type { Selection } from "./selection.ts";
import { plotTimeline } from "./timeline.ts";
import { plotTotals } from "./totals.ts";
import { words } from "./words.ts";

/** The file of the page in a language. */
export const pageName = (language: Language): string => (language === "en" ? "index.html" : `index.${language}.html`);

/** Everything that the template of the explorer prints; `shown` says how much of the release this is, null for all. */
export function gatherPage(release: Release, files: readonly ListedFile[], language: Language, shown: Selection["shown"]): object {
  const { dataset, tables } = release;
  const say = words[language];
  const other: Language = language === "en" ? "es" : "en";
  const index = indexTables(tables, language);
  const stories = explainAll(index);
  const events = orderEvents(index, stories.events);
  const estimatesOfClaim = estimatesOf(stories.events);
  const description = say.description(rowsOf(files, "claims"), rowsOf(files, "sources"), rowsOf(files, "counters"));
  return {
    language,
    say,
    other: { language: other, href: pageName(other) },
    dataset: {
      title: dataset.title[language],
      description: dataset.description[language],
      version: dataset.version,
      date: release.date,
      licence: dataset.licence,
      warnings: dataset.usage_warnings.map((each) => each[language]),
      credits: (dataset.credits ?? []).map((each) => each[language]),
      changes: dataset.changes.map((each) => each[language]),
      homepage: dataset.homepage ?? dataset.repository ?? "",
    },
    description,
    selection: shown === null ? "" : say.selection(shown),
    preview: {
      address: addressOf(dataset, `${dataset.version}/explorer/${newestPictures.preview}`, newestPictures.preview),
      icon: newestPictures.icon,
      width: previewSize.width,
      height: previewSize.height,
    },
    file: `${dataset.name}-${dataset.version}`,
    policy: policy([]),
    metadata: new Markup(scriptJson(describeDataset(files))),
    definitions: markDefinitions(),
    legend: say.legendShapes.map(([shape, text]) => ({ text, picture: mark(shape as Shape, 50, 12, "") })),
    legendMarks: { relayed: mark("exact", 50, 12, "relayed"), superseded: mark("exact", 50, 12, "superseded") },
    overviews: plotOverviews(index, events),
    events: events.filter((event) => event.estimates.length > 0).map((event) => tellEvent(index, event)),
    others: events.filter((event) => event.estimates.length === 0).map((event) => tellEvent(index, event)),
    timeline: plotTimeline(index),
    totals: plotTotals(index, tables),
    map: drawMap(index, release.outline ?? null),
    counters: listCounters(index),
    sources: [...index.source.values()].map((source) => rowOfSource(index, source)),
    conflicts: stories.conflicts.map((conflict) => ({
      ...conflict,
      event_id: index.conflicts.find((each) => each.conflict_id === conflict.conflict_id)?.event_id ?? "",
      sides: conflict.sides.map((side) => ({ ...side, claims: side.claims.map((claim) => labelClaim(index, claim)) })),
    })),
    choices: listChoices(index),
    estimates: index.estimates.map((each) => rowOfEstimate(index, each)),
    claims: stories.claims.map((story) => rowOfClaim(index, story, estimatesOfClaim.get(story.claim_id) ?? [])),
    downloads: listDownloads(files),
    differences: listDifferences(index, files),
    samples,
    dictionary: describeDictionary(release, language),
    citation: citationOf(release, language),
    suffix: language === "en" ? "" : `.${language}`,
  };
}

/** The rows of a table of the release, as its files have them. */
const rowsOf = (files: readonly ListedFile[], table: string): number => files.find((file) => file.path === `csv/${table}.csv`)?.rows ?? 0;

/** Events with the most claims first; those of equal claims in the order of the table. */
function orderEvents(index: Index, events: readonly EventStory[]): EventStory[] {
  const claims = (event: EventStory): number => index.event.get(event.event_id)?.claims ?? 0;
  return events.toSorted((a, b) => claims(b) - claims(a));
}

function tellEvent(index: Index, story: EventStory): object {
  const event = index.event.get(story.event_id);
  const [when = "", counts = "", ...notes] = story.sentences;
  const parent = event?.parent_event_id ?? null;
  return {
    ...story,
    kind: index.label("event_kind", event?.kind ?? null),
    facts: [when, counts],
    notes: notes.slice(0, -1),
    parent: parent === null ? "" : { event_id: parent, title: index.nameEvent(parent) },
    estimates: story.estimates.map((estimate) => ({ ...estimate, ...tellEstimate(index, estimate) })),
    others: story.others.map((claim) => ({ claim_id: claim.claim_id, summary: index.claim.get(claim.claim_id)?.summary ?? "" })),
  };
}

function tellEstimate(index: Index, story: EstimateStory): object {
  const voices = story.counters.map((counter) => ({
    name: counter.name,
    told: [...counter.standing, ...counter.superseded, ...counter.repeats].map((each) => tellFigure(index, each)),
  }));
  const [claimed = "", ...between] = story.sentences;
  return { plot: plotEstimate(index, story), voices, claimed, rests: between.at(-1) ?? "", reasons: between.slice(0, -1).filter(Boolean) };
}

/** A claim on one line: the number, the words, who counted, who published it and the day up to which was counted. */
function labelClaim(index: Index, claim: ClaimStory): object {
  const say = words[index.language];
  const { publisher } = claim.source;
  const counter = claim.counter_id === null ? publisher : index.nameCounter(claim.counter_id);
  const parts = [
    claim.words === null ? "" : say.quote(claim.words),
    counter,
    counter === publisher ? "" : say.publishedBy(publisher),
    claim.as_of === null ? "" : say.upTo(claim.as_of),
  ];
  return { claim_id: claim.claim_id, number: claim.number ?? "", label: parts.filter(Boolean).join(", ") };
}

/** The estimates that each claim is in. */
function estimatesOf(events: readonly EventStory[]): Map<string, object[]> {
  const found = new Map<string, object[]>();
  for (const event of events)
    for (const estimate of event.estimates)
      for (const each of estimate.counters.flatMap((counter) => [...counter.standing, ...counter.superseded, ...counter.repeats])) {
        const { estimate_id, title } = estimate;
        found.set(each.claim_id, [...(found.get(each.claim_id) ?? []), { estimate_id, title }]);
      }
  return found;
}

function rowOfEstimate(index: Index, estimate: Estimate): object {
  const id = estimateId(estimate);
  const parts = index.partsOf(estimate);
  const claims = parts.flatMap((part) => index.claim.get(part.claim_id) ?? []);
  const { low, high, high_unbounded: open } = estimate;
  return {
    ...estimate,
    id,
    event: index.nameEvent(estimate.event_id),
    measureLabel: index.label("measure", estimate.measure),
    populationLabel: index.label("population", estimate.population),
    basisLabel: index.label("count_basis", estimate.count_basis),
    range: phrases[index.language].range({ low, high, open }),
    sort: low ?? high ?? 0,
    best: estimate.best ?? "",
    counterIds: distinct(parts.map((part) => part.counter_id)),
    languages: distinct(claims.map((claim) => index.source.get(claim.source_id)?.language ?? "")),
  };
}

const distinct = (values: readonly string[]): string => [...new Set(values)].join(" ");

function rowOfClaim(index: Index, story: ClaimStory, estimates: readonly object[]): object {
  const claim = index.claim.get(story.claim_id) as Claim;
  const source = index.source.get(claim.source_id);
  const elsewhere = saidElsewhere(index, claim);
  return {
    ...story,
    summary: claim.summary,
    event: index.nameEvent(claim.event_id),
    measure: claim.measure,
    measureLabel: index.label("measure", claim.measure),
    counter_id: claim.counter_id ?? "",
    counter: claim.counter_id === null ? "" : index.nameCounter(claim.counter_id),
    language: source?.language ?? "",
    english: index.language === "en",
    quote: (words: string) => element("q", { lang: source?.language === index.language ? null : (source?.language ?? null) }, words),
    number: story.number ?? "",
    words: story.words ?? "",
    sort: claim.count_low ?? claim.count_stated ?? claim.count_high ?? "",
    as_of: story.as_of ?? "",
    published: source === undefined ? "" : sayPublished(index, source),
    source_id: claim.source_id,
    // The words of the count and what they were read as stand side by side in the row.
    readings: story.readings.filter((reading) => reading.column !== "count_text"),
    sentences: story.sentences.filter((sentence) => !elsewhere.has(sentence)),
    estimates,
  };
}

/** Sentences that hold for the counter or the document of a claim, said once in their own tables, and where its row stands in raw/, which its downloaded cells say. */
function saidElsewhere(index: Index, claim: Claim): ReadonlySet<string> {
  const say = phrases[index.language];
  const source = index.source.get(claim.source_id);
  const counter = index.counter.get(claim.counter_id ?? "");
  const step = counter === undefined ? "" : say.step(counter.rank, index.label("counter_kind", counter.kind));
  return new Set([
    say.raw(`${claim.raw_file}:${claim.raw_line}`),
    ...(claim.counter_id === null ? [] : [say.countedBy(index.nameCounter(claim.counter_id), step)]),
    ...(source === undefined ? [] : [say.hand(index.label("hand", source.hand))]),
    ...(source?.standpoint ? [say.standpoint(source.standpoint.replace(/\.$/, ""))] : []),
  ]);
}

function rowOfSource(index: Index, source: Source): object {
  return {
    ...source,
    url: source.url ?? "",
    standpoint: source.standpoint ?? "",
    published: sayPublished(index, source),
    hand: index.label("hand", source.hand),
    claims: index.claims.filter((claim) => claim.source_id === source.source_id).length,
  };
}

/** The day or days of publication; where they were inferred, with a word that says so. */
const sayPublished = (index: Index, source: Source): string =>
  source.published_basis === "inferred" ? `${source.published} (${index.label("published_basis", "inferred")})` : source.published;

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What the filter offers: only what some claim has. */
function listChoices(index: Index): Readonly<Record<"event" | "measure" | "counter" | "language", readonly Choice[]>> {
  const has = (values: readonly (string | null)[]): ReadonlySet<string | null> => new Set(values);
  const events = has(index.claims.map((claim) => claim.event_id));
  const counters = has(index.claims.map((claim) => claim.counter_id));
  const measures = [...new Set(index.claims.map((claim) => claim.measure))].toSorted(
    (a, b) => index.orderOf("measure", a) - index.orderOf("measure", b),
  );
  const languages = [...new Set(index.claims.map((claim) => index.source.get(claim.source_id)?.language ?? ""))].sort(compareCodePoints);
  return {
    event: [...index.event.keys()].filter((id) => events.has(id)).map((value) => ({ value, label: index.nameEvent(value) })),
    measure: measures.map((value) => ({ value, label: index.label("measure", value) })),
    counter: [...index.counter.keys()].filter((id) => counters.has(id)).map((value) => ({ value, label: index.nameCounter(value) })),
    language: languages.map((value) => ({ value, label: value })),
  };
}
