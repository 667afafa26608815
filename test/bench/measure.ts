// How a command is measured: from outside, by measure.py; nothing but this needs Python where only Recuento is timed.
import { spawn } from "node:child_process";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";

/** What a command took and said. */
export interface Measured {
  /** Wall time, from the start of the process to its end. */
  readonly seconds: number;
  /** Seconds that all processors spent on it together, which others that run beside it change less. */
  readonly processor: number;
  /** Bytes. */
  readonly peak: number;
  /** What the process ended with; negative where a signal ended it. */
  readonly code: number;
  /** The lines that it printed, each with the seconds since its start. */
  readonly lines: readonly { readonly at: number; readonly text: string }[];
  /** The end of what it printed as errors. */
  readonly errors: string;
}

const script = fileURLToPath(new URL("measure.py", import.meta.url));
const keptErrors = 2000;

/** Runs the command to its end, or kills it after `limit` seconds. Throws where it cannot be started. */
export function measure(command: readonly string[], limit: number): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn("python3", [script, String(limit), ...command], { stdio: ["ignore", "pipe", "pipe", "pipe"] });
    const lines: { at: number; text: string }[] = [];
    let [rest, told, errors] = ["", "", ""];
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      const parts = (rest + text).split("\n");
      rest = parts.pop() ?? "";
      const at = (performance.now() - started) / 1000;
      lines.push(...parts.map((part) => ({ at, text: part })));
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      errors = (errors + text).slice(-keptErrors);
    });
    child.stdio[3]?.on("data", (bytes: Buffer) => {
      told += bytes.toString("utf8");
    });
    child.on("error", reject).on("close", () => {
      if (told === "") reject(new Error(`${command.join(" ")}: ${errors}`));
      // measure.py writes these four and nothing else.
      else resolve({ ...(JSON.parse(told) as Pick<Measured, "seconds" | "processor" | "peak" | "code">), lines, errors });
    });
  });
}
