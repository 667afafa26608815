// The picture that a preview of the page shows: the title and the widest-known ranges, drawn from the tables.
import { indexTables } from "../explain/tables.ts";
import type { Estimate } from "../model.ts";
import type { Release } from "../publish/model.ts";
import { element, type Markup } from "./markup.ts";
import { words } from "./words.ts";

const [width, height] = [1200, 630];
const [left, right] = [470, 1080];

/** An SVG of 1200 by 630, in English; the same release gives the same picture. */
export function drawPreview(release: Release): string {
  const index = indexTables(release.tables, "en");
  const measure = index.estimates.reduce<Estimate | null>((most, each) => (each.claims > (most?.claims ?? 0) ? each : most), null)?.measure;
  const chosen = index.estimates
    .filter((each) => each.measure === measure && each.population === "people" && each.count_basis === "incident" && each.low !== null)
    .toSorted((a, b) => b.claims - a.claims)
    .slice(0, 6);
  const most = Math.max(1, ...chosen.flatMap((each) => [each.low ?? 0, each.best ?? 0, each.high ?? 0]));
  const at = (value: number): number => Math.round(left + (value / most) * (right - left));
  const rows = chosen.flatMap((each, place) => drawRow(index.nameEvent(each.event_id), each, 285 + place * 48, at));
  const picture = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      "font-family": "Helvetica, Arial, sans-serif",
    },
    element("rect", { width, height, fill: "#ffffff" }),
    line(60, 110, 46, "#1b1b1b", release.dataset.title.en),
    line(60, 160, 25, "#555555", words.en.previewLine),
    line(60, 225, 25, "#1b1b1b", `${measure === undefined ? "" : index.label("measure", measure)}: ${words.en.claimed}`),
    rows,
    line(60, 590, 22, "#555555", words.en.version(release.dataset.version, release.date)),
  );
  return `${picture.text}\n`;
}

function drawRow(name: string, estimate: Estimate, y: number, at: (value: number) => number): Markup[] {
  const from = at(estimate.low ?? 0);
  const to = at(estimate.high ?? estimate.best ?? estimate.low ?? 0);
  const range = estimate.high === null || estimate.high === estimate.low ? `${estimate.low}` : `${estimate.low}–${estimate.high}`;
  return [
    line(60, y, 22, "#1b1b1b", name.length > 34 ? `${name.slice(0, 33)}…` : name),
    element("rect", { x: from - 4, y: y - 18, width: Math.max(8, to - from + 8), height: 20, fill: "#c3d3e3" }),
    ...(estimate.best === null ? [] : [element("rect", { x: at(estimate.best) - 2, y: y - 24, width: 4, height: 32, fill: "#1d4b73" })]),
    line(right + 30, y, 22, "#555555", `${range}${estimate.high_unbounded ? "+" : ""}`),
  ];
}

const line = (x: number, y: number, size: number, fill: string, text: string): Markup =>
  element("text", { x, y, "font-size": size, fill }, text);
