// What was measured, as it is kept in results.json, and the few statistics that are told of it.

/** One run of one program. */
export interface Run {
  /** The name of a peer, or `build` for the whole command. */
  readonly name: string;
  readonly round: number;
  readonly seconds: number;
  /** Seconds of all processors together. */
  readonly processor: number;
  /** Bytes. */
  readonly peak: number;
  /** Seconds by stage, as the program told them. */
  readonly stages: Readonly<Record<string, number>>;
  /** How it failed, else null; then its seconds are those until it did. */
  readonly failed: string | null;
}

/** All runs on one dataset. */
export interface Sized {
  readonly rows: number;
  /** Lines of the tables of readings that peers join, by kind. */
  readonly readings: Readonly<Record<string, number>>;
  readonly runs: readonly Run[];
}

/** Everything that results.json holds. */
export interface Measurements {
  readonly machine: { readonly system: string; readonly cores: number; readonly gigabytes: number };
  /** Name and version of what each program is made of. */
  readonly versions: Readonly<Record<string, readonly string[]>>;
  /** In the order of rows. */
  readonly sizes: readonly Sized[];
  /** The dataset of the repository: its extracts, and runs named `build` and `load`. */
  readonly real: { readonly rows: number; readonly runs: readonly Run[] };
}

/** The runs of one program; none where it was not run. */
export function runsOf(runs: readonly Run[], name: string): readonly Run[] {
  return runs.filter((run) => run.name === name);
}

/** Whether there are runs, and all came to their end. */
export function succeeded(runs: readonly Run[]): boolean {
  return runs.length > 0 && runs.every(({ failed }) => failed === null);
}

/** The middle of the values, the mean of the two in the middle where their number is even. Throws where there are none. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new Error("median: of nothing");
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

/** The seconds of each run divided by those of another program in the same round; rounds that one of them lacks are left out. */
export function ratios(runs: readonly Run[], others: readonly Run[]): number[] {
  return runs.flatMap(({ round, seconds }) => {
    const other = others.find((each) => each.round === round);
    return other === undefined ? [] : [seconds / other.seconds];
  });
}

/** The name of the program with the least median among `names` that came to their end; null where none did. */
export function fastestOf(runs: readonly Run[], names: readonly string[]): string | null {
  const [first] = names
    .map((name) => ({ name, own: runsOf(runs, name) }))
    .filter(({ own }) => succeeded(own))
    .map(({ name, own }) => ({ name, seconds: median(own.map(({ seconds }) => seconds)) }))
    .sort((a, b) => a.seconds - b.seconds);
  return first?.name ?? null;
}
