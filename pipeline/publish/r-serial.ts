// How a value of R is written as text that R's unserialize() reads: the ASCII form of serialize(), version 2, for lists, text and NULL.
// Convention: "Serialization Formats" in the manual R Internals.

/** A value of R: text is a character vector of length one, an object a list with names, null NULL. */
export type RValue = string | null | { readonly [name: string]: RValue };

/** What stands for the type of a value, with the bits that say what else follows. */
const flag = { list: 19 + 512, pairs: 2 + 1024, symbol: 1, texts: 16, null: 254, ascii: 9 + (64 << 12), utf8: 9 + (8 << 12) } as const;
/** The symbol `names` after it was written once: a reference to the first symbol. */
const namesAgain = (1 << 8) + 255;
/** Version 2 of the format, and R 2.3.0 as the oldest reader and, so that no program's version is told, as the writer. */
const header = ["A", 2, 131840, 131840];

const encoder = new TextEncoder();

/**
 * The value as text that begins with `A`, the mark of the ASCII form.
 * @example serializeForR(null) is "A\n2\n131840\n131840\n254\n"
 */
export function serializeForR(value: RValue): string {
  let named = false;
  const lines: (string | number)[] = [...header];
  const write = (part: RValue): void => {
    if (part === null) return void lines.push(flag.null);
    if (typeof part === "string") return void lines.push(flag.texts, 1, ...characters(part));
    const entries = Object.entries(part);
    lines.push(flag.list, entries.length);
    for (const [, each] of entries) write(each);
    lines.push(flag.pairs, ...(named ? [namesAgain] : [flag.symbol, ...characters("names")]));
    named = true;
    lines.push(flag.texts, entries.length, ...entries.flatMap(([name]) => characters(name)), flag.null);
  };
  write(value);
  return `${lines.join("\n")}\n`;
}

/** One text: its encoding, its length in bytes, and the bytes. */
function characters(text: string): (string | number)[] {
  const bytes = encoder.encode(text);
  return [bytes.every((byte) => byte < 128) ? flag.ascii : flag.utf8, bytes.length, Array.from(bytes, escapeByte).join("")];
}

const escapes: ReadonlyMap<number, string> = new Map(
  ["\nn", "\tt", "\vv", "\bb", "\rr", "\ff", "\x07a", "\\\\", "??", "''", '""'].map((pair) => [pair.charCodeAt(0), `\\${pair.charAt(1)}`]),
);

function escapeByte(byte: number): string {
  const escaped = escapes.get(byte);
  if (escaped !== undefined) return escaped;
  return byte > 32 && byte < 127 ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, "0")}`;
}
