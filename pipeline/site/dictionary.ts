// The dictionary as the page shows it: every column of every table, and the codes, in one language.
import type { Language } from "../explain/phrases.ts";
import type { Release } from "../publish/model.ts";
import { type Column, enumerations, publishedTables } from "../schema.ts";

interface Entry {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  /** Empty where the column is never null. */
  readonly missing: string;
  readonly enumeration: string;
}

/** Tables with their columns, the lists of codes, and the rules that read and compare claims. */
export function describeDictionary(release: Release, language: Language): object {
  const english = language === "en";
  return {
    tables: Object.values(publishedTables).map((table) => ({
      name: table.name,
      title: english ? table.title : table.title_es,
      description: english ? table.description : table.description_es,
      columns: table.columns.map((column) => describeColumn(column, english)),
    })),
    codes: [...enumerations.values()].map((enumeration) => ({
      name: enumeration.name,
      title: english ? enumeration.title : enumeration.title_es,
      codes: enumeration.codes.map((code) => ({
        code: code.code,
        label: english ? code.label_en : code.label_es,
        definition: english ? code.definition : code.definition_es,
      })),
    })),
    rules: release.tables.rules.map((rule) => ({
      id: rule["rule_id"],
      name: rule[english ? "name_en" : "name_es"],
      description: rule[english ? "description" : "description_es"],
    })),
  };
}

function describeColumn(column: Column, english: boolean): Entry {
  return {
    name: column.name,
    type: column.arrowType,
    description: english ? column.description : column.description_es,
    missing: (english ? column.missing : column.missing_es) ?? "",
    enumeration: column.enumeration?.name ?? "",
  };
}
