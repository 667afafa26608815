// How a published number is explained: from the number to who counted, the words, the document, the rule, and why others did not decide.
import { estimateId, isAbout, isStanding } from "../estimates.ts";
import { compareCodePoints } from "../finding.ts";
import { groupBy } from "../group-by.ts";
import type { Claim, Conflict, Estimate, EstimateClaim, Event } from "../model.ts";
import { type Language, phrases } from "./phrases.ts";
import { type Index, indexTables, type Tables } from "./tables.ts";

/** Words as printed, what they were read as, and the names of the rules that read them. */
export interface Reading {
  readonly column: "count_text" | "date_text" | "as_of_text" | "place_text";
  readonly label: string;
  readonly words: string;
  readonly value: string;
}

/** One claim, told in sentences of one language; `summary`, `note` and `standpoint` are English in the data. */
export interface ClaimStory {
  readonly kind: "claim";
  readonly claim_id: string;
  readonly event_id: string;
  readonly summary: string;
  /** Numbers as read, such as "9" or "10 or more"; null where the claim has none. */
  readonly number: string | null;
  readonly words: string | null;
  readonly as_of: string | null;
  readonly counter_id: string | null;
  readonly source: SourceStory;
  readonly locator: string;
  readonly readings: readonly Reading[];
  readonly rules: readonly { readonly rule_id: string; readonly name: string }[];
  /** Who counted, whom the document credits and accuses, flag and note. */
  readonly sentences: readonly string[];
  readonly note: string | null;
  /** Whether it sets an end of its estimate or best, or is flagged: then its note is part of the story. */
  readonly pivotal: boolean;
  /** What it did in its estimate, and why it did not decide; empty outside one. */
  readonly roles: readonly string[];
}

export interface SourceStory {
  readonly source_id: string;
  readonly title: string;
  readonly publisher: string;
  readonly published: string;
  readonly url: string | null;
}

/** What one counter said: the figures that stand, then its earlier ones, then who repeats them. */
export interface CounterStory {
  readonly counter_id: string;
  readonly name: string;
  readonly step: string;
  readonly standing: readonly (ClaimStory | SumStory)[];
  readonly superseded: readonly (ClaimStory | SumStory)[];
  readonly repeats: readonly (ClaimStory | SumStory)[];
}

/** A sum of additions that one counter states. */
export interface SumStory {
  readonly kind: "sum";
  readonly claim_id: string;
  readonly number: string;
  readonly sentence: string;
  readonly roles: readonly string[];
}

export interface EstimateStory {
  readonly kind: "estimate";
  readonly estimate_id: string;
  readonly title: string;
  readonly low: number | null;
  readonly best: number | null;
  readonly high: number | null;
  readonly high_unbounded: boolean;
  readonly best_rule: Estimate["best_rule"];
  /** The range, the best and why, and what all rests on. */
  readonly sentences: readonly string[];
  readonly counters: readonly CounterStory[];
  readonly conflicts: readonly ConflictStory[];
}

/** A disagreement in sentences, with the claims it is between. */
export interface ConflictStory {
  readonly kind: "conflict";
  readonly conflict_id: string;
  readonly title: string;
  /** What does not fit what, and that no rule decides. */
  readonly sentences: readonly string[];
  readonly claims: readonly ClaimStory[];
  /** The same claims by what each answers, such as "1 claim gives 2019-11-20"; one side without a title where the numbers say it. */
  readonly sides: readonly { readonly title: string; readonly claims: readonly ClaimStory[] }[];
}

export interface EventStory {
  readonly kind: "event";
  readonly event_id: string;
  readonly title: string;
  readonly sentences: readonly string[];
  readonly estimates: readonly EstimateStory[];
  /** Disagreement about the event itself, such as its day. */
  readonly conflicts: readonly ConflictStory[];
  readonly others: readonly ClaimStory[];
  readonly parts: readonly { readonly event_id: string; readonly title: string }[];
}

/** Several estimates of one event and measure. */
export interface MeasureStory {
  readonly kind: "measure";
  readonly id: string;
  readonly estimates: readonly EstimateStory[];
}

export type Story = EventStory | MeasureStory | EstimateStory | ConflictStory | ClaimStory;

/**
 * Explains an event (`market`), the estimates of a measure (`market.killed`), one estimate
 * (`market.killed.people.incident`), a conflict or a claim by its id, in sentences of the language.
 * @returns null where nothing bears the id.
 */
