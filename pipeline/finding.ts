// The one shape in which anything wrong is told: where it stands, what stands there, what was expected, what to do.

/** What a rule answers when it cannot read: a public code and one sentence. Codes are names; see `remedies`. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** A refusal with its place. `line` and `column` are null where the finding is about a whole file or row. */
export interface Finding extends Refusal {
  /** Path below the dataset's root, with / between folders. */
  readonly file: string;
  /** 1-based; the header is line 1. */
  readonly line: number | null;
  readonly column: string | null;
  /** The words as they stand, shortened to 60 characters; null where nothing stands there. */
  readonly printed: string | null;
  readonly remedy: string;
}

const lookup = "Check the document; if the words are right, add a line to raw/lookups.csv.";

/** What a person can do about each kind of finding, by code or by the part of it before the slash. */
const remedies: Readonly<Record<string, string>> = {
  "file/missing": "Add the file; README.md lists the files of raw/.",
  "file/unreadable": "Put a file or folder there that may be read, and check again.",
  "file/link": "Put the file or folder itself in the place of the link.",
  "file/changed": "Close the program that writes it, then check again.",
  "file/too-large": "Split the file, or take out what does not belong there.",
  "file/empty": "Write the header row, then one row a line.",
  "file/not-utf8": "Save the file as UTF-8 (in a spreadsheet: CSV UTF-8).",
  "file/name": "Rename the file: lower-case letters, digits and hyphens, ending in .csv.",
  "file/unknown": "Move the file out of raw/ or correct its name.",
  "csv/semicolons": "Save it with commas between the cells.",
  "csv/quote": "Close the quote, or double a quote that belongs to the text.",
  "csv/cells": "Count the commas; put cells that hold a comma in quotes.",
  "header/missing": "Add the column to the header and a cell to every row.",
  "header/repeated": "Remove or rename one of them.",
  "header/extra": "Correct its spelling or remove the column.",
  "header/order": "Put the columns in the order of the schema.",
  "json/syntax": "Correct the JSON at that place.",
  "cell/control-character": "Delete the invisible character.",
  "cell/white-space": "Remove white space before and after the text.",
  "cell/too-long": "Keep to a few words; the document itself is not copied.",
  "cell/missing": "Fill the cell.",
  "cell/enumeration": "Use one of the codes in dictionary/dictionary.md.",
  "cell/type": "Write the value as the dictionary describes it.",
  "cell/pattern": "Write the value as the dictionary describes it.",
  "key/duplicate": "Give one of the rows a new id.",
  "key/dangling": "Correct the id, or add the row it names.",
  "key/cycle": "Correct one of the parents.",
  "date/needs-anchor": "Fill date_anchor with the day that the words lean on.",
  "date/after-publication": "Check the date and the source's published; a planned date has date_role planned.",
  "place/ambiguous": "Fill place_within, or add a line to raw/lookups.csv with the place_id.",
  "place/unknown": "Correct the words as printed, add the place to raw/places.csv, or add a line to raw/lookups.csv.",
  "lookup/unused": "Remove the line, or correct its extract_id, column and as_printed.",
  "lookup/needless": "Remove the line.",
  "lookup/value": "Write EDTF for a date, a place_id for a place, a number or low..high for a count.",
  "claim/incomplete": "Fill the missing cell, or empty the one that needs it.",
  "retired/live": "Remove the line, or the row that bears the id.",
  "retired/replacement": "Correct kind or replaced_by: an id of a row that stands, or of one that is retired in its turn.",
  "release/version": "Raise version in raw/dataset.json.",
  "release/bump": "Raise version in raw/dataset.json; README.md tells which number.",
  "release/lost-id": "Restore the row, or add a line to raw/retired.csv that says where the id went.",
  "release/unreadable": "Restore the folder from version control: what changed since that release is told from its files.",
  "release/too-large": "Keep the key of the table, or build into a folder without that release: then there is no difference to tell.",
  "release/disorder": "Restore the folder from version control: what changed since that release is told from its files.",
  "release/changed":
    "Raise version in raw/dataset.json: a released version never changes. `recuento verify` tells whether its folder was altered.",
  "release/index": "Restore the file from version control.",
  "release/unlisted":
    "Build that version again from the raw/ it was made of, restore dist/index.json, or remove the folder if nobody has it.",
  "release/retracted": "Raise version in raw/dataset.json: a retracted version is not built again, and stays retracted.",
  "retract/unknown": "Name a version that dist/index.json lists.",
  "retract/date": "Give the day of the retraction with --date.",
  "retract/reason": "Say with --reason what is wrong with the version.",
  released: "Restore it from version control: a released folder never changes.",
  "released/unlisted":
    "Build that version again from the raw/ it was made of, restore dist/index.json, or remove the folder if nobody has it.",
  "released/latest": "Restore the file from version control, or build or retract again if that was cut off.",
  "release/locked": "Wait for the other build to end, or remove dist/.lock if none is running.",
  "output/unwritable": "Make room or give write access, then build again.",
  schema: "Restore the file from version control; if it was changed on purpose, run `npm run generate`.",
  "verify/differs": "This is a fault of the program: report it with the file named here.",
  "verify/rule": "This is a fault of the program: report it with the rule and the row named here.",
  date: lookup,
  count: lookup,
  place: lookup,
};

