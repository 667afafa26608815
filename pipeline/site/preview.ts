// The picture that a preview of the page shows: the title, and what was claimed of the events with the most claims, drawn from the tables.
import { isStanding } from "../estimates.ts";
import { type Index, indexTables } from "../explain/tables.ts";
import type { Claim, Estimate } from "../model.ts";
import type { Release } from "../publish/model.ts";
import { family } from "./letters.ts";
import { element, type Markup } from "./markup.ts";
import { previewSize } from "./preview-size.ts";
import { words } from "./words.ts";

const { width, height } = previewSize;
const [edge, left, right] = [64, 500, 990];
const [first, step, rows] = [288, 58, 5];
const colours = { paper: "#ffffff", ink: "#1b1d1f", muted: "#565c62", band: "#c6d6e6", open: "#e4ecf4", mark: "#1d4b73" } as const;

/** An SVG in English; the same release gives the same picture. */
export function drawPreview(release: Release): string {
  const index = indexTables(release.tables, "en");
  const measure = index.estimates.reduce<Estimate | null>((most, each) => (each.claims > (most?.claims ?? 0) ? each : most), null)?.measure;
  const chosen = index.estimates
    .filter((each) => each.measure === measure && each.population === "people" && each.count_basis === "incident" && each.low !== null)
    .toSorted((a, b) => b.claims - a.claims)
    .slice(0, rows);
  const most = Math.max(1, ...chosen.flatMap((each) => [...figuresOf(index, each), each.best ?? 0, each.high ?? 0]));
  const at = (value: number): number => Math.round(left + (value / most) * (right - left));
  const claimed = `${measure === undefined ? "" : `${index.label("measure", measure)}: `}${words.en.claimed}`;
  const picture = element(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height, "font-family": family },
    element("rect", { width, height, fill: colours.paper }),
    element("rect", { width: 12, height, fill: colours.mark }),
    line(edge, 108, 56, colours.ink, shorten(release.dataset.title.en, 42), 600),
    line(edge, 160, 30, colours.muted, words.en.previewLine),
    line(edge, 232, 28, colours.ink, claimed, 600),
    element("rect", { x: left, y: first - 34, width: 1, height: chosen.length * step, fill: colours.muted }),
    chosen.map((each, place) => drawRow(index, each, first + place * step, at)),
    line(edge, 598, 26, colours.muted, words.en.version(release.dataset.version, release.date)),
  );
  return `${picture.text}\n`;
}

/** The numbers that stand in an estimate, each once. */
function figuresOf(index: Index, estimate: Estimate): number[] {
  const own = index.partsOf(estimate).filter(isStanding);
  const claims = own.flatMap((part): Claim | readonly Claim[] => index.claim.get(part.claim_id) ?? []);
  return [...new Set(claims.flatMap((claim) => claim.count_low ?? claim.count_stated ?? []))];
}

function drawRow(index: Index, estimate: Estimate, y: number, at: (value: number) => number): Markup[] {
  const { low, best, high, high_unbounded: open } = estimate;
  const [from, to] = [at(low ?? 0), at(high ?? best ?? low ?? 0)];
  const range = high === null || high === low ? `${low}` : `${low}–${high}`;
  const box = { y: y - 22, height: 30 };
  return [
    line(edge, y, 26, colours.ink, shorten(index.nameEvent(estimate.event_id), 36)),
    ...(open ? [element("rect", { ...box, x: to, width: right + 30 - to, fill: colours.open })] : []),
    element("rect", { ...box, x: from - 3, width: to - from + 6, fill: colours.band }),
    ...figuresOf(index, estimate).map((value) => element("circle", { cx: at(value), cy: y - 7, r: 6, fill: colours.mark })),
    ...(best === null ? [] : [element("rect", { x: at(best) - 2, y: y - 28, width: 4, height: 42, fill: colours.ink })]),
    line(right + 50, y, 26, colours.muted, `${range}${open ? "+" : ""}`),
  ];
}

const shorten = (text: string, most: number): string => (text.length > most ? `${withoutEnd(text.slice(0, most - 1))}…` : text);

/** The text without the white space, commas and colons at its end. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && /[\s,:]/.test(text[end - 1] ?? "")) end -= 1;
  return text.slice(0, end);
}

const line = (x: number, y: number, size: number, fill: string, text: string, weight = 400): Markup =>
  element("text", { x, y, "font-size": size, "font-weight": weight, fill }, text);
