// How the schema of a table is published: JSON Schema of one row, with every reference resolved.
import { type OutputFile, type Release, tablesOf, textFile } from "./model.ts";

/** One JSON Schema a table; its $id is relative to the release folder. */
export function renderTableSchemas(release: Release): OutputFile[] {
  return tablesOf(release).map(({ table }) => {
    const path = `schema/${table.name}.schema.json`;
    const text = `${JSON.stringify({ ...table.schema, $id: path }, null, 2)}\n`;
    return { ...textFile(path, text, "application/schema+json"), table: table.name };
  });
}
