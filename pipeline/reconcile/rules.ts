// Rules r1–r14 in order, as published and as checked.
import type { PublishedRule } from "../normalize/rules.ts";
import { comparable } from "./r1-comparable.ts";
import { bounds } from "./r2-bounds.ts";
import { oneVoice } from "./r3-one-voice.ts";
import { laterFigure } from "./r4-later-figure.ts";
import { fallingTotal } from "./r5-falling-total.ts";
import { partsAndTotals } from "./r6-parts-and-totals.ts";
import { increments } from "./r7-increments.ts";
import { range } from "./r8-range.ts";
import { best } from "./r9-best.ts";
import { toll } from "./r10-toll.ts";
import { noSpreading } from "./r11-no-spreading.ts";
import { notAfterPublication } from "./r12-not-after-publication.ts";
import { ambiguity } from "./r13-ambiguity.ts";
import { attribution } from "./r14-attribution.ts";
import type { EstimateRule, RuleTables } from "./rule.ts";

/** The edition of the rules; raised when a rule changes what it decides. */
export const ruleset = "3";

/** Rules r1–r14. */
export const estimateRules: readonly EstimateRule[] = [
  comparable,
  bounds,
  oneVoice,
  laterFigure,
  fallingTotal,
  partsAndTotals,
  increments,
  range,
  best,
  toll,
  noSpreading,
  notAfterPublication,
  ambiguity,
  attribution,
];

/** The rules as rows of the published table. */
export const publishedEstimateRules: readonly PublishedRule[] = estimateRules.map(({ id, scope, name, description }) => ({
  rule_id: id,
  scope,
  name_en: name.en,
  name_es: name.es,
  description: description.en,
  description_es: description.es,
}));

/** What of a release goes against a rule, with the id of the rule before each sentence; empty where all hold. */
export function findViolations(tables: RuleTables): string[] {
  return estimateRules.flatMap((rule) => rule.findViolations(tables).map((violation) => `${rule.id}: ${violation}`));
}
