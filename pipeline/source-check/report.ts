// How a comparison with a copy of a document is told to a person: counts, what does not stand, what to do.
import { quote } from "../finding.ts";
import { type CheckedFragment, countFragments, type FragmentStatus, listFaults, type SourceCheck } from "./check.ts";

type FaultStatus = Exclude<FragmentStatus, "in_place">;

interface Kind {
  readonly heading: string;
  readonly stands: (places: string) => string;
  readonly remedy: string;
}

/** The kinds of fault in the order in which they are told. */
const kinds: Readonly<Record<FaultStatus, Kind>> = {
  missing: {
    heading: "Missing",
    stands: () => "stands nowhere in this copy",
    remedy:
      "Missing: look at the document. If other words are printed there, correct the cell; if the copy is cut or another edition, take a whole one.",
  },
  misplaced: {
    heading: "Elsewhere",
    stands: (places) => `stands at ${places}`,
    remedy: "Elsewhere: if the copy has lines that are not of the document (menus, captions), take them out; if not, correct the locator.",
  },
  moved: {
    heading: "Moved",
    stands: (places) => `stands at ${places}`,
    remedy: "Moved: the paragraphs were counted in an excerpt. See that the sentence is the one meant; then nothing is wrong.",
  },
  alike: {
    heading: "Alike, not letter by letter",
    stands: (places) => `alike at ${places}`,
    remedy:
      "Alike: only white space, quotes, dashes or the form of accents differ. Look at the document itself; correct the cell if it is not as printed there.",
  },
};

const placesShown = 5;

function sayPlaces(places: readonly string[]): string {
  const more = places.length - placesShown;
  return `${places.slice(0, placesShown).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function sayFault(fragment: CheckedFragment, kind: Kind): string {
  const { extract_id, column, words, locator, stands_at } = fragment;
  return `  ${extract_id} ${column} ${quote(words)} ${locator}: ${kind.stands(sayPlaces(stands_at))}`;
}

function sayChecksum(checked: SourceCheck): string {
  if (checked.checksum === "same") return "SHA-256: as recorded. This copy is the text that was read, byte for byte.";
  if (checked.checksum === "not_recorded") return `SHA-256: none is recorded. This copy has ${checked.sha256}.`;
  return `SHA-256: not as recorded. This copy has ${checked.sha256}, the text that was read ${checked.sha256_recorded}.`;
}

function sayCounts(checked: SourceCheck): string {
  const count = countFragments(checked);
  const total = `${count.fragments} fragment${count.fragments === 1 ? "" : "s"}`;
  return `${checked.source_id}: ${total}, ${count.in_place} at their place, ${count.misplaced + count.moved} elsewhere, ${count.alike} alike, ${count.missing} missing.`;
}

function sayWhatToDo(checked: SourceCheck, told: readonly Kind[]): string[] {
  if (checked.fragments.length === 0) return ["No extract of this source holds printed words, so nothing was compared."];
  if (told.length === 0) return ["Nothing to do: every fragment stands as printed."];
  const certain = checked.checksum === "same" && told.some((kind) => kind !== kinds.moved);
  const ours = certain ? ["The copy is the text that was read, so it is the extracts that are wrong."] : [];
  return [
    "What to do",
    ...ours,
    ...told.map((kind) => kind.remedy),
    "Cells and locators are in raw/extracts/; CONTRIBUTING.md tells how to correct them.",
  ];
}

/** The comparison as lines of text: one of counts, one of the checksum, a list by kind of fault, and what to do. */
export function writeReport(checked: SourceCheck): string {
  const faults = listFaults(checked);
  const told = Object.entries(kinds).map(([status, kind]) => ({ kind, own: faults.filter((fault) => fault.status === status) }));
  const shown = told.filter(({ own }) => own.length > 0);
  const lists = shown.flatMap(({ kind, own }) => ["", kind.heading, ...own.map((fault) => sayFault(fault, kind))]);
  const kindsShown = shown.map(({ kind }) => kind);
  return [sayCounts(checked), sayChecksum(checked), ...lists, "", ...sayWhatToDo(checked, kindsShown)].join("\n");
}
