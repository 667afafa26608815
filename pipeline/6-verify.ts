// Stage 6: reads every file of the release back from disk and proves CSV = JSON = Arrow = Parquet = the canonical rows, and that these keep the rules.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Finding, finding } from "./finding.ts";
import type { Release } from "./publish/release.ts";
import type { RuleTables } from "./reconcile/rule.ts";
import { findViolations } from "./reconcile/rules.ts";
import { verifyRelease } from "./verify/compare.ts";

/** Finding verify/differs for each file that does not say what the canonical rows say, verify/rule for each row that goes against a rule. */
export function verify(folder: string, release: Release): Finding[] {
  const refusals = verifyRelease(release, (path) => readFileSync(join(folder, path)));
  // Every table has passed the check of the schema from which these row types are generated.
  const violations = findViolations(release.tables as unknown as RuleTables).map((message) => ({
    code: "verify/rule" as const,
    message: `${message}.`,
  }));
  return [...refusals, ...violations].map((refusal) => finding(refusal, { file: `dist/${release.dataset.version}` }));
}
