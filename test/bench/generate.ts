// `tsx test/bench/generate.ts FOLDER [--claims N --seed S --shuffled --findings K]`: writes an invented dataset of N claims in raw/ form.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { RawPlace } from "../../pipeline/model.ts";
import type { NormalPlace } from "../../pipeline/normalize/claims.ts";
import { gazetteerOf } from "../../pipeline/normalize/extracts.ts";
import { findPlace, type Gazetteer } from "../../pipeline/normalize/places.ts";
import { readCsv } from "../../pipeline/read/csv.ts";
import { rawTables } from "../../pipeline/schema.ts";
import { randomOf } from "../fuzz/random.ts";
import { writeRecords } from "../fuzz/records.ts";
import { type CuratedPlace, claimRows, extractsHeader, type Material } from "./claims.ts";
import { spoil, spoilAt } from "./spoil.ts";
import { type Cells, countersHeader, eventsHeader, listCounters, listEvents, listSources, pad, sizesOf, sourcesHeader } from "./tables.ts";
import { listPlaceWords } from "./words/places.ts";

/** What is to be invented. */
export interface Plan {
  readonly claims: number;
  readonly seed: number;
  /** Whether rows stand in no order; else they stand in that of their ids. */
  readonly shuffled: boolean;
  /** How many rows are spoilt, each with one finding. */
  readonly findings: number;
}

/** Rows in one file of extracts. */
const rowsPerFile = 50_000;
const gazetteerFile = fileURLToPath(new URL("../../raw/places.csv", import.meta.url));
const lookupsHeader = "extract_id,column,as_printed,value,reason";
const dataset = {
  name: "bench",
  version: "0.1.0",
  released: "2021-07-01",
  title: { en: "Bench: an invented dataset", es: "Bench: un conjunto inventado" },
  description: { en: "Invented to be timed; nothing in it happened.", es: "Inventado para medir tiempos; nada de esto ocurrió." },
  licence: { name: "CC0-1.0", title: "CC0 1.0 Universal", url: "https://creativecommons.org/publicdomain/zero/1.0/" },
  creators: [{ name: "Recuento contributors", kind: "organisation" }],
  contact: "Nobody.",
  keywords: ["test"],
  usage_warnings: [{ en: "Invented.", es: "Inventado." }],
  changes: [{ en: "First release.", es: "Primera versión." }],
};

/** Writes the dataset below `root`/raw, one file of extracts after the other; the gazetteer is that of the repository. */
export function generate(root: string, plan: Plan): void {
  mkdirSync(join(root, "raw/extracts"), { recursive: true });
  const gazetteer = readGazetteer();
  const sizes = sizesOf(plan.claims);
  const material: Material = { seed: plan.seed, sizes, places: listPlaceWords(gazetteer), curated: listCurated(gazetteer) };
  writeFileSync(join(root, "raw/dataset.json"), `${JSON.stringify(dataset, null, 2)}\n`);
  copyFileSync(gazetteerFile, join(root, "raw/places.csv"));
  writeTable(root, "sources", sourcesHeader, listSources(plan.seed, sizes));
  writeTable(root, "counters", countersHeader, listCounters(sizes));
  writeTable(root, "events", eventsHeader, listEvents(plan.seed, sizes, [...gazetteer.places.keys()]));
  writeTable(root, "lookups", lookupsHeader, writeExtracts(root, plan, material));
}

function writeTable(root: string, name: string, header: string, rows: Iterable<Cells>): void {
  writeFileSync(join(root, `raw/${name}.csv`), `${header}\n${writeRecords([...rows])}`);
}

/** Writes the files of extracts; gives the lookups that go with them. */
function writeExtracts(root: string, plan: Plan, material: Material): Cells[] {
  const order = orderOf(plan);
  const lookups: Cells[] = [];
  for (let start = 0; start < plan.claims; start += rowsPerFile) {
    const rows: Cells[] = [];
    for (const index of order.subarray(start, start + rowsPerFile)) {
      const { extract, lookup } = claimRows(material, index);
      const kind = spoilAt(index, plan.claims, plan.findings);
      rows.push(kind === null ? extract : spoil(extract, kind, claimRows(material, 0).extract));
      if (lookup !== null) lookups.push(lookup);
    }
    writeTable(root, `extracts/part-${pad(start / rowsPerFile + 1, 4)}`, extractsHeader, rows);
  }
  return lookups.sort(([a = ""], [b = ""]) => (a < b ? -1 : 1));
}

/** The numbers of the rows in the order in which they are written. */
function orderOf({ claims, seed, shuffled }: Plan): Uint32Array {
  const order = Uint32Array.from({ length: claims }, (_, index) => index);
  if (!shuffled) return order;
  const random = randomOf(seed, claims);
  for (let last = claims - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
  }
  return order;
}

function readGazetteer(): Gazetteer<NormalPlace> {
  const { rows } = readCsv("raw/places.csv", readFileSync(gazetteerFile), rawTables.places);
  // The gazetteer of the repository fits its schema, which its own tests say.
  return gazetteerOf(rows.map(({ row }) => row as unknown as RawPlace));
}

/** Names of municipalities that their departments bear too, so that no rule can read them alone. */
function listCurated(gazetteer: Gazetteer<NormalPlace>): CuratedPlace[] {
  const cities = [...gazetteer.places.values()].filter(({ kind }) => kind === "municipality");
  const shared = cities.filter(({ name }) => {
    const reading = findPlace(gazetteer, { text: name, within: null });
    return "code" in reading && reading.code === "place/ambiguous";
  });
  return shared.map(({ name, place_id }) => ({ text: name, placeId: place_id }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      claims: { type: "string", default: "10000" },
      seed: { type: "string", default: "1" },
      shuffled: { type: "boolean", default: false },
      findings: { type: "string", default: "0" },
    },
  });
  const [root] = positionals;
  if (root === undefined) throw new Error("no folder is named");
  const [claims, seed, findings] = [Number(values.claims), Number(values.seed), Number(values.findings)];
  mkdirSync(dirname(root), { recursive: true });
  generate(root, { claims, seed, shuffled: values.shuffled, findings });
}
