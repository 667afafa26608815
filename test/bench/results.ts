// How RESULTS.md tells what was measured; no number in it comes from elsewhere.
import { fastestOf, type Measurements, median, type Run, ratios, runsOf, type Sized, succeeded } from "./measurements.ts";
import { peers } from "./peers.ts";

const others = peers.filter(({ name }) => name !== "recuento").map(({ name }) => name);
const workStages = ["read", "validate", "normalise", "write"];
const buildStages = ["read", "validate", "normalize", "reconcile", "publish", "verify"];

const grouped = (value: number): string => String(value).replace(/\B(?=(?:\d{3})+$)/g, ",");
const seconds = (value: number | undefined): string => (value === undefined ? "" : value.toFixed(value < 10 ? 2 : 1));
const megabytes = (bytes: number): string => grouped(Math.round(bytes / 1e6));
const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(header), row(header.map((_, index) => (index === 0 ? "---" : "--:"))), ...rows.map(row)].join("\n");
}

const timesOf = (runs: readonly Run[]): number[] => runs.map((run) => run.seconds);
const peakOf = (runs: readonly Run[]): number => Math.max(...runs.map(({ peak }) => peak));

/** The page, from its title to its end. */
export function renderResults(measurements: Measurements): string {
  const { sizes } = measurements;
  const parts = [
    introduction,
    ...sizes.map((sized) =>
      [`### ${grouped(sized.rows)} claims`, compareTable(sized), stagesTable(sized), sayReadings(sized)].join("\n\n"),
    ),
    "## Growth\n\n![Wall time and peak memory by the number of claims, both axes logarithmic](results.svg)",
    growthTable(sizes),
    datedText,
    ["## The whole command", wholeText, wholeTable(sizes)].join("\n\n"),
    ["## The dataset of this repository", realText(measurements)].join("\n\n"),
    ["## Versions and machine", versionsText(measurements)].join("\n\n"),
    rerun,
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** A run of some sizes keeps what was measured of the others. */
const datedText =
  "Sizes are timed one by one, and may be of different days, machines and states of the program and of the benchmark: only the programs of one size were timed side by side.";

const introduction = `# Results of the benchmark

Invented claims in the form of raw/ (\`generate.ts\`; both languages, the phrasing of \`test/normalize/cases\`) are read, validated, normalised
and written as CSV, JSON and a columnar file by Recuento and by other tools. All programs get the same rows and write the same cells, which
\`same.ts\` compares; all find the same rows at fault in a spoilt dataset. Programs take turns, round by round; before each the disk is given all that was written.

The comparison favours the others: they read no words. Recuento's own readers say beforehand, in tables beside the dataset, what each wording
means, and the others join these; Recuento reads every wording itself. The others also leave the rest of raw/ unvalidated, and write no words
about what is wrong.

## The same work

Wall time of the whole process in seconds, its start included. A ratio is a program's time divided by that of the fastest other tool in the same
round. Processor time is that of all cores together, the median. Peak memory is the largest of all rounds, in megabytes (10⁶ bytes). R writes its own columnar form (RDS), others Parquet, Feather or Arrow.`;

function compareTable({ runs }: Sized): string {
  const reference = runsOf(runs, fastestOf(runs, others) ?? "recuento");
  const rows = peers.flatMap(({ name, label, columnar }) => {
    const own = runsOf(runs, name);
    if (own.length === 0) return [];
    const failure = own.find(({ failed }) => failed !== null)?.failed;
    if (failure !== undefined)
      return [[label, columnar, "does not finish", failure ?? "", "", "", "", megabytes(peakOf(own)), String(own.length)]];
    const [times, relative] = [timesOf(own), ratios(own, reference)];
    const numbers = [Math.min(...times), median(times), Math.min(...relative), median(relative)].map(seconds);
    const processor = seconds(median(own.map((run) => run.processor)));
    return [[label, columnar, ...numbers, processor, megabytes(peakOf(own)), String(own.length)]];
  });
  return table(
    ["program", "columnar file", "least s", "median s", "least ratio", "median ratio", "processor s", "peak MB", "rounds"],
    rows,
  );
}

function stageMedians(runs: readonly Run[], stages: readonly string[]): string[] {
  return stages.map((stage) => {
    const times = runs.flatMap((run) => run.stages[stage] ?? []);
    return times.length === 0 ? "" : seconds(median(times));
  });
}

function stagesTable({ runs }: Sized): string {
  const rows = peers.flatMap(({ name, label }) => {
    const own = runsOf(runs, name);
    return succeeded(own) ? [[label, ...stageMedians(own, workStages)]] : [];
  });
  return `Stages, median seconds (frictionless validates as it reads):\n\n${table(["program", ...workStages], rows)}`;
}

function sayReadings({ readings }: Sized): string {
  const told = Object.entries(readings).map(([name, lines]) => `${grouped(lines)} ${name}`);
  return `Lines in the tables that are joined: ${told.join(", ")}.`;
}

function growthTable(sizes: readonly Sized[]): string {
  const rows = sizes.flatMap(({ rows: claims, runs }) => {
    const own = runsOf(runs, "recuento");
    if (!succeeded(own)) return [];
    const time = median(timesOf(own));
    return [[grouped(claims), seconds(time), seconds((time / claims) * 1e5), megabytes(peakOf(own))]];
  });
  return rows.length === 0 ? "" : `Recuento:\n\n${table(["claims", "median s", "s per 100,000 claims", "peak MB"], rows)}`;
}

const wholeText =
  "`recuento build` on the same datasets: all tables in all formats, reconciled, documented, with an explorer, read back cell by cell. " +
  "Stages as the command tells them, median seconds.";

function wholeTable(sizes: readonly Sized[]): string {
  const rows = sizes.flatMap(({ rows: claims, runs }) => {
    const own = runsOf(runs, "build");
    if (own.length === 0) return [];
    const failure = own.find(({ failed }) => failed !== null)?.failed;
    const times =
      failure === undefined ? [Math.min(...timesOf(own)), median(timesOf(own))].map(seconds) : ["does not finish", failure ?? ""];
    return [[grouped(claims), ...stageMedians(own, buildStages), ...times, megabytes(peakOf(own)), String(own.length)]];
  });
  return table(["claims", ...buildStages, "least s", "median s", "peak MB", "rounds"], rows);
}

function realText({ real }: Measurements): string {
  const [builds, loads] = [runsOf(real.runs, "build"), runsOf(real.runs, "load")];
  if (!succeeded(builds) || !succeeded(loads)) return "Not measured.";
  const relative = ratios(builds, loads);
  const rows = [
    ["whole build", builds],
    ["loading the same libraries in Node", loads],
  ] as const;
  const lines = rows.map(([label, own]) => [
    label,
    seconds(Math.min(...timesOf(own))),
    seconds(median(timesOf(own))),
    megabytes(peakOf(own)),
  ]);
  const told = `The build takes ${seconds(Math.min(...relative))} times as long as loading at least, ${seconds(median(relative))} times in the median of ${relative.length} rounds.`;
  return `${grouped(real.rows)} claims, built into an empty folder.\n\n${table(["", "least s", "median s", "peak MB"], lines)}\n\n${told}`;
}

function versionsText({ machine, versions }: Measurements): string {
  const rows = peers.flatMap(({ name, label }) => (versions[name] ? [[label, versions[name].join(", ")]] : []));
  return `${machine.system}, ${machine.cores} processor cores, ${machine.gigabytes} GB of memory.\n\n${table(["program", "made of"], rows)}`;
}

const rerun = `## Run it again

\`\`\`sh
make bench
\`\`\`

makes the environment for Python, times what is installed (R with data.table, where it is, from Debian: \`r-cran-data.table\`) and writes this page,
\`results.svg\` and \`results.json\`, which holds every single run. Options go through \`BENCH\`, such as
\`make bench BENCH="--rows 10000,100000 --rounds 5 --peers recuento,polars"\`; \`--max-rows-row-wise\` says up to how many rows the row-wise tools are
run in every round, \`--rounds-row-wise\` in how many where there are more, \`--limit\` after how many seconds a run is stopped, \`--seed\` invents other
claims, \`--folder\` says where datasets and outputs go. Sizes that were not run again keep their results.`;
