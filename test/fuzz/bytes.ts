// How the bytes of a file are spoilt: damage, other ends of lines, other encodings, whole or in part.
import type { Random } from "./random.ts";
import type { Spoil } from "./text.ts";

const insertAt = (bytes: Buffer, inserted: Buffer, random: Random): Buffer => {
  const at = random.below(bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at)]);
};

/** Bytes that are no UTF-8: too long, half of a pair, beyond the last character, cut off. */
const notUtf8 = [[0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xef, 0xbf], [0xff]];

const damages: readonly Spoil<Buffer>[] = [
  (bytes, random) => {
    const copy = Buffer.from(bytes);
    const at = random.below(bytes.length);
    if (at < copy.length) copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
    return copy;
  },
  (bytes, random) => insertAt(bytes, Buffer.from([random.below(256)]), random),
  (bytes, random) => insertAt(bytes, Buffer.from(random.pick(notUtf8)), random),
  (bytes, random) => insertAt(bytes, Buffer.from(random.pick(['"', '","', '"\n', ",", "\n", "\r", "\r\n", "\n\n", "\u0000", ";"])), random),
  (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1)),
  (bytes) => Buffer.concat([bytes, bytes]),
  (_, random) => Buffer.alloc(random.below(3) * 40, random.pick([0, 10, 32, 44, 34])),
  (bytes, random) => Buffer.concat([Buffer.from(random.pick(["PK\u0003\u0004", "{\\rtf1", "%PDF-1.7\n", "<html>"])), bytes]),
];

type Encode = (text: string) => Buffer;

/** Each character as its own number of bytes, the most significant first. */
const utf16be: Encode = (text) => Buffer.from(text, "utf16le").swap16();
const utf32le: Encode = (text) => Buffer.from(Uint32Array.from([...text], (character) => character.codePointAt(0) ?? 0).buffer);

/** What other programs save text as. */
const encodings: readonly Encode[] = [
  (text) => Buffer.from(text, "latin1"),
  (text) => Buffer.from(text.normalize("NFD"), "latin1"),
  (text) => Buffer.from(text, "utf16le"),
  (text) => Buffer.from(`\ufeff${text}`, "utf16le"),
  utf16be,
  (text) => utf16be(`\ufeff${text}`),
  (text) => utf32le(`\ufeff${text}`),
  // Read as Latin-1 and saved as UTF-8 again.
  (text) => Buffer.from(Buffer.from(text).toString("latin1")),
  (text) => Buffer.from(`\ufeff${text}`),
  (text) => Buffer.from(`\ufeff\ufeff${text}`),
  (text) => Buffer.from(text.normalize("NFD")),
];

const lineEnds = ["\r\n", "\r", "\n\r", "\u0085", "\u2028", "\n\n"];

/** Letters that the encodings differ in, for texts that have none. */
const accented = ["é", "ñ", "ü", "“", "–", "€", "Ж", "😀"];

const accent = (text: string, random: Random): string => text.replace(/[aeiou]/, () => random.pick(accented));

/** The text with one line of it, or all from there on, in another encoding. */
const encodePart: Spoil<Buffer> = (bytes, random) => {
  const lines = bytes.toString("utf8").split("\n");
  const [encode, from, rest] = [random.pick(encodings), random.below(lines.length), random.once(3)];
  const parts = lines.map((line, index) => (index === from || (rest && index > from) ? encode(accent(line, random)) : Buffer.from(line)));
  return Buffer.concat(parts.flatMap((part, index) => (index === 0 ? [part] : [Buffer.from("\n"), part])));
};

const others: readonly Spoil<Buffer>[] = [
  (bytes, random) => random.pick(encodings)(accent(bytes.toString("utf8"), random)),
  (bytes, random) => random.pick(encodings)(bytes.toString("utf8")),
  encodePart,
  encodePart,
  (bytes, random) => Buffer.from(bytes.toString("utf8").replaceAll("\n", random.pick(lineEnds))),
  (bytes, random) => Buffer.from(bytes.toString("utf8").replace(/\n/g, () => random.pick(["\n", "\n", random.pick(lineEnds)]))),
  (bytes, random) => Buffer.from(bytes.toString("utf8").replaceAll(",", random.pick([";", "\t", "|", "\uff0c"]))),
];

/** What is done to the bytes of a file. */
export const byteSpoils: readonly Spoil<Buffer>[] = [...damages, ...others];
