// How a run over a dataset is asked for, and what it says of itself in numbers, whichever way the dataset goes.
import type { Finding } from "./finding.ts";
import type { Progress } from "./place.ts";

/** How a dataset is worked on. */
export interface RunOptions {
  /** Threads that read a large dataset, this one among them; with more than one a build of a small one has one beside it. The same bytes for any number. */
  readonly workers: number;
  readonly progress?: Progress;
  /** Asks for an end, as of `build`. */
  readonly stop?: AbortSignal;
  /** Called as claims of a large dataset pass: how many have passed, and of how many. */
  readonly passed?: (claims: number, all: number) => void;
  /**
   * Whether what a run finds out is remembered beside the dataset: `use` answers from that where the contents are still the same, `renew` reads
   * all anew. Left out, nothing is remembered.
   */
  readonly memory?: "use" | "renew";
}

/** What a check found. */
export interface CheckSummary {
  readonly extracts: number;
  readonly claims: number;
  readonly findings: readonly Finding[];
}

/** What a build did, in numbers. `version` is null where nothing was published. */
export interface BuildSummary extends CheckSummary {
  readonly version: string | null;
  readonly title: string;
  readonly unchanged: boolean;
  readonly rows: number;
  readonly estimates: number;
  readonly conflicts: number;
  readonly files: number;
  readonly bytes: number;
}