export function explain(tables: Tables, id: string, language: Language): Story | null {
  const index = indexTables(tables, language);
  const claim = index.claim.get(id);
  if (claim) return tellClaim(index, claim);
  const conflict = index.conflicts.find((each) => each.conflict_id === id);
  if (conflict) return tellConflict(index, conflict);
  const event = index.event.get(id);
  if (event) return tellEvent(index, event);
  const estimates = index.estimates.filter((each) => estimateId(each) === id || `${each.event_id}.${each.measure}` === id);
  const [first] = estimates;
  if (first === undefined) return null;
  if (estimates.length === 1) return tellEstimate(index, first);
  return { kind: "measure", id, estimates: estimates.map((each) => tellEstimate(index, each)) };
}

/** Every event, conflict and claim explained, each in the order of its table. */
export interface Stories {
  readonly events: readonly EventStory[];
  readonly conflicts: readonly ConflictStory[];
  readonly claims: readonly ClaimStory[];
}

/** Explains everything at once: the same stories as `explain` tells one by one. */
export function explainAll(index: Index): Stories {
  return {
    events: [...index.event.values()].map((event) => tellEvent(index, event)),
    conflicts: index.conflicts.map((conflict) => tellConflict(index, conflict)),
    claims: index.claims.map((claim) => tellClaim(index, claim)),
  };
}

/** Every id that `explain` takes, in the order events, measures, estimates, conflicts, claims. */
export function explainableIds(tables: Tables): string[] {
  const index = indexTables(tables, "en");
  return [
    ...index.event.keys(),
    ...new Set(index.estimates.map((each) => `${each.event_id}.${each.measure}`)),
    ...index.estimates.map(estimateId),
    ...index.conflicts.map((each) => each.conflict_id),
    ...index.claim.keys(),
  ];
}

function tellEvent(index: Index, event: Event): EventStory {
  const say = phrases[index.language];
  const claims = index.claims.filter((each) => each.event_id === event.event_id);
  const inEstimates = new Set(index.estimateClaims.filter((each) => each.event_id === event.event_id).map((each) => each.claim_id));
  return {
    kind: "event",
    event_id: event.event_id,
    title: index.nameEvent(event.event_id),
    sentences: [
      `${event.date_edtf ?? say.noDate} · ${index.namePlace(event.place_id) ?? say.noPlace}`,
      `${say.claims(event.claims)}, ${say.sources(event.sources)}, ${say.counters(event.counters)}.`,
      ...(event.note === null ? [] : [say.note(event.note)]),
      say.notAnInterval,
    ],
    estimates: index.estimates
      .filter((each) => each.event_id === event.event_id)
      .toSorted((a, b) => index.orderOf("measure", a.measure) - index.orderOf("measure", b.measure))
      .map((each) => tellEstimate(index, each)),
    conflicts: index
      .conflictsOf(event.event_id)
      .filter((each) => each.measure === null)
      .map((each) => tellConflict(index, each)),
    others: claims.filter((claim) => !inEstimates.has(claim.claim_id)).map((claim) => tellClaim(index, claim)),
    parts: [...index.event.values()]
      .filter((each) => each.parent_event_id === event.event_id)
      .map((each) => ({ event_id: each.event_id, title: index.nameEvent(each.event_id) })),
  };
}

function tellEstimate(index: Index, estimate: Estimate): EstimateStory {
  const say = phrases[index.language];
  const parts = index.partsOf(estimate);
  const conflicts = index.conflictsOf(estimate.event_id).filter((each) => isAbout(each, estimate));
  const range = say.range({ low: estimate.low, high: estimate.high, open: estimate.high_unbounded });
  return {
    kind: "estimate",
    estimate_id: estimateId(estimate),
    title: say.estimateTitle(
      index.label("measure", estimate.measure),
      index.label("population", estimate.population),
      say.basis[estimate.count_basis],
    ),
    low: estimate.low,
    best: estimate.best,
    high: estimate.high,
    high_unbounded: estimate.high_unbounded,
    best_rule: estimate.best_rule,
    sentences: [
      `${say.claimed(range)} ${say.best(estimate.best)}`,
      reasonOfBest(index, estimate, parts),
      tellEnds(index, parts),
      ...(estimate.count_basis === "cumulative" ? [say.scopeEnds] : []),
      say.from(
        say.claims(estimate.claims),
        say.counters(estimate.counters),
        say.sources(estimate.sources),
        estimate.as_of_latest ?? say.unknown,
      ),
    ],
    counters: tellCounters(index, parts),
    conflicts: conflicts.map((each) => tellConflict(index, each)),
  };
}

