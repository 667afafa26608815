// CSV as RFC 4180 has it, read and written by a few lines of our own: what the pipeline read is held against another reading.

/** A record with the line on which it begins, from 1. */
export interface CsvLine {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The records of a text; a line with nothing on it is none. Null where a quote stands where none may, or never closes. */
export function readRecords(text: string): CsvLine[] | null {
  const records: CsvLine[] = [];
  let [at, line] = [0, 1];
  while (at < text.length) {
    const start = line;
    const cells: string[] = [];
    for (let open = true; open; ) {
      const quoted = text[at] === '"';
      let cell = "";
      if (quoted) {
        const close = findClose(text, at + 1);
        if (close < 0) return null;
        cell = text.slice(at + 1, close).replaceAll('""', '"');
        at = close + 1;
        // csv-parse takes a zero behind a closing quote, and what follows it, as part of the cell.
        const rest = text[at] === "\0" ? (/^[^,\n]*/.exec(text.slice(at))?.[0] ?? "") : "";
        if (rest.includes('"')) return null;
        cell += rest;
        at += rest.length;
        if (at < text.length && text[at] !== "," && text[at] !== "\n") return null;
      } else {
        const end = /[,\n]/.exec(text.slice(at))?.index ?? text.length - at;
        cell = text.slice(at, at + end);
        if (cell.includes('"')) return null;
        at += end;
      }
      line += cell.split("\n").length - 1;
      cells.push(cell);
      open = text[at] === ",";
      if (!open && cells.length === 1 && cell === "" && !quoted) cells.pop();
      at += 1;
    }
    line += 1;
    if (cells.length > 0) records.push({ line: start, cells });
  }
  return records;
}

function findClose(text: string, start: number): number {
  for (let at = text.indexOf('"', start); at >= 0; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at;
  return -1;
}

/** Records as text, in quotes where a cell needs them. */
export function writeRecords(records: readonly (readonly string[])[]): string {
  const write = (cell: string): string => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return records.map((cells) => `${cells.map(write).join(",")}\n`).join("");
}
