// What is said where a difference asks for more memory than is taken for it, in place of running out of memory.
import type { Refusal } from "../finding.ts";

/** Ends a comparison with a refusal, which `refusalOf` gives again where the comparison was asked for. */
export function refuseSize(message: string): Error {
  return new Error(message, { cause: "release/too-large" });
}

/** The refusal that ended a comparison: release/too-large. Throws every other error again. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Error && error.cause === "release/too-large") return { code: error.cause, message: error.message };
  throw error;
}
