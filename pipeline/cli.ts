// The command line: the only place that prints, exits or reads the environment.
import { once } from "node:events";
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, relative, sep } from "node:path";
import { performance } from "node:perf_hooks";
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { readDocument, readRaw } from "./1-read.ts";
import { validate } from "./2-validate.ts";
import { type Verified, verifyReleased } from "./6-verify.ts";
import { openFilesBelow } from "./bulk/text-files.ts";
import { compare } from "./compare.ts";
import type { Difference } from "./diff/difference.ts";
import { describeDifference, writeDifference } from "./diff/render.ts";
import { writeIn } from "./diff/summary.ts";
import { summaryTexts } from "./diff/summary-text.ts";
import { type Tally, tallyDifference } from "./diff/tally.ts";
import { compileLess } from "./engine.ts";
import { writePage } from "./explain/page.ts";
import { explanationLanguages, type Language } from "./explain/phrases.ts";
import { explain, explainableIds } from "./explain/story.ts";
import { annotateFinding, type Finding, formatFinding, quote, type Refusal, showHidden, sortFindings } from "./finding.ts";
import { guideRelease, type Outcome } from "./guide.ts";
import { Interruption, interrupt, interruptible } from "./interruption.ts";
import type { NormalPlace } from "./normalize/claims.ts";
import { gazetteerOf } from "./normalize/extracts.ts";
import type { Gazetteer } from "./normalize/places.ts";
import { suggest } from "./normalize/suggestions.ts";
import { type Answer, answer, type ParseKind, parseKinds, type Question, readQuestion } from "./parse.ts";
import type { Progress } from "./place.ts";
import { retract } from "./retract.ts";
import { buildDataset, checkDataset } from "./run.ts";
import { serve } from "./serve/server.ts";
import { checkSource, countFragments, listFaults } from "./source-check/check.ts";
import { writeReport } from "./source-check/report.ts";
import type { BuildSummary } from "./summary.ts";

interface Options {
  readonly json?: boolean;
  readonly root: string;
}

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const printError = (text: string): void => void process.stderr.write(`${text}\n`);
const exit = { fine: 0, findings: 1, usage: 2 } as const;

const program = new Command("recuento")
  .description("Turns hand-curated extracts of reports into a versioned open dataset.")
  .exitOverride()
  .showHelpAfterError("(recuento --help lists the commands)");

function command(name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .option("--json", "answer in JSON, for machines")
    .addOption(new Option("--root <dir>", "folder of the dataset, with raw/ in it").default("."));
}

const workersOption = new Option(
  "--workers <number>",
  "threads that read a large dataset, 0 or 1 for one alone; the same bytes for any number",
)
  .default(Math.max(1, availableParallelism()), "one for each core")
  .argParser(readWorkers);

const anewOption = new Option("--anew", "read everything again, whatever is remembered of the last run (in .recuento/)");

/** How much of what is remembered a run uses. */
const memoryOf = ({ anew }: { readonly anew?: boolean }): "use" | "renew" => (anew ? "renew" : "use");

command("build", "Build the release that raw/dataset.json names, into dist/.")
  .addOption(workersOption)
  .addOption(anewOption)
  .action(async (options: Options & { workers: number; anew?: boolean }) => {
    const started = performance.now();
    const progress: Progress = (stage, said) => options.json || print(`  ${stage.padEnd(10)} ${said}`);
    if (!options.json) print("Recuento");
    const { workers } = options;
    const built = await interruptible((stop) =>
      buildDataset(options.root, sourceDate(), { workers, progress, stop, passed: makeMeter(options), memory: memoryOf(options) }),
    );
    const { version, unchanged, rows, claims, extracts, findings, files, bytes } = built;
    const said = { version, unchanged, rows_in: rows, claims_out: claims, extracts_in: extracts, findings, files, bytes };
    if (options.json) print(JSON.stringify(said));
    else if (version === null) printFindings(findings);
    else printSummary(built, (performance.now() - started) / 1000);
    process.exitCode = version === null ? exit.findings : exit.fine;
  });

