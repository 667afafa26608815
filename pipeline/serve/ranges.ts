// Which bytes of a file a request asks for (RFC 9110, section 14): one span, or all of them.

/** Both inclusive, from 0. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/**
 * The span that a Range header asks for; null where the whole file is the answer (no header, another unit, more than one span, no number),
 * `"outside"` where no byte of it is there.
 * @param size bytes of the file
 * @example `bytes=0-99` the first hundred, `bytes=100-` all but them, `bytes=-100` the last hundred
 */
export function readRange(header: string | undefined, size: number): Span | "outside" | null {
  const [, from = "", to = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "") ?? [];
  if (from === "" && to === "") return null;
  if (from === "") return to === "0" || size === 0 ? "outside" : { first: Math.max(0, size - Number(to)), last: size - 1 };
  const first = Number(from);
  const last = to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== "" && Number(to) < first) return null;
  return first >= size ? "outside" : { first, last };
}