/** Whose claims set the two ends of the range. */
function tellEnds(index: Index, parts: readonly EstimateClaim[]): string {
  const say = phrases[index.language];
  const names = (wanted: (part: EstimateClaim) => boolean): string =>
    [...new Set(parts.filter(wanted).map((part) => index.nameCounter(part.counter_id)))].sort(compareCodePoints).join(say.and);
  return say.ends(
    names((part) => part.role === "sets_low"),
    names((part) => part.role === "sets_high" && part.count_high !== null),
    names((part) => part.role === "sets_high" && part.count_high === null),
  );
}

const topOf = (parts: readonly EstimateClaim[]): number => parts.filter(isStanding).reduce((top, part) => Math.min(top, part.rank), 5);

/** Why a figure that stands does not set best. */
function whyNot(index: Index, part: EstimateClaim, parts: readonly EstimateClaim[]): string {
  const say = phrases[index.language];
  const top = topOf(parts);
  if (part.flagged) return say.flaggedNot;
  if (part.rank > top) return say.lower(part.rank, top);
  const beside = parts.some((other) => isStanding(other) && other.rank === top && other.claim_id !== part.claim_id);
  return beside ? say.notAlone : say.noNumber;
}

function stepOf(index: Index, counter_id: string): string {
  const counter = index.counter.get(counter_id);
  return phrases[index.language].step(counter?.rank ?? 5, index.label("counter_kind", counter?.kind ?? null));
}

function reasonOfBest(index: Index, estimate: Estimate, parts: readonly EstimateClaim[]): string {
  const say = phrases[index.language];
  const standing = new Set(parts.filter(isStanding).map((part) => part.claim_id));
  if (standing.size === 1) return { r9a: say.r9aOne, r9b: say.r9bOne, r9c: say.r9cOne }[estimate.best_rule];
  if (estimate.best_rule === "r9a") return say.r9a;
  const setter = parts.find((part) => part.role === "sets_best");
  const top = topOf(parts);
  if (estimate.best_rule === "r9b" && setter) {
    return say.r9b(
      index.nameCounter(setter.counter_id),
      index.label("counter_kind", index.counter.get(setter.counter_id)?.kind ?? null),
      top,
    );
  }
  const highest = new Map(
    parts
      .filter((part) => isStanding(part) && part.rank === top)
      .map((part) => [part.claim_id, `${index.nameCounter(part.counter_id)} ${sayNumber(index, part)}`]),
  );
  return say.r9c(
    `${stepOf(index, parts.find((part) => isStanding(part) && part.rank === top)?.counter_id ?? "")}: ${[...highest.values()].join(say.and)}`,
  );
}

function sayNumber(
  index: Index,
  { count_low, count_high, count_stated }: Pick<EstimateClaim, "count_low" | "count_high" | "count_stated">,
): string {
  if (count_low === null && count_high === null)
    return count_stated === null ? phrases[index.language].unknown : phrases[index.language].about(count_stated);
  return phrases[index.language].range({ low: count_low, high: count_high, open: count_high === null });
}

function tellCounters(index: Index, parts: readonly EstimateClaim[]): CounterStory[] {
  const counters = [...new Map(parts.map((part) => [part.counter_id, part.rank]))].toSorted(
    ([a, rank], [b, other]) => rank - other || compareCodePoints(index.nameCounter(a), index.nameCounter(b)),
  );
  return counters.map(([counter_id]) => {
    const own = parts.filter((part) => part.counter_id === counter_id);
    const newestFirst = [...new Map(own.map((part) => [part.claim_id, part])).values()].toSorted(
      (a, b) => compareCodePoints(b.as_of_latest ?? "", a.as_of_latest ?? "") || compareCodePoints(a.claim_id, b.claim_id),
    );
    const tell = (wanted: (part: EstimateClaim) => boolean): (ClaimStory | SumStory)[] =>
      newestFirst.filter(wanted).map((part) => tellPart(index, part, own, parts));
    return {
      counter_id,
      name: index.nameCounter(counter_id),
      step: stepOf(index, counter_id),
      standing: tell(isStanding),
      superseded: tell((part) => part.role === "superseded"),
      repeats: tell((part) => part.role === "repeats"),
    };
  });
}

