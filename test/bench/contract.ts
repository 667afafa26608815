// What a row of raw/extracts must be and what a claim is, in terms that every peer knows: plain JSON Schema and column types.

import { type Column, fragmentWords, publishedTables, rawTables } from "../../pipeline/schema.ts";
import { extractRequirements } from "../../pipeline/validate/claims.ts";

/** Marks that nobody sees, as in pipeline/schema.ts; NUL is left out, which some engines cannot have in a pattern. */
const hidden =
  "\u0001-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}";
const seen = `[^\\s${hidden}]`;
const day = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[~?]?";

/** The formats of our schemas as patterns without look-around. A day that the calendar lacks passes, which Recuento refuses. */
const patterns: Readonly<Record<string, string>> = {
  "plain-text": `^${seen}([^${hidden}]*${seen})?$`,
  fragment: `^${seen}+(\\s+${seen}+){0,${fragmentWords - 1}}$`,
  edtf: `^(\\.\\.|${day})(/(\\.\\.|${day}))?$|^[\\[{]${day}(,${day})+[\\]}]$`,
};

/** What a cell of one column may be. */
interface CellRule {
  readonly name: string;
  readonly nullable: boolean;
  readonly enumeration: readonly string[] | null;
  readonly pattern: string | null;
  readonly maxLength: number | null;
}

function ruleOf({ name, nullable, enumeration, pattern, format, maxLength }: Column): CellRule {
  const codes = enumeration?.codes.map(({ code }) => code) ?? null;
  return { name, nullable, enumeration: codes, pattern: pattern ?? patterns[format ?? ""] ?? null, maxLength };
}

/** The same as JSON Schema. */
function schemaOf({ nullable, enumeration, pattern, maxLength }: CellRule): object {
  if (enumeration !== null) return { enum: nullable ? [...enumeration, null] : enumeration };
  return { type: nullable ? ["string", "null"] : "string", ...(pattern ? { pattern } : {}), ...(maxLength ? { maxLength } : {}) };
}

const typed = (columns: readonly string[], type: string): object => ({
  properties: Object.fromEntries(columns.map((name) => [name, { type }])),
});

const extracts = rawTables.extracts.columns.map(ruleOf);
const requirements = extractRequirements.map(({ when, needs }) => ({ when, needs }));
const claims = publishedTables.claims.columns.map(({ name, arrowType }) => ({ name, type: arrowType }));

/** The columns of an extract, what its cells ask of each other, both as a JSON Schema (draft 7) too, and the columns of a claim. */
export function contract(): object {
  const schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    type: "object",
    properties: Object.fromEntries(extracts.map((rule) => [rule.name, schemaOf(rule)])),
    required: extracts.map(({ name }) => name),
    additionalProperties: false,
    allOf: requirements.map(({ when, needs }) => ({ anyOf: [typed([when], "null"), typed(needs, "string")] })),
  };
  return { extracts, requirements, schema, claims };
}

/** The same as tables with a header, for programs that read no JSON; the codes of an enumeration have | between them. */
export function contractTables(): Readonly<Record<string, readonly (readonly string[])[]>> {
  const columns = extracts.map(({ name, nullable, enumeration, maxLength, pattern }) => {
    return [name, String(nullable), enumeration?.join("|") ?? "", maxLength === null ? "" : String(maxLength), pattern ?? ""];
  });
  return {
    columns: [["name", "nullable", "enumeration", "max_length", "pattern"], ...columns],
    requirements: [["when", "needs"], ...requirements.flatMap(({ when, needs }) => needs.map((name) => [when, name]))],
    claim_columns: [["name", "type"], ...claims.map(({ name, type }) => [name, type])],
  };
}
