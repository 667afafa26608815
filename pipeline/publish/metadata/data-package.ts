// How a release is described as a Data Package 2.0 (datapackage.org/standard): each CSV file with its Table Schema.
// The standard has one language; Spanish stands beside it in properties of ours that end in _es, which it allows.
import type { Column, Enumeration, ForeignKey, Table } from "../../schema.ts";
import { type DescribedFile, type DescribedTable, type Description, withoutEmpty } from "./model.ts";

const profiles = "https://datapackage.org/profiles/2.0";

/** The content of datapackage.json. `released` is ours: the standard's `created` asks for a time of day, which nobody knows. */
export function dataPackage(description: Description): object {
  const { dataset } = description;
  return withoutEmpty({
    $schema: `${profiles}/datapackage.json`,
    name: dataset.name,
    title: dataset.title.en,
    title_es: dataset.title.es,
    description: dataset.description.en,
    description_es: dataset.description.es,
    version: dataset.version,
    released: description.date,
    homepage: description.address,
    licenses: [{ name: dataset.licence.name, path: dataset.licence.url, title: dataset.licence.title }],
    contributors: dataset.creators.map(({ name }) => ({ title: name, roles: ["creator"] })),
    keywords: dataset.keywords,
    keywords_es: dataset.keywords_es,
    citation: description.citation.en,
    citation_es: description.citation.es,
    usage_warnings: dataset.usage_warnings.map(({ en }) => en),
    usage_warnings_es: dataset.usage_warnings.map(({ es }) => es),
    resources: [
      ...description.tables.map(tableResource),
      ...description.data.filter(({ mediaType }) => mediaType === "application/geo+json").map(fileResource),
    ],
  });
}

function tableResource({ table, file }: DescribedTable): object {
  return {
    name: table.name,
    type: "table",
    title: table.title,
    title_es: table.title_es,
    description: table.description,
    description_es: table.description_es,
    ...placeOf(file),
    encoding: "utf-8",
    schema: tableSchema(table),
  };
}

/** A file that is not read as a table; its name is its path with dots, as names hold no slash. */
function fileResource(file: DescribedFile): object {
  return { name: file.path.replaceAll("/", "."), ...placeOf(file) };
}

function placeOf({ path, mediaType, bytes, sha256 }: DescribedFile): object {
  return { path, format: path.slice(path.lastIndexOf(".") + 1), mediatype: mediaType, bytes, hash: `sha256:${sha256}` };
}

function tableSchema(table: Table): object {
  return withoutEmpty({
    $schema: `${profiles}/tableschema.json`,
    fields: table.columns.map(fieldOf),
    primaryKey: table.primaryKey,
    foreignKeys: table.foreignKeys.map((key) => foreignKeyOf(table, key)),
  });
}

/** A reference to the table itself has no resource. */
function foreignKeyOf(table: Table, key: ForeignKey): object {
  const reference = key.table === table.name ? {} : { resource: key.table };
  return { fields: key.columns, reference: { ...reference, fields: key.references } };
}

function fieldOf(column: Column): object {
  return withoutEmpty({
    name: column.name,
    ...typeOf(column),
    title: column.title,
    title_es: column.title_es,
    description: column.description,
    description_es: column.description_es,
    example: column.example,
    unit: column.unit,
    missingValues: column.nullable ? [{ value: "", label: column.missing ?? "not stated" }] : null,
    missing_es: column.missing_es,
    ...categoriesOf(column.enumeration),
    constraints: constraintsOf(column),
  });
}

function typeOf(column: Column): object {
  if (column.arrowType === "date32") return { type: "date" };
  if (column.type === "boolean") return { type: "boolean", trueValues: ["true"], falseValues: ["false"] };
  return column.format === "web-address" ? { type: "string", format: "uri" } : { type: column.type };
}

function categoriesOf(enumeration: Enumeration | null): object {
  if (enumeration === null) return {};
  const categories = enumeration.codes.map(({ code, label_en, label_es }) => ({ value: code, label: label_en, label_es }));
  return { categories, categoriesOrdered: enumeration.ordered };
}

/** `enum` repeats the categories for readers of Data Package 1. */
function constraintsOf(column: Column): object {
  return withoutEmpty({
    required: column.nullable ? null : true,
    enum: column.enumeration?.codes.map(({ code }) => code),
    minimum: column.minimum,
    maximum: column.maximum,
    maxLength: column.maxLength,
    pattern: column.pattern === null ? null : wholePattern(column.pattern),
  });
}

/** Patterns of the standard always match the whole value, and know no ^ and $. Ours begin and end with them. */
function wholePattern(pattern: string): string {
  return pattern.replace(/^\^/, "").replace(/\$$/, "");
}
