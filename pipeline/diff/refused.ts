// How a comparison that cannot go on ends in words: where it asks for more memory than is taken for it, or a table is in no order.
import type { Refusal } from "../finding.ts";

const codes = { size: "release/too-large", order: "release/disorder" } as const;

/** Ends a comparison that asks for memory without a bound with release/too-large. */
export const refuseSize = (message: string): Error => new Error(message, { cause: codes.size });

/** Ends a comparison whose tables do not stand in the order of their keys with release/disorder. */
export const refuseOrder = (message: string): Error => new Error(message, { cause: codes.order });

/** The refusal that ended a comparison. Throws every other error again. */
export function refusalOf(error: unknown): Refusal {
  const code = error instanceof Error ? Object.values(codes).find((each) => each === error.cause) : undefined;
  if (code === undefined || !(error instanceof Error)) throw error;
  return { code, message: error.message };
}
