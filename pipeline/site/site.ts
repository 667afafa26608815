// Which files of a release are its explorer: pages that open from the file system and load nothing from elsewhere.
import { explanationLanguages } from "../explain/phrases.ts";
import { newestPictures } from "../publish/listing.ts";
import { type ListedFile, type OutputFile, type Release, textFile } from "../publish/model.ts";
import { readAsset } from "./assets.ts";
import { writeDataScript } from "./data-script.ts";
import { gatherPage, pageName } from "./page.ts";
import { drawPreview } from "./preview.ts";
import { mostClaims, selectRows } from "./selection.ts";
import { renderTemplate } from "./template.ts";

/** The drawing of the picture for previews. */
export function drawPicture(release: Release, limit: number = mostClaims): string {
  return drawPreview({ ...release, tables: selectRows(release, limit).tables });
}

/**
 * explorer/: a page a language, its style sheet, its script and the data for it, and the picture for previews, a PNG that is waited for last. Of
 * a release with more than `limit` claims the events with the most claims are shown.
 */
export async function renderSite(
  release: Release,
  files: readonly ListedFile[],
  picture: Promise<Uint8Array>,
  limit: number = mostClaims,
): Promise<OutputFile[]> {
  const { tables, shown } = selectRows(release, limit);
  const selected = { ...release, tables };
  const html = "text/html; charset=utf-8";
  const script = "text/javascript; charset=utf-8";
  const { preview, icon } = newestPictures;
  const pages = [
    ...explanationLanguages.map((language) =>
      textFile(`explorer/${pageName(language)}`, renderTemplate("explorer", gatherPage(selected, files, language, shown)), html),
    ),
    textFile("explorer/explorer.css", readAsset("explorer.css"), "text/css; charset=utf-8"),
    textFile("explorer/explorer.js", readAsset("explorer.js"), script),
    textFile("explorer/tables.js", writeDataScript(selected), script),
    textFile(`explorer/${icon}`, readAsset("icon.svg"), "image/svg+xml"),
  ];
  return [...pages, { path: `explorer/${preview}`, bytes: await picture, mediaType: "image/png", table: null, rows: null }];
}