/** What shows on a terminal how many claims of a large dataset have passed, how fast, and how long the rest will take; nothing elsewhere. */
function makeMeter({ json }: Options): (claims: number, all: number) => void {
  if (json || !process.stderr.isTTY) return () => {};
  const started = performance.now();
  let shown = started;
  return (claims, all) => {
    const now = performance.now();
    if (claims < all && now - shown < 200) return;
    shown = now;
    const perSecond = claims / ((now - started) / 1000);
    const left = Math.ceil((all - claims) / perSecond);
    const line = `  ${claims} of ${all} claims, ${Math.round(perSecond)} a second, ${left} s left`;
    process.stderr.write(claims < all ? `\r${line}\u001b[K` : "\r\u001b[K");
  };
}

command("check", "Check raw/ and publish nothing; with files, tell only the findings in them.")
  .argument("[file...]", "files of raw/, such as raw/extracts/a.csv")
  .option("--annotate", "write findings as annotations of a proposed change on GitHub")
  .addOption(workersOption)
  .addOption(anewOption)
  .action(async (files: string[], options: Options & { annotate?: boolean; workers: number; anew?: boolean }) => {
    const { workers } = options;
    const run = { workers, passed: makeMeter(options), memory: memoryOf(options) };
    const checked = await interruptible((stop) => checkDataset(options.root, { ...run, stop }));
    const wanted = files.map((file) => fileBelow(options.root, file));
    const missing = files.filter((_, index) => wanted[index] === null);
    if (missing.length > 0) {
      printError(showHidden(`No file of this dataset: ${missing.join(", ")}.`));
      process.exitCode = exit.usage;
      return;
    }
    const findings = checked.findings.filter((item) => wanted.length === 0 || wanted.includes(item.file));
    if (options.annotate) for (const item of findings) print(annotateFinding(item));
    if (options.json) print(JSON.stringify({ extracts: checked.extracts, findings }));
    else if (findings.length > 0) printFindings(findings);
    else print(`No findings. ${checked.claims} of ${checked.extracts} extracts are read.`);
    process.exitCode = findings.length > 0 ? exit.findings : exit.fine;
  });

command("parse", "Read one phrase, or with - one JSON object a line from standard input.")
  .addArgument(new Argument("<kind>", "what to read").choices(parseKinds))
  .argument("<text>", "the words as printed, or - for standard input")
  .option("--language <tag>", "language of the words (BCP 47)", "en")
  .option("--published <edtf>", "day or interval of publication, for dates")
  .option("--anchor <edtf>", "day or interval that relative words lean on, for dates")
  .option("--within <name>", "containing place, for places")
  .action(async (kind: ParseKind, text: string, options: Options & Question) => {
    const gazetteer = kind === "place" ? await readGazetteer(options.root) : null;
    const answers = text === "-" ? answerLines(kind, gazetteer) : [answer(kind, { ...options, text }, gazetteer)];
    process.exitCode = exit.fine;
    for await (const each of answers) {
      print(text === "-" || options.json ? JSON.stringify(each) : sayAnswer(each));
      if (each.finding) process.exitCode = exit.findings;
    }
  });

command("explain", "Explain an event, an estimate (event.measure), a conflict or a claim by its id.")
  .argument("<id>", "such as an event_id or a claim_id")
  .addOption(new Option("--language <tag>", "language of the page").choices(explanationLanguages).default("en"))
  .action(async (id: string, options: Options & { language: Language }) => {
    // What reads claims in batches takes a while to load, and only this and large datasets need it.
    const { gatherTables } = await import("./gather.ts");
    const { tables, findings } = await gatherTables(options.root, id);
    if (tables === null) {
      printFindings(findings);
      process.exitCode = exit.findings;
      return;
    }
    const story = explain(tables, id, options.language);
    if (story !== null) return void process.stdout.write(options.json ? `${JSON.stringify(story)}\n` : writePage(story, options.language));
    refuse(options, { code: "explain/unknown", message: `Nothing bears the id "${id}".` }, suggest(explainableIds(tables), id));
  });

