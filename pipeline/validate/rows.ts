// What each row must be by its schema, told per cell in words that a curator can act on.
import { type Finding, finding, type Refusal } from "../finding.ts";
import { suggest } from "../normalize/suggestions.ts";
import type { PlacedRow } from "../read/csv.ts";
import { type Cell, type Column, type ErrorObject, fragmentWords, hasHiddenCharacter, type Table } from "../schema.ts";

/** Findings of one row: cell/missing, cell/enumeration, cell/too-long, cell/pattern, cell/type, cell/control-character, cell/white-space. */
export function checkRow(table: Table, placed: PlacedRow): Finding[] {
  const errors = table.check(placed.row);
  if (errors === null) return [];
  return table.columns.flatMap((column) => {
    const keywords = keywordsAt(errors, column.name);
    if (keywords.length === 0) return [];
    const cell = placed.row[column.name] ?? null;
    const printed = cell === null ? null : String(cell);
    return [finding(explain(column, cell, keywords), { file: placed.file, line: placed.line, column: column.name, printed })];
  });
}

function keywordsAt(errors: readonly ErrorObject[], column: string): string[] {
  return errors.filter((error) => error.instancePath === `/${column}`).map((error) => error.keyword);
}

function explain(column: Column, cell: Cell, keywords: readonly string[]): Refusal {
  if (cell === null) return { code: "cell/missing", message: `Every row has ${column.name}: ${column.description}` };
  const text = String(cell);
  if (hasHiddenCharacter(text))
    return { code: "cell/control-character", message: "The text holds a line break, control or invisible character." };
  if (text !== text.trim()) return { code: "cell/white-space", message: "White space stands before or after the text." };
  if (keywords.includes("maxLength"))
    return { code: "cell/too-long", message: `At most ${column.maxLength} characters; here are ${text.length}.` };
  if (column.format === "fragment")
    return { code: "cell/too-long", message: `At most ${fragmentWords} words of a document; here are ${text.split(/\s+/u).length}.` };
  if (column.enumeration) return explainEnumeration(column, text);
  if (keywords.includes("minimum") || keywords.includes("maximum")) {
    return { code: "cell/type", message: `A number from ${column.minimum ?? "any"} to ${column.maximum ?? "any"} is expected.` };
  }
  const code = keywords.includes("pattern") ? "cell/pattern" : "cell/type";
  return { code, message: `Expected something like ${JSON.stringify(column.example)}: ${column.description}` };
}

function explainEnumeration(column: Column, text: string): Refusal {
  const codes = column.enumeration?.codes.map((code) => code.code) ?? [];
  const [nearest] = suggest(codes, text, 1);
  const hint = nearest === undefined ? "" : ` Did you mean "${nearest}"?`;
  return { code: "cell/enumeration", message: `Expected one of ${codes.join(", ")}.${hint}` };
}
