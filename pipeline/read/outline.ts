// How raw/outline.json becomes the outline that the map is drawn on.
import { type Finding, finding } from "../finding.ts";
import { checkOutline, type Outline } from "../schema.ts";
import { readJson } from "./json.ts";

/** Reads and checks the outline. Findings: file/not-utf8, json/syntax, cell/type; the last also where a region names an arc that is not there. */
export function readOutline(file: string, bytes: Uint8Array): { outline: Outline | null; findings: Finding[] } {
  const { value, findings } = readJson(file, bytes, checkOutline);
  if (findings.length > 0) return { outline: null, findings };
  // A value without findings has passed the schema of the outline.
  const outline = value as Outline;
  const named = outline.objects.regions.geometries.flatMap((region) => region.arcs.flat(3) as number[]);
  // A negative number n names the arc -n - 1, drawn backwards.
  const unknown = named.find((arc) => (arc < 0 ? -arc - 1 : arc) >= outline.arcs.length);
  if (unknown === undefined) return { outline, findings: [] };
  const message = `A region names the arc ${unknown}, and there are ${outline.arcs.length}.`;
  return { outline: null, findings: [finding({ code: "cell/type", message }, { file })] };
}