command("verify-source", "Hold your own copy of a document against the words that were taken from it.")
  .argument("<source_id>", "the document, as in raw/sources.csv")
  .argument("<file>", "your copy of it, as plain text in UTF-8")
  .action(async (id: string, file: string, options: Options) => {
    const raw = await readRaw(options.root);
    const valid = validate(raw);
    const findings = sortFindings(
      [...raw.findings, ...valid.findings].filter((item) => /^raw\/(?:sources\.csv|extracts\b)/.test(item.file)),
    );
    if (findings.length > 0) {
      if (options.json) print(JSON.stringify({ findings }));
      else printFindings(findings);
      process.exitCode = exit.findings;
      return;
    }
    const sources = valid.sources.map((placed) => placed.row);
    const source = sources.find((row) => row.source_id === id);
    if (source === undefined) {
      const near = suggest(
        sources.map((row) => row.source_id),
        id,
      );
      return refuse(options, { code: "source/unknown", message: `No source bears the id ${quote(id)}.` }, near);
    }
    const copy = await readDocument(file);
    if ("code" in copy) return refuse(options, { code: copy.code, message: `${quote(file)}: ${copy.message}` });
    const checked = checkSource({ ...copy, source, extracts: valid.extracts.map((placed) => placed.row) });
    const faults = listFaults(checked);
    const { fragments, ...about } = checked;
    print(options.json ? JSON.stringify({ ...about, counts: countFragments(checked), faults }) : writeReport(checked));
    process.exitCode = faults.length > 0 ? exit.findings : exit.fine;
  });

command("release", "Walk through a release: findings, clean tree, notes, difference, build, what is left to do.").action(
  async (options: Options) => {
    const told: { step: string; said: readonly string[]; remedy: string | null }[] = [];
    const tell = (step: string, { said, remedy }: Outcome): void => {
      told.push({ step, said, remedy: remedy ?? null });
      if (options.json) return;
      print(`${remedy === undefined ? "done" : "stop"}  ${step}`);
      for (const line of said) print(`        ${line}`);
      if (remedy !== undefined) print(`\n${remedy}`);
    };
    const fine = await interruptible((stop) => guideRelease(options.root, sourceDate(), tell, stop));
    if (options.json) print(JSON.stringify(told));
    process.exitCode = fine ? exit.fine : exit.findings;
  },
);

command("diff", "Compare two releases of dist/, or a release and what raw/ would give, row by row.")
  .argument("<older>", "version of a release, such as 0.1.0, or latest")
  .argument("[newer]", "version of another; left out, what raw/ would give")
  .addOption(new Option("--language <tag>", "language of the page").choices(explanationLanguages).default("en"))
  .option("--out <dir>", "write changes.csv, impact.json and summary.md below this folder")
  .action(async (older: string, newer: string | undefined, options: Options & { language: Language; out?: string }) => {
    const { out, json, language } = options;
    const answer = async (difference: Difference): Promise<void> => {
      const tally = out === undefined ? tallyDifference(difference) : writeBelow(out, difference);
      if (tally === null)
        return refuse(options, { code: "output/unwritable", message: `Nothing can be written below ${quote(out ?? "")}.` });
      if (!json) return print(writeIn(tally, summaryTexts[language]));
      for (const piece of describeDifference(difference, tally)) await printPiece(piece);
      print("");
    };
    const compared = await interruptible((stop) => compare(options.root, older, newer ?? null, answer, { stop }));
    if ("refusal" in compared) return refuse(options, compared.refusal);
    if ("findings" in compared) {
      if (json) print(JSON.stringify(compared));
      else printFindings(compared.findings);
      process.exitCode = exit.findings;
    }
  });