/** A claim or a sum of one counter, with what it did; `own` are the parts of that counter. */
function tellPart(
  index: Index,
  part: EstimateClaim,
  own: readonly EstimateClaim[],
  parts: readonly EstimateClaim[],
): ClaimStory | SumStory {
  const say = phrases[index.language];
  const roles = own.filter((each) => each.claim_id === part.claim_id).map((each) => tellRole(index, each, own));
  const why = isStanding(part) && !own.some((each) => each.claim_id === part.claim_id && each.role === "sets_best");
  const said = why ? [...roles, whyNot(index, part, parts)] : roles;
  const sum = index.derived.get(part.claim_id);
  if (sum) {
    const sentence = say.sum(`${sum.formula} = ${sum.count_stated ?? say.unknown}`, sum.as_of_latest ?? say.unknown);
    return { kind: "sum", claim_id: part.claim_id, number: sayNumber(index, part), sentence, roles: said };
  }
  const claim = index.claim.get(part.claim_id);
  if (claim === undefined) throw new Error(`no claim ${part.claim_id}`);
  const flag = claim.flag === null ? [] : [say.shortFlag(index.label("flag", claim.flag))];
  return {
    ...tellClaim(index, claim),
    as_of: part.as_of_latest,
    pivotal: part.flagged || part.role.startsWith("sets_"),
    roles: [...flag, ...said],
  };
}

function tellRole(index: Index, part: EstimateClaim, own: readonly EstimateClaim[]): string {
  const say = phrases[index.language];
  const standing = own.find(isStanding);
  switch (part.role) {
    case "sets_low":
      return say.setsLow;
    case "sets_high":
      return part.count_high === null ? say.setsOpen : say.setsHigh;
    case "sets_best":
      return say.setsBest;
    case "considered":
      return say.considered;
    case "superseded": {
      const sum = [...index.derived.values()].find((each) => each.formula.split(" + ").includes(part.claim_id));
      return sum ? say.summed(sum.formula) : say.superseded(standing?.claim_id ?? say.unknown);
    }
    case "repeats": {
      const first = own.find(
        (each) =>
          each.role !== "repeats" &&
          each.as_of_latest === part.as_of_latest &&
          each.count_low === part.count_low &&
          each.count_high === part.count_high &&
          each.count_stated === part.count_stated,
      );
      return say.repeats(first?.claim_id ?? say.unknown);
    }
  }
}

function tellConflict(index: Index, conflict: Conflict): ConflictStory {
  const say = phrases[index.language];
  const event = index.nameEvent(conflict.event_id);
  const subject =
    conflict.measure === null
      ? event
      : say.subject(index.label("measure", conflict.measure), index.label("population", conflict.population), event);
  const claims = index.conflictClaims
    .filter((each) => each.conflict_id === conflict.conflict_id)
    .flatMap((each) => index.claim.get(each.claim_id) ?? []);
  const sides = tellSides(index, conflict.kind, claims);
  const titles = sides.flatMap((side) => side.title || []);
  const told = titles.length > 0 ? titles.join("; ") : nameIds(index, shorten(conflict));
  return {
    kind: "conflict",
    conflict_id: conflict.conflict_id,
    title: `${index.label("conflict_kind", conflict.kind)}: ${subject}${conflict.count_basis === "subtotal" ? ` (${say.basis.subtotal})` : ""}`,
    sentences: [`${say.conflict[conflict.kind]}: ${told}.`, conflict.note ?? say.unresolved],
    claims: claims.map((claim) => tellClaim(index, claim)),
    sides,
  };
}

/** The claims of a conflict about who or when, by their answers in the order of the claims; all others as one side, by their numbers where it is about those. */
function tellSides(index: Index, kind: Conflict["kind"], claims: readonly Claim[]): ConflictStory["sides"] {
  const say = phrases[index.language];
  const titleOf = ({ attribution, actor_kind, date_edtf }: Claim): ((n: number) => string) | null => {
    if (kind === "attribution" && attribution !== null) return (n) => say.side[attribution](n, index.label("actor_kind", actor_kind));
    return kind === "date" && date_edtf !== null ? (n) => say.side.dated(n, date_edtf) : null;
  };
  const numberOf = (claim: Claim): number => claim.count_low ?? claim.count_stated ?? claim.count_high ?? 0;
  const ordered = kind === "value" ? claims.toSorted((a, b) => numberOf(a) - numberOf(b)) : claims;
  const sides = groupBy(ordered, (claim) => titleOf(claim)?.(0) ?? "");
  return [...sides.values()].map((own) => ({
    title: own.flatMap((claim) => titleOf(claim)?.(own.length) ?? [])[0] ?? "",
    claims: own.map((claim) => tellClaim(index, claim)),
  }));
}

/** How many numbers a sentence names with those who gave them. */
const mostNamed = 3;

