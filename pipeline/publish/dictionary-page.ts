// How the data dictionary reads as a page, in English and Spanish: tables, columns, codes and rules.
import { type Cell, type Column, type Enumeration, enumerations, type Row, type Table } from "../schema.ts";
import { foreignKeyOf } from "./dictionary.ts";
import { asCode, escapeMarkdown, markdownTable } from "./markdown.ts";
import { type Language, type OutputFile, type Release, tablesOf, textFile } from "./model.ts";

const words = {
  en: {
    heading: "Data dictionary",
    version: "Version",
    primaryKey: "Primary key",
    columns: ["Column", "Type", "Label", "Description", "Null means", "Unit", "Example"],
    never: "never null",
    refersTo: "Refers to",
    enumerations: "Codes",
    ordered: "The order of these codes is a rank.",
    codes: ["Code", "Label", "Definition"],
    rules: "Rules",
    rule: ["Rule", "Name", "Description", "Words"],
  },
  es: {
    heading: "Diccionario de datos",
    version: "Versión",
    primaryKey: "Clave primaria",
    columns: ["Columna", "Tipo", "Etiqueta", "Descripción", "Nulo significa", "Unidad", "Ejemplo"],
    never: "nunca nulo",
    refersTo: "Remite a",
    enumerations: "Códigos",
    ordered: "El orden de estos códigos es un rango.",
    codes: ["Código", "Etiqueta", "Definición"],
    rules: "Reglas",
    rule: ["Regla", "Nombre", "Descripción", "Palabras"],
  },
} as const;

/** dictionary/dictionary.md and .es.md. */
export function renderDictionaryPages(release: Release): OutputFile[] {
  return [
    textFile("dictionary/dictionary.md", pageOf(release, "en"), "text/markdown; charset=utf-8"),
    textFile("dictionary/dictionary.es.md", pageOf(release, "es"), "text/markdown; charset=utf-8"),
  ];
}

function pageOf(release: Release, language: Language): string {
  const { heading, version, enumerations: codesHeading, rules } = words[language];
  const { dataset } = release;
  const parts = [
    `# ${heading}: ${escapeMarkdown(dataset.title[language])}`,
    `${version} ${dataset.version} (${release.date})`,
    ...tablesOf(release).map(({ table }) => tableSection(table, language)),
    `## ${codesHeading}`,
    ...[...enumerations.values()].map((enumeration) => enumerationSection(enumeration, language)),
    `## ${rules}`,
    ...ruleSections(release, language),
  ];
  return `${parts.join("\n\n")}\n`;
}

function tableSection(table: Table, language: Language): string {
  const title = language === "en" ? table.title : table.title_es;
  const description = language === "en" ? table.description : table.description_es;
  return [
    `## ${asCode(table.name)} – ${escapeMarkdown(title)}`,
    escapeMarkdown(description),
    `${words[language].primaryKey}: ${table.primaryKey.map(asCode).join(", ")}`,
    markdownTable(
      words[language].columns,
      table.columns.map((column) => columnCells(table, column, language)),
    ),
  ].join("\n\n");
}

function columnCells(table: Table, column: Column, language: Language): string[] {
  const english = language === "en";
  const foreignKey = foreignKeyOf(table, column);
  const reference = foreignKey === null ? "" : ` ${words[language].refersTo} ${asCode(foreignKey)}.`;
  const missing = english ? column.missing : column.missing_es;
  return [
    asCode(column.name),
    typeCell(column),
    escapeMarkdown(english ? column.title : column.title_es),
    escapeMarkdown(english ? column.description : column.description_es) + reference,
    column.nullable ? escapeMarkdown(missing ?? "") : words[language].never,
    escapeMarkdown(column.unit ?? ""),
    column.example === null ? "" : escapeMarkdown(String(column.example)),
  ];
}

/** The Arrow type, or a link to the codes. */
function typeCell(column: Column): string {
  if (column.enumeration === null) return column.arrowType;
  return `[${asCode(column.enumeration.name)}](#${anchorOf(column.enumeration)})`;
}

function anchorOf(enumeration: Enumeration): string {
  return `codes-${enumeration.name.replaceAll("_", "-")}`;
}

function enumerationSection(enumeration: Enumeration, language: Language): string {
  const english = language === "en";
  const title = english ? enumeration.title : enumeration.title_es;
  const rows = enumeration.codes.map((code) => [
    asCode(code.code),
    escapeMarkdown(english ? code.label_en : code.label_es),
    escapeMarkdown(english ? code.definition : code.definition_es),
  ]);
  return [
    `<a id="${anchorOf(enumeration)}"></a>`,
    `### ${asCode(enumeration.name)} – ${escapeMarkdown(title)}`,
    ...(enumeration.ordered ? [words[language].ordered] : []),
    markdownTable(words[language].codes, rows),
  ].join("\n\n");
}

/** The rules that read and compare claims, by scope in the order of its codes. */
function ruleSections({ tables }: Release, language: Language): string[] {
  const scopes = enumerations.get("rule_scope")?.codes ?? [];
  const names = language === "en" ? (["name_en", "description"] as const) : (["name_es", "description_es"] as const);
  return scopes.flatMap((scope) => {
    const rows = tables.rules.filter((rule) => rule["scope"] === scope.code);
    if (rows.length === 0) return [];
    const cells = rows.map((rule) => [
      asCode(textOf(rule["rule_id"])),
      ...names.map((name) => escapeMarkdown(textOf(rule[name]))),
      wordsOf(tables.rule_words, textOf(rule["rule_id"])),
    ]);
    const heading = `### ${escapeMarkdown(language === "en" ? scope.label_en : scope.label_es)}`;
    return [`${heading}\n\n${markdownTable(words[language].rule, cells)}`];
  });
}

/** The words that lead to a rule, by language: "en: at least, no fewer than; es: al menos". A value stands behind its word. */
function wordsOf(rows: readonly Row[], rule: string): string {
  const own = rows.filter((row) => row["rule_id"] === rule);
  const languages = [...new Set(own.map((row) => textOf(row["language"])))];
  const say = (row: Row): string => `${textOf(row["phrase"])}${row["value"] === null ? "" : ` = ${row["value"]}`}`;
  const lists = languages.map(
    (language) =>
      `${language}: ${own
        .filter((row) => row["language"] === language)
        .map(say)
        .join(", ")}`,
  );
  return escapeMarkdown(lists.join("; "));
}

function textOf(cell: Cell | undefined): string {
  return typeof cell === "string" ? cell : "";
}
