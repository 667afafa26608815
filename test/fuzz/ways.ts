// The ways from raw/ to a release: every property holds of each, and where there are several they say and write the same.
import { build, check } from "../../pipeline/build.ts";
import type { Finding } from "../../pipeline/finding.ts";

/** What a way says of a dataset. */
export interface Answer {
  readonly findings: readonly Finding[];
  /** The rows that became claims, as file:line. */
  readonly claims: readonly string[];
  /** Whether a release can be made of it. */
  readonly fit: boolean;
}

/** What came of building: no version where nothing was published. */
export interface Written {
  readonly version: string | null;
  readonly findings: readonly Finding[];
}

export interface Way {
  readonly name: string;
  readonly checkDataset: (root: string) => Promise<Answer>;
  /** Builds into dist/ below the root. */
  readonly buildDataset: (root: string) => Promise<Written>;
}

const inMemory: Way = {
  name: "in memory",
  checkDataset: async (root) => {
    const { raw, normal, tables, findings } = await check(root);
    const claims = (tables?.claims ?? normal.claims).map((claim) => `${claim["raw_file"]}:${claim["raw_line"]}`);
    return { findings, claims, fit: tables !== null && raw.dataset !== null };
  },
  buildDataset: (root) => build(root, null),
};

/** Another way is one more entry. */
export const ways: readonly Way[] = [inMemory];
