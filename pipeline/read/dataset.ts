// How raw/dataset.json becomes the description of the dataset.
import { type Finding, finding, shorten } from "../finding.ts";
import { checkDataset, type Dataset } from "../schema.ts";

/** Reads and checks the description. Findings: file/not-utf8, json/syntax, cell/type. */
export function readDataset(file: string, bytes: Uint8Array): { dataset: Dataset | null; findings: Finding[] } {
  const fail = (code: string, message: string): { dataset: null; findings: Finding[] } => ({
    dataset: null,
    findings: [finding({ code, message }, { file })],
  });
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return fail("file/not-utf8", "The bytes are not UTF-8.");
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const line = findLine(text, error);
    return { dataset: null, findings: [finding({ code: "json/syntax", message: "The text is not JSON from here on." }, { file, line })] };
  }
  const errors = checkDataset(value);
  if (errors === null) return { dataset: value as Dataset, findings: [] };
  const findings = errors.map((error) => {
    if (error.params["format"] === "plain-text") {
      const message = `${error.instancePath} holds a line break, control or invisible character, or begins or ends with white space.`;
      return finding({ code: "cell/control-character", message }, { file });
    }
    const key = error.keyword === "additionalProperties" ? ` (${shorten(String(error.params["additionalProperty"]))})` : "";
    return finding({ code: "cell/type", message: `${error.instancePath || "/"} ${error.message ?? "does not fit"}${key}.` }, { file });
  });
  return { dataset: null, findings };
}

/** The line at which the parser gave up: it names the position, or it reached the end. */
function findLine(text: string, error: unknown): number {
  const position = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
  return text.slice(0, position === undefined ? text.trimEnd().length : Number(position)).split("\n").length;
}
