// `recuento release`: the steps of a release in their order. The first that fails says what to do, and nothing after it runs.
import { execFile } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { readCurated } from "./1-read.ts";
import { readListing, readNotes } from "./5-publish.ts";
import { compare } from "./compare.ts";
import { findPrevious } from "./diff/check-release.ts";
import { tallyDifference } from "./diff/tally.ts";
import { formatFinding } from "./finding.ts";
import { escapeMarkdown } from "./publish/markdown.ts";
import type { Release } from "./publish/release.ts";
import { buildDataset, checkDataset } from "./run.ts";

/** What a step found, a line each; `remedy` is there where it failed. */
export interface Outcome {
  readonly said: readonly string[];
  readonly remedy?: string;
}

/** What the steps know: the folder, the clock, the dataset as declared, the release before it. */
interface Context {
  readonly root: string;
  readonly date: string | null;
  readonly dataset: Release["dataset"];
  readonly previous: string | null;
  readonly stop: AbortSignal | undefined;
}

interface Step {
  readonly name: string;
  readonly take: (context: Context) => Promise<Outcome>;
}

const steps: readonly Step[] = [
  { name: "clean tree", take: findUncommitted },
  { name: "notes", take: compareNotes },
  { name: "difference", take: tellDifference },
  { name: "build and verify", take: buildRelease },
  { name: "what is left", take: tellWhatIsLeft },
];

/**
 * Walks through the steps, beginning with the findings of raw/, and tells each as it ends.
 * @param stop asks for an end between two steps, and of the build itself; its reason is thrown.
 * @returns whether all of them succeeded.
 */
export async function guideRelease(
  root: string,
  date: string | null,
  tell: (name: string, outcome: Outcome) => void,
  stop?: AbortSignal,
): Promise<boolean> {
  const { dataset } = await readCurated(root);
  const { findings } = await checkDataset(root, { workers: availableParallelism() });
  if (findings.length > 0 || dataset === null) {
    tell("findings", { said: findings.map(formatFinding), remedy: "Mend what is named here; make check tells it again." });
    return false;
  }
  tell("findings", { said: ["none"] });
  const known = ((await readListing(join(root, "dist")))?.versions ?? []).map((entry) => entry.version);
  const context: Context = { root, date, dataset, previous: findPrevious(dataset.version, known), stop };
  for (const step of steps) {
    const outcome = await step.take(context);
    tell(step.name, outcome);
    if (outcome.remedy !== undefined) return false;
  }
  return true;
}

const shown = 5;
const shorten = (lines: readonly string[]): string[] =>
  lines.length <= shown ? [...lines] : [...lines.slice(0, shown), `and ${lines.length - shown} more`];

/** Everything but dist/ is committed, so that the commit of the release holds the release alone. */
async function findUncommitted({ root }: Context): Promise<Outcome> {
  const status = await promisify(execFile)("git", ["status", "--porcelain", "--", ".", ":!dist"], { cwd: root }).catch(() => null);
  if (status === null) return { said: ["git does not know this folder; nobody can tell later what the release was made from"] };
  const lines = status.stdout.split("\n").filter((line) => line !== "");
  if (lines.length === 0) return { said: ["everything but dist/ is committed"] };
  return { said: shorten(lines), remedy: "Commit or set aside these changes first." };
}

/** What `changes` in raw/dataset.json says is not what the release before said. */
async function compareNotes({ root, dataset, previous }: Context): Promise<Outcome> {
  const told = previous === null ? "" : await readNotes(join(root, "dist", previous));
  const old = dataset.changes.filter((change) => told.includes(`- ${escapeMarkdown(change.en)}\n`));
  if (old.length === 0) return { said: dataset.changes.map((change) => change.en) };
  const remedy = `Write under "changes" in raw/dataset.json what is new since ${previous}; these lines tell of ${previous} itself.`;
  return { said: old.map((change) => change.en), remedy };
}

async function tellDifference({ root, previous, dataset, stop }: Context): Promise<Outcome> {
  if (previous === null) return { said: ["the first release: nothing to compare with"] };
  const compared = await compare(root, previous, null, (difference) => tallyDifference(difference), stop ? { stop } : {});
  if ("refusal" in compared) return { said: [compared.refusal.message], remedy: "Restore that release from the repository." };
  if ("findings" in compared) return { said: compared.findings.map(formatFinding), remedy: "Mend what is named here." };
  const { needed, reasons: counts } = compared.answer;
  const reasons = [...counts].map(([reason, rows]) => `${reason}: ${rows}`);
  return {
    said: [
      `since ${previous}: ${reasons.join(", ") || "nothing"}`,
      `asks for ${needed.version} or higher (${needed.bump}); raw/dataset.json declares ${dataset.version}`,
      ...needed.forced_by,
      `all of it: npx recuento diff ${previous}`,
    ],
  };
}

async function buildRelease({ root, date, dataset, stop }: Context): Promise<Outcome> {
  const built = await buildDataset(root, date, { workers: availableParallelism(), ...(stop && { stop }) });
  if (built.version === null) return { said: built.findings.map(formatFinding), remedy: "Nothing was written; mend this and begin again." };
  const said = `dist/${dataset.version}/: ${built.files} files, ${built.bytes} bytes, read back and compared cell by cell`;
  return { said: [built.unchanged ? `${said}; it stood there already, every byte the same` : said] };
}

async function tellWhatIsLeft({ dataset: { version } }: Context): Promise<Outcome> {
  return {
    said: [
      `read dist/${version}/README.md, quality/report.md and diff/ in the same folder as a stranger would`,
      "git add dist",
      `git commit -m "Publish release ${version}"`,
      `git tag v${version}`,
      `git push origin main v${version}`,
    ],
  };
}
