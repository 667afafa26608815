// How a release is described for machine learning: Croissant 1.1, fields mapped to the JSON files, codes as enumerations, names in English and Spanish.
import { type Column, type Enumeration, enumerations, type Table } from "../../schema.ts";
import { croissantContext } from "./croissant-context.ts";
import { type DescribedFile, type DescribedTable, type Description, type Texts, withoutEmpty } from "./model.ts";

/** The content of croissant.json. Where the dataset has no address of its own, `url`, which Croissant asks for, is the front page beside it. */
export function croissant(description: Description): object {
  const { dataset } = description;
  const used = new Set(description.tables.flatMap(({ table }) => table.columns.map((column) => column.enumeration?.name)));
  return withoutEmpty({
    "@context": croissantContext,
    "@type": "sc:Dataset",
    conformsTo: ["http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0"],
    identifier: dataset.name,
    name: dataset.title,
    description: dataset.description,
    url: description.address ?? "README.md",
    version: dataset.version,
    datePublished: description.date,
    license: dataset.licence.url,
    creator: dataset.creators.map(({ name, kind }) => ({ "@type": kind === "person" ? "sc:Person" : "sc:Organization", name })),
    keywords: dataset.keywords,
    inLanguage: ["en", "es"],
    isLiveDataset: false,
    citeAs: description.citation.en,
    "rai:dataLimitations": [...dataset.usage_warnings, ...(dataset.known_limits ?? [])].map(({ en }) => en),
    distribution: description.data.map(fileObject),
    recordSet: [
      ...description.tables.map(recordSetOf),
      ...[...enumerations.values()].filter(({ name }) => used.has(name)).map(enumerationSet),
    ],
  });
}

function fileObject({ path, bytes, sha256, mediaType }: DescribedFile): object {
  return {
    "@type": "cr:FileObject",
    "@id": path,
    name: path,
    contentUrl: path,
    contentSize: `${bytes} B`,
    encodingFormat: mediaType,
    sha256,
  };
}

function recordSetOf({ table }: DescribedTable): object {
  return {
    "@type": "cr:RecordSet",
    "@id": table.name,
    name: { en: table.title, es: table.title_es },
    description: { en: table.description, es: table.description_es },
    key: table.primaryKey.map((column) => ({ "@id": `${table.name}/${column}` })),
    field: table.columns.map((column) => fieldOf(table, column)),
  };
}

/** Read from JSON, which has types: from CSV, mlcroissant 1.1.1 guesses them, and the code 01 of a place becomes 1.0. */
function fieldOf(table: Table, column: Column): object {
  return withoutEmpty({
    "@type": "cr:Field",
    "@id": `${table.name}/${column.name}`,
    name: { en: column.title, es: column.title_es },
    description: descriptionOf(column),
    dataType: dataTypeOf(column),
    source: { fileObject: { "@id": `json/${table.name}.json` }, extract: { jsonPath: `$[*].${column.name}` } },
    references: referenceOf(column),
  });
}

/** Croissant has no place for what an empty cell means: it follows the description. */
function descriptionOf(column: Column): Texts {
  const add = (text: string, lead: string, missing: string | null): string => (missing === null ? text : `${text} ${lead}: ${missing}.`);
  return {
    en: add(column.description, "Empty", column.missing),
    es: add(column.description_es, "Vacío", column.missing_es),
  };
}

function dataTypeOf(column: Column): string {
  if (column.arrowType === "date32") return "sc:Date";
  return { string: "sc:Text", integer: "sc:Integer", number: "sc:Float", boolean: "sc:Boolean" }[column.type];
}

/**
 * The codes of the column. Keys of other tables stand in datapackage.json and csv-metadata.json: mlcroissant 1.1.1 takes a reference
 * to a table for a join, and then reads columns for rows where that table has references too.
 */
function referenceOf({ enumeration }: Column): object | null {
  return enumeration === null ? null : { field: { "@id": `${idOf(enumeration)}/code` } };
}

function idOf(enumeration: Enumeration): string {
  return `codes-${enumeration.name}`;
}

/** The codes of an enumeration with their labels, inside the description. */
function enumerationSet(enumeration: Enumeration): object {
  const id = idOf(enumeration);
  const field = (name: string): object => ({ "@type": "cr:Field", "@id": `${id}/${name}`, name, dataType: "sc:Text" });
  return {
    "@type": "cr:RecordSet",
    "@id": id,
    name: { en: enumeration.title, es: enumeration.title_es },
    dataType: "sc:Enumeration",
    key: { "@id": `${id}/code` },
    field: ["code", "name", "name_es"].map(field),
    data: enumeration.codes.map(({ code, label_en, label_es }) => ({
      [`${id}/code`]: code,
      [`${id}/name`]: label_en,
      [`${id}/name_es`]: label_es,
    })),
  };
}
