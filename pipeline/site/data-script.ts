// The cells of claims and estimates for the script of the page, which may fetch nothing: a classic script that sets one name.

import { type Release, readCells } from "../publish/model.ts";
import { publishedTables } from "../schema.ts";
import { scriptJson } from "./markup.ts";

/** `recuentoTables`: columns and rows of claims and estimates, cell by cell as the release has them. */
export function writeDataScript(release: Release): string {
  const tables = (["claims", "estimates"] as const).map((name) => {
    const table = publishedTables[name];
    const rows = release.tables[name].map((row) => scriptJson(readCells(row, table)));
    return `  ${name}: {\n    columns: ${scriptJson(table.columns.map((column) => column.name))},\n    rows: [\n${rows.join(",\n")}\n    ]\n  }`;
  });
  return `// The cells of the tables on this page, as csv/ and json/ have them.\nvar recuentoTables = {\n${tables.join(",\n")}\n};\n`;
}
