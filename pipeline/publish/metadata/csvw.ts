// How the CSV files of a release are described as CSV on the Web (W3C, tabular metadata of 2015), labels in English and Spanish.
import type { Column, ForeignKey, Table } from "../../schema.ts";
import { type DescribedTable, type Description, keywordsOf, languageTagged, withoutEmpty } from "./model.ts";

/** The content of csv-metadata.json. Titles of a column are its header, as the standard compares them; labels are rdfs:label. */
export function csvw(description: Description): object {
  const { dataset } = description;
  return withoutEmpty({
    "@context": "http://www.w3.org/ns/csvw",
    "@type": "TableGroup",
    "dc:identifier": dataset.name,
    "dc:title": languageTagged(dataset.title),
    "dc:description": languageTagged(dataset.description),
    "dc:license": { "@id": dataset.licence.url },
    "dc:creator": dataset.creators.map(({ name }) => name),
    "dc:issued": { "@value": description.date, "@type": "xsd:date" },
    "schema:version": dataset.version,
    "dc:bibliographicCitation": languageTagged(description.citation),
    "dcat:keyword": keywordsIn(description),
    tables: description.tables.map(tableOf),
  });
}

function keywordsIn({ dataset }: Description): object[] {
  const { en, es } = keywordsOf(dataset);
  return [
    ...en.map((keyword) => ({ "@language": "en", "@value": keyword })),
    ...es.map((keyword) => ({ "@language": "es", "@value": keyword })),
  ];
}

function tableOf({ table, file }: DescribedTable): object {
  return {
    url: file.path,
    "dc:title": languageTagged({ en: table.title, es: table.title_es }),
    "dc:description": languageTagged({ en: table.description, es: table.description_es }),
    "dcat:byteSize": file.bytes,
    "schema:sha256": file.sha256,
    tableSchema: withoutEmpty({
      columns: table.columns.map(columnOf),
      primaryKey: table.primaryKey,
      foreignKeys: table.foreignKeys.filter((key) => isNeverNull(table, key)).map(foreignKeyOf),
    }),
  };
}

/** The standard asks that every row has the row it refers to: a key that may be empty stands in datapackage.json alone. */
function isNeverNull(table: Table, key: ForeignKey): boolean {
  return table.columns.every((column) => !column.nullable || !key.columns.includes(column.name));
}

function foreignKeyOf(key: ForeignKey): object {
  return { columnReference: key.columns, reference: { resource: `csv/${key.table}.csv`, columnReference: key.references } };
}

function columnOf(column: Column): object {
  return withoutEmpty({
    name: column.name,
    titles: column.name,
    "rdfs:label": languageTagged({ en: column.title, es: column.title_es }),
    "dc:description": languageTagged({ en: column.description, es: column.description_es }),
    "schema:unitText": column.unit,
    datatype: datatypeOf(column),
    required: column.nullable ? null : true,
  });
}

/** Codes are a pattern: the standard has no enumerations. */
function datatypeOf(column: Column): object {
  if (column.arrowType === "date32") return { base: "date", format: "yyyy-MM-dd" };
  if (column.type === "boolean") return { base: "boolean", format: "true|false" };
  if (column.type !== "string") return withoutEmpty({ base: column.type, minimum: column.minimum, maximum: column.maximum });
  if (column.enumeration !== null) return { base: "string", format: column.enumeration.codes.map(({ code }) => code).join("|") };
  return withoutEmpty({ base: "string", format: column.pattern, maxLength: column.maxLength });
}