/** The remedy for a code, or for the code's family, or the general one. */
export function remedyFor(code: string): string {
  const family = code.slice(0, code.indexOf("/"));
  return remedies[code] ?? remedies[family] ?? "Correct the value.";
}

const shownLength = 60;

/** Printed text as a message keeps it: its first `length` characters, 60 where none is given; a character is never cut in two. */
export function shorten(text: string, length = shownLength): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** What is not seen, or changes how other text is seen: control and formatting characters, ends of lines, halves of characters. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * Text that shows all that is in it, on one line.
 * @example showHidden("a\u202eb") // "a\\u202eb"
 */
export function showHidden(text: string): string {
  return text.replace(unseen, escapeCharacter);
}

/** Text for a message, in quotes, with its invisible characters made visible. */
export function quote(text: string): string {
  return showHidden(JSON.stringify(shorten(text)));
}

function escapeCharacter(character: string): string {
  const units = character.split("").map((unit) => unit.charCodeAt(0).toString(16).padStart(4, "0"));
  return units.map((unit) => `\\u${unit}`).join("");
}

/** Puts a refusal in its place. */
export function finding(
  refusal: Refusal,
  place: { file: string; line?: number | null; column?: string | null; printed?: string | null },
): Finding {
  return {
    file: place.file,
    line: place.line ?? null,
    column: place.column ?? null,
    printed: place.printed === undefined || place.printed === null ? null : shorten(place.printed),
    code: refusal.code,
    message: refusal.message,
    remedy: remedyFor(refusal.code),
  };
}

/**
 * One line: place · column · as printed · code · what was expected · what to do.
 * @example `raw/extracts/parlasur.csv:17 date_text "31 de noviembre" date/no-such-day: November has 30 days. Check …`
 */
export function formatFinding(item: Finding): string {
  const place = item.line === null ? item.file : `${item.file}:${item.line}`;
  const parts = [place, item.column, item.printed === null ? null : quote(item.printed)];
  const where = parts.filter((part) => part !== null).join(" ");
  return showHidden(`${where} ${item.code}: ${item.message} ${item.remedy}`);
}

/** A finding as GitHub shows it beside the line of a proposed change: its workflow command, with what it reserves escaped. */
export function annotateFinding(item: Finding): string {
  const escapeData = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  const property = (text: string): string => escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
  const place = [`file=${property(item.file)}`, ...(item.line === null ? [] : [`line=${item.line}`]), `title=${property(item.code)}`];
  const printed = item.printed === null ? "" : ` ${quote(item.printed)}:`;
  return `::error ${place.join(",")}::${escapeData(`${item.column ?? ""}${printed} ${item.message} ${item.remedy}`.trim())}`;
}

/** Findings in the order a person works through them: file, line, column, code. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) =>
      compareCodePoints(a.file, b.file) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      compareCodePoints(a.column ?? "", b.column ?? "") ||
      compareCodePoints(a.code, b.code) ||
      compareCodePoints(a.message, b.message),
  );
}

/** Orders text by Unicode code point, whatever the locale: the only order that outputs use. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left === right) continue;
    // Surrogates stand for code points above every other unit, U+E000–U+FFFF included.
    return rankUnit(left) - rankUnit(right);
  }
  return a.length - b.length;
}

function rankUnit(unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdfff) return unit + 0x10000;
  return unit;
}
