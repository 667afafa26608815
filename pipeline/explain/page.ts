// An explanation as a page for the terminal: headings, lines of at most a hundred characters, the claims by counter.
import { type Language, phrases } from "./phrases.ts";
import type { ClaimStory, ConflictStory, CounterStory, EstimateStory, EventStory, Story, SumStory } from "./story.ts";

const width = 100;

/** A line with its depth; it is wrapped under itself. */
type Line = readonly [depth: number, text: string];

/** The page of a story. Lines end with a line feed; nothing in it depends on the terminal. */
export function writePage(story: Story, language: Language): string {
  return `${tell(story, language).flatMap(wrap).join("\n")}\n`;
}

function tell(story: Story, language: Language): Line[] {
  switch (story.kind) {
    case "event":
      return tellEvent(story, language);
    case "measure":
      return story.estimates.flatMap((each, index) => [...(index > 0 ? [blank] : []), ...tellEstimate(each, language, 0)]);
    case "estimate":
      return tellEstimate(story, language, 0);
    case "conflict":
      return tellConflict(story, language, 0, true);
    case "claim":
      return tellClaim(story, language, 0);
  }
}

const blank: Line = [0, ""];
const heading = (depth: number, text: string, line: string): Line[] => [
  [depth, text],
  [depth, line.repeat(Math.min(text.length, width - 2 * depth))],
];

function wrap([depth, text]: Line): string[] {
  const indent = "  ".repeat(depth);
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && indent.length + longer.length > width) {
      lines.push(line);
      line = `  ${word}`;
    } else line = longer;
  }
  return [...lines, line].map((each) => (each === "" ? "" : `${indent}${each}`));
}

function tellEvent(story: EventStory, language: Language): Line[] {
  const say = phrases[language];
  const section = (title: string, lines: readonly Line[]): Line[] =>
    lines.length === 0 ? [] : [blank, ...heading(0, title, "-"), ...lines];
  return [
    ...heading(0, story.title, "="),
    ...story.sentences.map((sentence): Line => [0, sentence]),
    ...story.estimates.flatMap((each) => [blank, ...tellEstimate(each, language, 0)]),
    ...section(
      say.conflictsHere,
      story.conflicts.flatMap((each) => tellConflict(each, language, 0, false)),
    ),
    ...section(
      say.others,
      story.others.map((claim): Line => [0, `${claim.claim_id}  ${claim.summary}`]),
    ),
    ...section(
      say.parts,
      story.parts.map((part): Line => [0, `${part.event_id}  ${part.title}`]),
    ),
  ];
}

function tellEstimate(story: EstimateStory, language: Language, depth: number): Line[] {
  const say = phrases[language];
  const first = story.counters[0]?.standing[0] ?? story.counters[0]?.superseded[0];
  return [
    ...heading(depth, story.title, "-"),
    ...story.sentences.map((sentence): Line => [depth, sentence]),
    [depth, say.notAnInterval],
    blank,
    [depth, `${say.whoCounted}:`],
    ...story.counters.flatMap((counter) => tellCounter(counter, language, depth + 1)),
    ...(story.conflicts.length === 0 ? [] : [blank, [depth, `${say.conflictsHere}:`] as const]),
    ...story.conflicts.flatMap((each) => tellConflict(each, language, depth + 1, false)),
    ...(first === undefined ? [] : [blank, [depth, `(${say.readMore(first.claim_id)})`] as const]),
  ];
}

function tellCounter(story: CounterStory, language: Language, depth: number): Line[] {
  const say = phrases[language];
  return [
    [depth, `${story.name} (${story.step})`],
    ...story.standing.flatMap((each) => tellFigure(each, language, depth + 1)),
    ...story.superseded.map((each): Line => [depth + 1, `${say.earlier}: ${shortFigure(each, language)}`]),
    ...(story.repeats.length === 0
      ? []
      : [[depth + 1, `${say.repeated}: ${story.repeats.map((each) => shortRepeat(each)).join("; ")}`] as const]),
  ];
}

/** The figure that stands: the number, the words, the document, the rules, and what it did. */
function tellFigure(story: ClaimStory | SumStory, language: Language, depth: number): Line[] {
  const say = phrases[language];
  const roles: Line = [depth + 1, `→ ${story.roles.join("; ")}`];
  if (story.kind === "sum") return [[depth, `${story.number}  ${story.sentence}`], roles];
  const counting = story.rules.filter((rule) => rule.rule_id.startsWith("count/")).map((rule) => `${rule.name} (${rule.rule_id})`);
  const rule = counting.length === 0 ? "" : `, ${say.rules(counting.join(", "))}`;
  return [
    [depth, `${story.number ?? say.unknown}  ${quote(story, language)}${rule}, ${say.asOf(story.as_of ?? say.unknown)}`],
    [depth + 1, `${document(story)} [${story.claim_id}]`],
    roles,
    ...(story.pivotal && story.note !== null ? [[depth + 1, say.note(story.note)] as const] : []),
  ];
}

const quote = (claim: ClaimStory, language: Language): string =>
  claim.words === null ? phrases[language].noWords : phrases[language].words(claim.words);
const document = ({ source, locator }: ClaimStory): string => `${source.publisher}, “${source.title}”, ${locator}, ${source.published}`;
const shortRepeat = (story: ClaimStory | SumStory): string =>
  story.kind === "sum" ? story.sentence : `${story.source.publisher} [${story.claim_id}]`;

function shortFigure(story: ClaimStory | SumStory, language: Language): string {
  const roles = story.roles.join("; ");
  if (story.kind === "sum") return `${story.number}  ${story.sentence} — ${roles}`;
  const say = phrases[language];
  return `${story.number ?? say.unknown}  ${quote(story, language)}, ${say.asOf(story.as_of ?? say.unknown)}, ${story.source.publisher} [${story.claim_id}] — ${roles}`;
}

function tellConflict(story: ConflictStory, language: Language, depth: number, withClaims: boolean): Line[] {
  const say = phrases[language];
  const lines: Line[] = [
    [depth, `${story.title} [${story.conflict_id}]`],
    ...story.sentences.map((sentence): Line => [depth + 1, sentence]),
  ];
  if (!withClaims) return lines;
  return [
    ...lines,
    blank,
    [depth, `${say.conflictClaims}:`],
    ...story.claims.flatMap((claim) => [blank, ...tellClaim(claim, language, depth + 1)]),
  ];
}

function tellClaim(story: ClaimStory, language: Language, depth: number): Line[] {
  const say = phrases[language];
  const rules = story.rules.map((rule) => `${rule.name} (${rule.rule_id})`).join(", ");
  return [
    [depth, `${story.claim_id}  ${story.summary}`],
    ...story.readings.map((reading): Line => [depth + 1, `${reading.label}: ${say.words(reading.words)} ${say.readAs(reading.value)}`]),
    ...(rules === "" ? [] : [[depth + 1, say.rules(rules)] as const]),
    [depth + 1, document(story)],
    ...(story.source.url === null ? [] : [[depth + 1, story.source.url] as const]),
    ...story.sentences.map((sentence): Line => [depth + 1, sentence]),
  ];
}