command("verify", "Hold released folders against their checksums: no byte may have changed since.")
  .argument("[version...]", "versions, such as 0.1.0; all of them where none is named")
  .action(async (wanted: string[], options: Options) => {
    const verified = await verifyReleased(options.root, wanted);
    if (verified.unknown.length > 0) {
      const message = `dist/index.json does not list ${verified.unknown.map(quote).join(", ")}.`;
      return refuse(options, { code: "released/unknown", message });
    }
    if (options.json) print(JSON.stringify({ versions: verified.versions, findings: verified.findings }));
    else printVerified(verified);
    process.exitCode = verified.findings.length > 0 ? exit.findings : exit.fine;
  });

command("retract", "Mark a released version as one that must not be used; its folder stays as it is.")
  .argument("<version>", "such as 0.1.0")
  .requiredOption("--reason <text>", "what is wrong with it, in one line, for those who used it")
  .option("--date <day>", "day of the retraction (else that of SOURCE_DATE_EPOCH, else that of raw/dataset.json)")
  .action(async (version: string, options: Options & { reason: string; date?: string }) => {
    const date = options.date ?? sourceDate();
    // A few renames, which are finished once they are begun.
    const { findings, retraction, latest } = await interruptible(() => retract(options.root, version, options.reason, date));
    const wrongCall = findings.find((item) => item.code.startsWith("retract/"));
    if (wrongCall) return refuse(options, wrongCall);
    process.exitCode = findings.length > 0 ? exit.findings : exit.fine;
    if (options.json) return print(JSON.stringify({ version, retraction, latest, findings }));
    if (retraction === null) return printFindings(findings);
    print(`Version ${version} is retracted since ${retraction.date}: ${retraction.reason}`);
    print(
      latest === null
        ? "No version is left to take."
        : `dist/latest.json points to ${latest}. Commit dist/index.json and dist/latest.json.`,
    );
  });

command("serve", "Show dist/ in a browser of this machine, until Ctrl-C; no other machine can open it.")
  .option("--port <number>", "port to listen on, 0 for any that is free", readPort, 8000)
  .action(async (options: Options & { port: number }) => {
    const serving = await serve(join(options.root, "dist"), options.port);
    if ("code" in serving) return refuse(options, serving);
    const { address, close } = serving;
    print(options.json ? JSON.stringify({ address }) : `dist/ is at ${address} for this machine alone. Ctrl-C ends it.`);
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void close());
  });

/** Writes the files of a difference; null where the system does not let them be written. */
function writeBelow(folder: string, difference: Difference): Tally | null {
  try {
    return writeDifference(difference, openFilesBelow(folder, "w").open);
  } catch (error) {
    if (error instanceof Error && "syscall" in error) return null;
    throw error;
  }
}

/** Prints a part of a long answer, and waits until it is taken where more would have to be held. */
async function printPiece(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, "drain");
}

/** A number of threads of the command line; throws what commander turns into a wrong call. */
function readWorkers(text: string): number {
  if (!/^\d{1,2}$/.test(text)) throw new InvalidArgumentError("It is a whole number from 0 to 99.");
  return Number(text);
}

/** A port as a number of the command line; throws what commander turns into a wrong call. */
function readPort(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new InvalidArgumentError("It is a whole number from 0 to 65535.");
  return Number(text);
}

/** Tells that a call cannot be answered: on standard error, and in JSON where that was asked for. */
function refuse({ json }: Options, refusal: Refusal, near: readonly string[] = []): void {
  if (json) print(JSON.stringify({ finding: refusal }));
  printError(showHidden(`${refusal.message}${near.length > 0 ? ` Did you mean ${near.join(", ")}?` : ""}`));
  process.exitCode = exit.usage;
}

/** The path of a file below the root with / between folders, given from there or from here; null where there is none. */
function fileBelow(root: string, file: string): string | null {
  const path = [join(root, file), file].find((candidate) => existsSync(candidate));
  return path === undefined ? null : relative(root, path).split(sep).join("/");
}

