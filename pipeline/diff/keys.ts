// How several cells stand in one: the primary key of a row, or a list of columns, as text that can be split again.

/** Cells with | between them; a | or \ inside a cell has a \ before it. `joinKey(["a|b", "c"])` is `a\|b|c`. */
export function joinKey(cells: readonly string[]): string {
  return cells.map((cell) => cell.replace(/[\\|]/g, "\\$&")).join("|");
}

/** The cells that `joinKey` joined. */
export function splitKey(key: string): string[] {
  const cells = [""];
  for (const [part] of key.matchAll(/\\[\s\S]|[^\\]/gu)) {
    if (part === "|") cells.push("");
    else cells.push(`${cells.pop()}${part.length > 1 && part.startsWith("\\") ? part.slice(1) : part}`);
  }
  return cells;
}

/** The key of a row by the given columns. */
export function keyOf(row: Readonly<Record<string, string>>, columns: readonly string[]): string {
  return joinKey(columns.map((column) => row[column] ?? ""));
}
