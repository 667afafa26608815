// `npm run bench [-- --rows N,N --rounds R --rounds-build R --peers a,b …]`: times Recuento and its peers in turns, and writes RESULTS.md, results.svg, results.json.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir, totalmem, type } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { generate } from "./generate.ts";
import { measure } from "./measure.ts";
import type { Measurements, Sized } from "./measurements.ts";
import { type Peer, peers } from "./peers.ts";
import { renderPlot } from "./plot.ts";
import { writeReadings } from "./readings.ts";
import { renderResults } from "./results.ts";
import { findDifference } from "./same.ts";
import { spoilCodes } from "./spoil.ts";
import { buildOf, load, type Patience, reportOf, runnerOf, say, takeTurns } from "./turns.ts";

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "10000,100000,1000000" },
    rounds: { type: "string", default: "5" },
    "rounds-build": { type: "string", default: "" },
    limit: { type: "string", default: "1800" },
    peers: { type: "string", default: peers.map(({ name }) => name).join(",") },
    "max-rows-row-wise": { type: "string", default: "100000" },
    "rounds-row-wise": { type: "string", default: "0" },
    "max-rows-build": { type: "string", default: "1000000" },
    seed: { type: "string", default: "1" },
    folder: { type: "string", default: join(tmpdir(), "recuento-bench") },
  },
});

function wholeNumber(text: string): number {
  if (!/^(?:0|[1-9]\d{0,8})$/.test(text)) throw new Error(`not a whole number: ${text}`);
  return Number(text);
}

const patience: Patience = { rounds: wholeNumber(values.rounds), limit: wholeNumber(values.limit) };
const buildRounds = wholeNumber(values["rounds-build"] || values.rounds);
const [mostRowWise, mostBuild] = [wholeNumber(values["max-rows-row-wise"]), wholeNumber(values["max-rows-build"])];
/** Rounds of the row-wise tools where there are more rows than that: they take minutes. */
const rowWiseRounds = wholeNumber(values["rounds-row-wise"]);
const seed = wholeNumber(values.seed);
const sizes = values.rows.split(",").map(wholeNumber);
const wanted = values.peers.split(",");
/** The programs that are asked for and installed, with the versions of what they are made of. */
const versions = new Map(peers.filter(({ name }) => wanted.includes(name)).map((peer) => [peer, peer.versions()]));
const chosen = peers.filter((peer) => versions.get(peer));
const repository = fileURLToPath(new URL("../..", import.meta.url));
const fileHere = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
/** The largest dataset of which all cells are compared: the comparison holds two outputs in memory. */
const mostCompared = 20_000;

function compareOutputs(folder: string): void {
  const [first, ...rest] = chosen.map(({ name }) => join(folder, "out", name)).filter((path) => existsSync(path));
  const differences = rest.map((output) => findDifference(first ?? "", output)).filter((each) => each !== null);
  if (differences.length > 0) throw new Error(`The outputs differ: ${differences.join("; ")}`);
  say(`  ${rest.length + 1} outputs hold the same cells`);
}

async function timeSize(rows: number): Promise<Sized> {
  const folder = join(values.folder, String(rows));
  rmSync(folder, { recursive: true, force: true });
  say(`${rows} claims: inventing them, and reading their words for the peers`);
  generate(folder, { claims: rows, seed, shuffled: false, findings: 0 });
  writeReadings(folder);
  const roundsOf = ({ rowWise }: Peer): number => (rowWise && rows > mostRowWise ? rowWiseRounds : patience.rounds);
  const peerRuns = await takeTurns(
    chosen.map((peer) => ({ ...runnerOf(peer, folder), rounds: roundsOf(peer) })),
    patience,
    () => rows <= mostCompared && compareOutputs(folder),
  );
  // The whole command is held against no other program.
  const buildRuns = rows <= mostBuild ? await takeTurns([buildOf(folder)], { ...patience, rounds: buildRounds }) : [];
  const readings = Object.fromEntries(["date", "as_of", "place", "count", "rules"].map((name) => [name, linesOf(folder, name)]));
  rmSync(folder, { recursive: true });
  return { rows, readings, runs: [...peerRuns, ...buildRuns] };
}

const linesOf = (folder: string, name: string): number => readFileSync(join(folder, `readings/${name}.csv`), "utf8").split("\n").length - 2;

/** Every program finds the rows that were spoilt; words are looked at last, by all but Recuento only where nothing else is wrong. */
async function compareFaults(): Promise<void> {
  const folder = join(values.folder, "spoilt");
  const each = 20;
  const faults = each * spoilCodes.length;
  rmSync(folder, { recursive: true, force: true });
  generate(folder, { claims: 5000, seed, shuffled: true, findings: faults });
  writeReadings(folder);
  for (const peer of chosen) {
    const found = reportOf(await measure(peer.command(folder, join(folder, "out", peer.name)), patience.limit)).faults;
    const expected = peer.name === "recuento" ? faults : faults - each;
    if (found !== expected) throw new Error(`${peer.name} finds ${found} rows at fault, not ${expected}`);
  }
  rmSync(folder, { recursive: true });
  say(`${chosen.length} programs find the same rows at fault`);
}

/** The dataset of the repository, built into an empty folder, beside the loading of the libraries that a build loads. */
async function timeReal(): Promise<Measurements["real"]> {
  const folder = join(values.folder, "real");
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(repository, "raw"), join(folder, "raw"), { recursive: true });
  say("The dataset of this repository");
  const runs = await takeTurns([buildOf(folder), load], patience);
  const files = readdirSync(join(folder, "raw/extracts")).map((name) => readFileSync(join(folder, "raw/extracts", name), "utf8"));
  rmSync(folder, { recursive: true });
  return { rows: files.reduce((sum, text) => sum + text.trimEnd().split("\n").length - 1, 0), runs };
}

/** What results.json holds; before the first run nothing. */
function readKept(): Pick<Measurements, "versions" | "sizes"> {
  const path = fileHere("results.json");
  // A run before this one wrote it.
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Measurements) : { versions: {}, sizes: [] };
}

/** Writes the results with those of other sizes that were kept. */
function keep(real: Measurements["real"], timed: readonly Sized[]): void {
  const kept = readKept();
  const untouched = kept.sizes.filter(({ rows }) => !timed.some((sized) => sized.rows === rows));
  const measurements: Measurements = {
    machine: { system: type(), cores: availableParallelism(), gigabytes: Math.round(totalmem() / 2 ** 30) },
    versions: { ...kept.versions, ...Object.fromEntries(chosen.map((peer) => [peer.name, versions.get(peer) ?? []])) },
    sizes: [...untouched, ...timed].sort((a, b) => a.rows - b.rows),
    real,
  };
  writeFileSync(fileHere("results.json"), `${JSON.stringify(measurements, null, 1)}\n`);
  writeFileSync(fileHere("RESULTS.md"), renderResults(measurements));
  writeFileSync(fileHere("results.svg"), renderPlot(measurements));
}

for (const [{ name }, found] of versions) if (!found) say(`${name} is not installed and is left out`);
mkdirSync(values.folder, { recursive: true });
await compareFaults();
const real = await timeReal();
const timed: Sized[] = [];
for (const rows of sizes) {
  timed.push(await timeSize(rows));
  keep(real, timed);
}
