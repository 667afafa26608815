// How the text of whole records becomes cells, as csv-parse splits it, for texts that the scanner has let through.

/** Cells of each record. Lines that are empty hold no record; CRLF counts as LF. */
export function splitRecords(text: string): string[][] {
  const plain = text.includes("\r") ? text.replace(/\r\n/g, "\n") : text;
  const records: string[][] = [];
  let nextQuote = indexOf(plain, '"', 0);
  for (let at = 0; at < plain.length; ) {
    const end = Math.min(indexOf(plain, "\n", at), plain.length);
    if (nextQuote > end) {
      if (end > at) records.push(plain.slice(at, end).split(","));
      at = end + 1;
    } else {
      at = splitQuoted(plain, at, records);
      nextQuote = indexOf(plain, '"', at);
    }
  }
  return records;
}

/** Adds the record at `start`, in which a quote stands; where the next one begins. */
function splitQuoted(text: string, start: number, records: string[][]): number {
  const cells: string[] = [];
  for (let at = start; ; at += 1) {
    if (text[at] === '"') {
      let close = text.indexOf('"', at + 1);
      while (text[close + 1] === '"') close = text.indexOf('"', close + 2);
      cells.push(text.slice(at + 1, close).replaceAll('""', '"'));
      at = close + 1;
    } else {
      const end = Math.min(indexOf(text, ",", at), indexOf(text, "\n", at), text.length);
      cells.push(text.slice(at, end));
      at = end;
    }
    if (text[at] === ",") continue;
    records.push(cells);
    return at + 1;
  }
}

function indexOf(text: string, part: string, from: number): number {
  const index = text.indexOf(part, from);
  return index < 0 ? Number.POSITIVE_INFINITY : index;
}