/** The detail of a conflict; where it is about many numbers, these alone: the claims say whose they are. */
function shorten({ kind, detail }: Conflict): string {
  const sides = detail.split(" against ");
  return kind === "value" && sides.length > mostNamed ? sides.map((side) => side.replace(/ \(.*/, "")).join("; ") : detail;
}

/** The detail of a conflict with names for the ids and codes that stand in it as words of their own, in the language of the page. */
function nameIds(index: Index, detail: string): string {
  const said = phrases[index.language].connectives.reduce((text, [from, to]) => text.replaceAll(from, to), detail);
  return said.replace(/(?<![\w“-])[a-z0-9][a-z0-9_-]*(?![\w-])/g, (word) => {
    if (index.counter.has(word)) return index.nameCounter(word);
    return index.event.has(word) ? index.nameEvent(word) : index.label("actor_kind", word);
  });
}

/** What was told of claims: each is asked for by its event, its estimates, and its conflicts. */
const told = new WeakMap<Index, Map<string, ClaimStory>>();

function tellClaim(index: Index, claim: Claim): ClaimStory {
  const stories = told.get(index) ?? new Map<string, ClaimStory>();
  if (stories.size === 0) told.set(index, stories);
  const story = stories.get(claim.claim_id) ?? tellNewClaim(index, claim);
  stories.set(claim.claim_id, story);
  return story;
}

function tellNewClaim(index: Index, claim: Claim): ClaimStory {
  const say = phrases[index.language];
  const source = index.source.get(claim.source_id);
  const rules = index.rulesOf(claim.claim_id);
  const actor = claim.actor_kind === null ? null : index.label("actor_kind", claim.actor_kind);
  const sentences = [
    claim.counter_id && say.countedBy(index.nameCounter(claim.counter_id), stepOf(index, claim.counter_id)),
    claim.speaker_text && say.credited(claim.speaker_text),
    claim.actor_text && say.actorWords(claim.actor_text),
    actor && (claim.attribution === null ? say.open(actor) : say[claim.attribution](actor)),
    source && say.hand(index.label("hand", source.hand)),
    source?.standpoint && say.standpoint(source.standpoint.replace(/\.$/, "")),
    claim.flag && say.flag(index.label("flag", claim.flag)),
    claim.note && say.note(claim.note),
    say.raw(`${claim.raw_file}:${claim.raw_line}`),
  ];
  return {
    kind: "claim",
    claim_id: claim.claim_id,
    event_id: claim.event_id,
    summary: `${claim.summary}${say.summaryLanguage}`,
    number: claim.count_text === null ? null : sayNumber(index, claim),
    words: claim.count_text,
    as_of: claim.as_of_latest,
    counter_id: claim.counter_id,
    source: {
      source_id: claim.source_id,
      title: source?.title ?? claim.source_id,
      publisher: source?.publisher ?? "",
      published: say.published(source?.published ?? say.unknown, source?.published_basis === "inferred"),
      url: source?.url ?? null,
    },
    locator: claim.locator,
    readings: tellReadings(index, claim),
    rules: rules.map((rule) => ({ rule_id: rule.rule_id, name: index.nameRule(rule) })),
    sentences: sentences.flatMap((sentence) => (sentence ? [sentence] : [])),
    note: claim.note,
    pivotal: false,
    roles: [],
  };
}

function tellReadings(index: Index, claim: Claim): Reading[] {
  const say = phrases[index.language];
  const days = (earliest: string | null, latest: string | null): string =>
    earliest === null && latest === null ? say.unknown : earliest === latest ? `${earliest}` : `${earliest ?? ".."}/${latest ?? ".."}`;
  const basis = (enumeration: string, code: string | null): string => (code === null ? "" : ` (${index.label(enumeration, code)})`);
  const columns = [
    ["count_text", say.count, claim.count_text, `${sayNumber(index, claim)}${basis("count_qualifier", claim.count_qualifier)}`],
    ["date_text", say.date, claim.date_text, `${claim.date_edtf ?? say.unknown}${basis("date_basis", claim.date_basis)}`],
    ["as_of_text", say.asOfWords, null, days(claim.as_of_earliest, claim.as_of_latest)],
    [
      "place_text",
      say.place,
      claim.place_text,
      `${index.namePlace(claim.place_id) ?? say.unknown}${basis("place_basis", claim.place_basis)}`,
    ],
  ] as const;
  return columns.flatMap(([column, label, words, value]) => (words === null ? [] : [{ column, label, words, value }]));
}
