// How results.svg shows what was measured: wall time and peak memory by the number of claims, both axes logarithmic.
import { type Measurements, median, type Run, runsOf, succeeded } from "./measurements.ts";
import { peers } from "./peers.ts";

/** A colour for each program, told apart by eyes that see no red or no green too (Okabe and Ito). */
const colours = ["#000000", "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];
const [panelWidth, panelHeight, left, top, gap] = [330, 300, 60, 40, 90];
const legendTop = top + panelHeight + 60;
const [width, height] = [left + 2 * panelWidth + gap + 20, legendTop + 80];

interface Point {
  readonly rows: number;
  readonly value: number;
}

interface Panel {
  readonly title: string;
  readonly x: number;
  readonly toldOf: (runs: readonly Run[]) => number;
}

const panels: readonly Panel[] = [
  { title: "median wall time, s", x: left, toldOf: (runs) => median(runs.map(({ seconds }) => seconds)) },
  { title: "peak memory, MB", x: left + panelWidth + gap, toldOf: (runs) => Math.max(...runs.map(({ peak }) => peak)) / 1e6 },
];

const fixed = (value: number): string => value.toFixed(1);
const text = (x: number, y: number, anchor: string, words: string): string =>
  `<text x="${fixed(x)}" y="${fixed(y)}" text-anchor="${anchor}">${words}</text>`;

/** The plot as one SVG document. */
export function renderPlot(measurements: Measurements): string {
  const drawn = panels.map((panel) => drawPanel(panel, measurements));
  const legend = peers.map(({ label }, index) => drawKey(label, index));
  const open = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`;
  const ground = `<rect width="${width}" height="${height}" fill="#ffffff"/>`;
  return `${[open, "<title>Wall time and peak memory by the number of claims</title>", ground, ...drawn, ...legend, "</svg>"].join("\n")}\n`;
}

function drawKey(label: string, index: number): string {
  const [x, y] = [left + (index % 3) * 240, legendTop + Math.floor(index / 3) * 22];
  return `<rect x="${x}" y="${y - 9}" width="18" height="4" fill="${colours[index]}"/>${text(x + 26, y - 3, "start", label)}`;
}

function drawPanel({ title, x, toldOf }: Panel, { sizes }: Measurements): string {
  const lines = peers.map(({ name }): Point[] =>
    sizes.flatMap(({ rows, runs }) => {
      const own = runsOf(runs, name);
      return succeeded(own) ? [{ rows, value: toldOf(own) }] : [];
    }),
  );
  const values = lines.flat().map(({ value }) => value);
  const across = decadesOf(sizes.map(({ rows }) => rows));
  const up = decadesOf(values);
  const place = ({ rows, value }: Point): [number, number] => [
    x + share(across, rows) * panelWidth,
    top + panelHeight - share(up, value) * panelHeight,
  ];
  const frame = `<rect x="${x}" y="${top}" width="${panelWidth}" height="${panelHeight}" fill="none" stroke="#888888"/>`;
  const columns = across.map((decade) =>
    text(x + share(across, 10 ** decade) * panelWidth, top + panelHeight + 18, "middle", `10${raised(decade)}`),
  );
  const levels = up.map((decade) => {
    const y = top + panelHeight - share(up, 10 ** decade) * panelHeight;
    const line = `<line x1="${x}" x2="${x + panelWidth}" y1="${fixed(y)}" y2="${fixed(y)}" stroke="#dddddd"/>`;
    return line + text(x - 6, y + 4, "end", String(10 ** decade));
  });
  const names = [text(x + panelWidth / 2, top - 14, "middle", title), text(x + panelWidth / 2, top + panelHeight + 36, "middle", "claims")];
  return [...levels, frame, ...columns, ...names, ...lines.map((points, index) => drawLine(points.map(place), colours[index] ?? ""))].join(
    "\n",
  );
}

function drawLine(points: readonly (readonly [number, number])[], colour: string): string {
  const path = points.map(([x, y]) => `${fixed(x)},${fixed(y)}`).join(" ");
  const dots = points.map(([x, y]) => `<circle cx="${fixed(x)}" cy="${fixed(y)}" r="3" fill="${colour}"/>`);
  return [`<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>`, ...dots].join("");
}

/** The powers of ten from just below the least to just above the largest value, at least two. */
function decadesOf(values: readonly number[]): number[] {
  const [least, most] = values.length === 0 ? [1, 10] : [Math.min(...values), Math.max(...values)];
  const first = Math.floor(Math.log10(least));
  const last = Math.max(first + 1, Math.ceil(Math.log10(most)));
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Where a value lies between the first and the last decade, 0 to 1. */
function share(decades: readonly number[], value: number): number {
  const [first = 0, last = 1] = [decades[0], decades.at(-1)];
  return (Math.log10(value) - first) / (last - first);
}

const raised = (exponent: number): string => String(exponent).replace(/./g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)] ?? "⁻");
