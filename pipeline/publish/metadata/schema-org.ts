// How a release is described for search engines: a schema.org Dataset as JSON-LD, texts in English and Spanish.
import { type Column, publishedTables, type Table } from "../../schema.ts";
import type { Coverage } from "./coverage.ts";
import { type DescribedFile, type Description, keywordsOf, languageTagged, type Texts, withoutEmpty } from "./model.ts";

/** The content of dataset.jsonld. */
export function schemaOrg(description: Description): object {
  const { dataset, coverage } = description;
  const keywords = keywordsOf(dataset);
  return withoutEmpty({
    "@context": "https://schema.org/",
    "@type": "Dataset",
    identifier: dataset.name,
    name: languageTagged(dataset.title),
    description: languageTagged(dataset.description),
    url: description.address,
    version: dataset.version,
    datePublished: description.date,
    license: dataset.licence.url,
    isAccessibleForFree: true,
    inLanguage: ["en", "es"],
    creator: dataset.creators.map(({ name, kind }) => ({ "@type": kind === "person" ? "Person" : "Organization", name })),
    creditText: languageTagged(description.citation),
    keywords: [...keywords.en.map((keyword) => tagged("en", keyword)), ...keywords.es.map((keyword) => tagged("es", keyword))],
    temporalCoverage: coverage.days === null ? null : `${coverage.days.first}/${coverage.days.last}`,
    spatialCoverage: placesOf(coverage),
    variableMeasured: variables().map(variableOf),
    distribution: description.data.map(downloadOf),
  });
}

function tagged(language: keyof Texts, text: string): object {
  return { "@language": language, "@value": text };
}

/** The places by name, and the box of the known coordinates apart: it does not bound the places. */
function placesOf({ places, box }: Coverage): object[] {
  const named = places.map(({ name, code }) => withoutEmpty({ "@type": "Place", name, identifier: code }));
  if (box === null) return named;
  const shape = { "@type": "GeoShape", box: `${box.south} ${box.west} ${box.north} ${box.east}` };
  return [...named, { "@type": "Place", description: "The smallest box around the events whose coordinates are known.", geo: shape }];
}

/** The columns of claims and estimates, which are what the dataset measures; a column of both is told once. */
function variables(): { readonly table: Table; readonly column: Column }[] {
  const all = [publishedTables.estimates, publishedTables.claims].flatMap((table) => table.columns.map((column) => ({ table, column })));
  return all.filter(({ column }, index) => all.findIndex((other) => other.column.name === column.name) === index);
}

function variableOf({ table, column }: { readonly table: Table; readonly column: Column }): object {
  return withoutEmpty({
    "@type": "PropertyValue",
    propertyID: `${table.name}.${column.name}`,
    name: languageTagged({ en: column.title, es: column.title_es }),
    description: languageTagged({ en: column.description, es: column.description_es }),
    unitText: column.unit,
    minValue: column.minimum,
  });
}

function downloadOf({ path, bytes, sha256, mediaType }: DescribedFile): object {
  return { "@type": "DataDownload", name: path, contentUrl: path, encodingFormat: mediaType, contentSize: `${bytes} B`, sha256 };
}
