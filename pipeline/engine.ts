// What the engine that runs the program is told of its work: left alone it expects programs that run for hours, with all memory to themselves.
import { setFlagsFromString } from "node:v8";

/** The engines that are known to hear what they are told here: those of Node 20, 22 and 24. */
const knownEngines = /^1[123]\./;

function tell(...flags: readonly string[]): void {
  if (knownEngines.test(process.versions.v8)) for (const flag of flags) setFlagsFromString(flag);
}

/** What `compileLess` tells it. */
export const lessCompiled = ["--max-inlined-bytecode-size-cumulative=300", "--no-wasm-dynamic-tiering", "--no-wasm-tier-up"];

/**
 * Has it compile less, and sooner be done: of work of seconds more goes into compiling faster code than is won by it; in work of a minute the
 * one makes up for the other. Functions get less of what they call compiled into them, and WebAssembly is compiled once, as it is loaded.
 */
export function compileLess(): void {
  tell(...lessCompiled);
}

/**
 * Holds the room for new objects as large as it is: left alone the engine makes it 32 or 64 megabytes, and is no sooner done; and each worker
 * that starts lets it grow again, so that this is said again in each. Older objects may become twice as many before it looks through them: in
 * a small heap it does so after each fourth more, again and again.
 */
export function setRoom(): void {
  tell("--semi-space-growth-factor=1", "--heap-growing-percent=100");
}