/** SOURCE_DATE_EPOCH as an ISO day; null where it is not set. */
function sourceDate(): string | null {
  const epoch = process.env["SOURCE_DATE_EPOCH"];
  if (epoch === undefined || epoch === "") return null;
  if (!/^\d{1,11}$/.test(epoch))
    throw new CommanderError(exit.usage, "recuento.epoch", "SOURCE_DATE_EPOCH is a number of seconds since 1970.");
  return new Date(Number(epoch) * 1000).toISOString().slice(0, 10);
}

async function readGazetteer(root: string): Promise<Gazetteer<NormalPlace> | null> {
  const valid = validate(await readRaw(root));
  return valid.places.length === 0 ? null : gazetteerOf(valid.places.map((placed) => placed.row));
}

async function* answerLines(kind: ParseKind, gazetteer: Gazetteer<NormalPlace> | null): AsyncGenerator<Answer> {
  for await (const line of readLines(process.stdin)) yield answer(kind, readQuestion(line), gazetteer);
}

/** Lines as line feeds end them, and nothing else: a text may hold U+2028. */
async function* readLines(input: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of input) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}

function sayAnswer({ value, finding }: Answer): string {
  if (finding) return showHidden(`${finding.code}: ${finding.message}`);
  const entries = Object.entries(value ?? {}).map(
    ([key, cell]) => [key, Array.isArray(cell) ? cell.join(", ") : String(cell ?? "–")] as const,
  );
  const width = Math.max(...entries.map(([key]) => key.length));
  return entries.map(([key, cell]) => `${key.padEnd(width)}  ${cell}`).join("\n");
}

function printFindings(findings: readonly Finding[]): void {
  for (const item of findings) print(formatFinding(item));
  print(`\n${findings.length} finding${findings.length === 1 ? "" : "s"}. Nothing was published; what stood in dist/ is untouched.`);
}

function printVerified({ versions, findings }: Verified): void {
  for (const { version, status, files, bytes, findings: own } of versions) {
    const said = own.length === 0 ? "every byte as released" : `${own.length} finding${own.length === 1 ? "" : "s"}`;
    print(`${version.padEnd(8)} ${status.padEnd(10)} ${files} files, ${(bytes / 1_000_000).toFixed(1)} MB: ${said}`);
  }
  for (const item of findings) print(formatFinding(item));
}

function printSummary(built: BuildSummary, seconds: number): void {
  const size = `${built.files} (${(built.bytes / 1_000_000).toFixed(1)} MB)`;
  const lines = [
    ["rows in", `${built.rows} (${built.extracts} extracts)`],
    ["claims out", `${built.claims}, one for each extract`],
    ["estimates", `${built.estimates}, with ${built.conflicts} conflicts left open`],
    ["findings", `${built.findings.length}`],
    ["files", `${size}${built.unchanged ? ", as they stood: every byte the same" : ""}`],
    ["seconds", seconds.toFixed(1)],
  ] as const;
  print(`\n${built.title}, release ${built.version}`);
  for (const [name, value] of lines) print(`  ${name.padEnd(10)} ${value}`);
  print(`\nRead dist/${built.version}/README.md first.`);
}

// A reader that stops reading (| head) ends the command, and is no fault of it; work that writes is not left half done.
compileLess();
process.stdout.on("error", ({ code }: NodeJS.ErrnoException) => {
  if (interrupt(`standard output: ${code}`, exit.usage)) return;
  if (code === "EPIPE") process.exit(exit.fine);
  printError(`What the command has to say cannot be written (${code}).`);
  process.exit(exit.usage);
});
process.stderr.on("error", () => process.exit(exit.usage));

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof Interruption) {
    printError(error.message);
    process.exitCode = error.exitCode;
  } else if (error instanceof CommanderError) {
    if (error.code === "recuento.epoch") printError(error.message);
    process.exitCode = error.exitCode === 0 ? exit.fine : exit.usage;
  } else throw error;
}
