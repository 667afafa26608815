// How a table is written as JSON: an array of objects, one row a line, every key present, null explicit.
import { type OutputFile, orderRow, type Release, tablesOf, textFile } from "./model.ts";

export const jsonMediaType = "application/json";

/** One JSON file a table. */
export function renderJson(release: Release): OutputFile[] {
  return tablesOf(release).map((content) => {
    const lines = content.rows.map((row) => JSON.stringify(orderRow(row, content.table)));
    return textFile(`json/${content.table.name}.json`, formatLines(lines), jsonMediaType, content);
  });
}

/** A JSON array with one element a line. */
export function formatLines(lines: readonly string[]): string {
  return lines.length === 0 ? "[\n]\n" : `[\n${lines.join(",\n")}\n]\n`;
}
