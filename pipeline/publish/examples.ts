// How the quick starts become files, beside the output that each of them prints.
import { publishedTables } from "../schema.ts";
import { formatCsv } from "./csv.ts";
import { sumEstimates } from "./estimate-sum.ts";
import { type OutputFile, type Release, readCell, tableOf, textFile } from "./model.ts";
import { type Sample, samples, shownColumns } from "./sample-code.ts";

const mediaTypes: Readonly<Record<string, string>> = { js: "text/javascript; charset=utf-8", sql: "application/sql" };

/** examples/: a file a quick start, and expected.txt. */
export function renderExamples(release: Release): OutputFile[] {
  const programs = samples.map((sample) =>
    textFile(`examples/${sample.file}`, programOf(sample), mediaTypes[sample.fence] ?? "text/plain; charset=utf-8"),
  );
  return [...programs, textFile("examples/expected.txt", expectedOutput(release), "text/plain; charset=utf-8")];
}

function programOf({ comment, tried, command, load, show }: Sample): string {
  const said = tried
    ? "Run by us: it prints what examples/expected.txt holds."
    : "Not run by us: it should print what examples/expected.txt holds.";
  return `${comment} ${said}\n${comment} In the folder of the release: ${command}\n\n${load.join("\n")}\n\n${show.join("\n")}\n`;
}

/** Two tables as CSV, one after the other: how many claims and estimates there are, and the estimates that are shown. */
function expectedOutput(release: Release): string {
  const { shown: rows } = release.summed?.estimates ?? sumEstimates(release.tables.estimates);
  const columns = publishedTables.estimates.columns;
  const shown = shownColumns.map((name) => columns.find((column) => column.name === name));
  const cells = rows.map((row) => shown.map((column) => (column === undefined ? null : readCell(row, column))));
  const lengths = [tableOf(release, "claims").length, tableOf(release, "estimates").length];
  return `${formatCsv(["claims", "estimates"], [lengths])}${formatCsv(shownColumns, cells)}`;
}
