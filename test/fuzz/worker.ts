// One process of a fuzz run: tries every n-th run of a seed, some with a spoilt schema, and tells what broke, shrunk.
import { baseNames, makeWorkspace, readBase, regressionOf } from "./dataset.ts";
import { makeSchemaWorkspace, trySchema } from "./schemas.ts";
import { shrink } from "./shrink.ts";
import { datasetOf, depthOf, tryDataset } from "./try.ts";

const [seed = 0, first = 0, step = 1, mutations = 0] = process.argv.slice(2).map(Number);
/** A folder for each base, in which hardly a file changes from one run to the next. */
const workspaces = new Map(baseNames.map((name) => [name, makeWorkspace()]));
const schemas = makeSchemaWorkspace();
/** One run in so many also spoils a schema. */
const everySchema = 5;
const seen = new Set<string>();
let done = 0;

/** The property and what it is about, without ids and numbers: one fault is told once. */
const kindOf = (wrong: string): string => wrong.replace(/raw\/[^ ]*|\d+|".*"/g, "…").slice(0, 120);

for (let run = first; done < mutations; run += step) {
  const { base, files, mutations: count } = datasetOf(seed, run);
  const workspace = workspaces.get(base);
  if (workspace === undefined) throw new Error(`no folder for ${base}`);
  process.send?.({ run });
  const wrong = await tryDataset(workspace, files, depthOf(run));
  done += count;
  const [fault] = wrong.filter((each) => !seen.has(kindOf(each)));
  if (fault !== undefined) {
    const kind = kindOf(fault);
    for (const each of wrong) seen.add(kindOf(each));
    const fails = async (candidate: typeof files): Promise<boolean> => {
      process.send?.({ run });
      return (await tryDataset(workspace, candidate, depthOf(run))).some((each) => kindOf(each) === kind);
    };
    const small = await shrink(readBase(base), files, fails);
    process.send?.({ fault: { run, why: fault, regression: regressionOf(fault, base, small) } });
  }
  const unnamed = run % everySchema === 0 ? trySchema(schemas, seed, run) : [];
  for (const why of unnamed) process.send?.({ unnamed: { run, why } });
  process.send?.({ done: count, schemas: run % everySchema === 0 ? 1 : 0 });
}
for (const workspace of workspaces.values()) workspace.remove();
schemas.remove();
process.disconnect?.();
if (!baseNames.length) throw new Error("no base to mutate");
