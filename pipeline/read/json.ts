// How the bytes of a JSON file of raw/ become a value that fits its schema.
import { type Finding, finding, shorten } from "../finding.ts";
import type { ErrorObject } from "../schema.ts";

/**
 * Reads a value and holds it against its schema; it may be used only where there is no finding.
 * Findings: file/not-utf8, json/syntax, cell/type, cell/control-character.
 */
export function readJson(
  file: string,
  bytes: Uint8Array,
  check: (value: unknown) => readonly ErrorObject[] | null,
): { value: unknown; findings: Finding[] } {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return { value: null, findings: [finding({ code: "file/not-utf8", message: "The bytes are not UTF-8." }, { file })] };
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const line = findLine(text, error);
    return { value: null, findings: [finding({ code: "json/syntax", message: "The text is not JSON from here on." }, { file, line })] };
  }
  const findings = (check(value) ?? []).map((error) => {
    if (error.params["format"] === "plain-text") {
      const message = `${error.instancePath} holds a line break, control or invisible character, or begins or ends with white space.`;
      return finding({ code: "cell/control-character", message }, { file });
    }
    const key = error.keyword === "additionalProperties" ? ` (${shorten(String(error.params["additionalProperty"]))})` : "";
    return finding({ code: "cell/type", message: `${error.instancePath || "/"} ${error.message ?? "does not fit"}${key}.` }, { file });
  });
  return { value, findings };
}

/** The line at which the parser gave up: it names the position, or it reached the end. */
function findLine(text: string, error: unknown): number {
  const position = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
  return text.slice(0, position === undefined ? text.trimEnd().length : Number(position)).split("\n").length;
}
