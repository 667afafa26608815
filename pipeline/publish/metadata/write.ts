// Which descriptions a release has: the list of their writers. Another format is one file and one line here.
import { type ListedFile, type OutputFile, type Release, textFile } from "../model.ts";
import { citationFile } from "./citation-file.ts";
import { croissant } from "./croissant.ts";
import { csvw } from "./csvw.ts";
import { dataPackage } from "./data-package.ts";
import { datacite } from "./datacite.ts";
import { type Description, describe } from "./model.ts";
import { schemaOrg } from "./schema-org.ts";

interface Writer {
  readonly path: string;
  readonly mediaType: string;
  readonly write: (description: Description) => string | object;
}

const writers: readonly Writer[] = [
  { path: "CITATION.cff", mediaType: "application/yaml", write: citationFile },
  { path: "croissant.json", mediaType: "application/ld+json", write: croissant },
  { path: "csv-metadata.json", mediaType: "application/csvm+json", write: csvw },
  { path: "datacite.json", mediaType: "application/vnd.datacite.datacite+json", write: datacite },
  { path: "datapackage.json", mediaType: "application/json", write: dataPackage },
  { path: "dataset.jsonld", mediaType: "application/ld+json", write: schemaOrg },
];

/** CITATION.cff, croissant.json, csv-metadata.json, datacite.json, datapackage.json and dataset.jsonld; `files` are those that they describe. */
export function renderMetadata(release: Release, files: readonly ListedFile[]): OutputFile[] {
  const description = describe(release, files);
  return writers.map(({ path, mediaType, write }) => {
    const content = write(description);
    return textFile(path, typeof content === "string" ? content : `${JSON.stringify(content, null, 2)}\n`, mediaType);
  });
}
