// How a failing dataset becomes small: what can be put back or left out, while the same property still breaks, is.
import type { Files } from "./dataset.ts";

type Fails = (files: Files) => Promise<boolean>;

/** At most this many tries, so that a slow failure ends too. */
const mostTries = 600;

/** The smallest dataset found that still fails; `base` is the valid one it came from. */
export async function shrink(base: Files, failing: Files, fails: Fails): Promise<Files> {
  let tries = 0;
  let best = failing;
  const keep = async (candidate: Files): Promise<boolean> => {
    tries += 1;
    if (tries > mostTries || !(await fails(candidate))) return false;
    best = candidate;
    return true;
  };
  const put = (path: string, bytes: Buffer | undefined): Files => {
    const copy = new Map(best);
    if (bytes === undefined) copy.delete(path);
    else copy.set(path, bytes);
    return copy;
  };
  for (const path of new Set([...base.keys(), ...failing.keys()])) await keep(put(path, base.get(path)));
  for (const [path, bytes] of best) {
    if (base.get(path)?.equals(bytes)) continue;
    for (const separator of ["\n", ",", ""]) await leaveOut(path, separator);
  }
  return best;

  /** Leaves out halves, quarters and so on of the pieces between separators. */
  async function leaveOut(path: string, separator: string): Promise<void> {
    const piecesOf = (): string[] => (best.get(path) ?? Buffer.alloc(0)).toString("latin1").split(separator);
    for (let size = Math.ceil(piecesOf().length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let at = 0; at < piecesOf().length && tries < mostTries; ) {
        const candidate = piecesOf().toSpliced(at, size).join(separator);
        if (!(await keep(put(path, Buffer.from(candidate, "latin1"))))) at += size;
      }
    }
  }
}
