// Stage 6: reads every file of the release back from disk and proves CSV = JSON = Arrow = the canonical rows.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Finding, finding } from "./finding.ts";
import type { Release } from "./publish/release.ts";
import { verifyRelease } from "./verify/compare.ts";

/** Finding verify/differs for each file that does not say what the canonical rows say. */
export function verify(folder: string, release: Release): Finding[] {
  const refusals = verifyRelease(release, (path) => readFileSync(join(folder, path)));
  return refusals.map((refusal) => finding(refusal, { file: `dist/${release.dataset.version}` }));
}
