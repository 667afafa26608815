// How a release is described to whoever gives it a DOI: DataCite metadata, kernel 4.6, in DataCite's JSON. It has no DOI until one is given.
import { creatorsOf } from "../citation.ts";
import type { Dataset } from "../model.ts";
import type { Coverage } from "./coverage.ts";
import { type Description, keywordsOf, type Texts, withoutEmpty } from "./model.ts";

/** The content of datacite.json. */
export function datacite(description: Description): object {
  const { dataset, coverage, date, data } = description;
  return withoutEmpty({
    schemaVersion: "http://datacite.org/schema/kernel-4",
    types: { resourceTypeGeneral: "Dataset", resourceType: "Dataset" },
    creators: dataset.creators.map(({ name, kind }) => ({ name, nameType: kind === "person" ? "Personal" : "Organizational" })),
    titles: [
      { title: dataset.title.en, lang: "en" },
      { title: dataset.title.es, titleType: "TranslatedTitle", lang: "es" },
    ],
    publisher: { name: creatorsOf(dataset) },
    publicationYear: date.slice(0, 4),
    version: dataset.version,
    language: "en",
    url: description.address,
    dates: datesOf(date, coverage),
    subjects: subjectsOf(dataset),
    descriptions: [...inBoth("Abstract", dataset.description), ...dataset.usage_warnings.flatMap((warning) => inBoth("Other", warning))],
    rightsList: [
      {
        rights: dataset.licence.title,
        rightsUri: dataset.licence.url,
        rightsIdentifier: dataset.licence.name,
        rightsIdentifierScheme: "SPDX",
        schemeUri: "https://spdx.org/licenses/",
      },
    ],
    geoLocations: locationsOf(coverage),
    formats: [...new Set(data.map(({ mediaType }) => mediaType))],
    sizes: [`${data.reduce((sum, { bytes }) => sum + bytes, 0)} B`, `${data.length} files`],
  });
}

/** `Coverage` came with 4.6: the days that the data are about. */
function datesOf(date: string, { days }: Coverage): object[] {
  const covered = days === null ? [] : [{ date: `${days.first}/${days.last}`, dateType: "Coverage" }];
  return [{ date, dateType: "Issued" }, ...covered];
}

function subjectsOf(dataset: Dataset): object[] {
  const { en, es } = keywordsOf(dataset);
  return [...en.map((subject) => ({ subject, lang: "en" })), ...es.map((subject) => ({ subject, lang: "es" }))];
}

function inBoth(descriptionType: string, texts: Texts): object[] {
  return [
    { description: texts.en, descriptionType, lang: "en" },
    { description: texts.es, descriptionType, lang: "es" },
  ];
}

/** The places by name, and the box of the known coordinates apart: it does not bound the places. */
function locationsOf({ places, box }: Coverage): object[] {
  const named = places.map(({ name }) => ({ geoLocationPlace: name }));
  if (box === null) return named;
  const bounds = {
    westBoundLongitude: box.west,
    eastBoundLongitude: box.east,
    southBoundLatitude: box.south,
    northBoundLatitude: box.north,
  };
  return [...named, { geoLocationBox: bounds }];
}
