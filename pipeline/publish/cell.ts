// What a published cell may be: the one guard that every value passes on its way into any format.

import { daysSinceEpoch } from "../days.ts";
import type { Cell, Column } from "../schema.ts";

const lowestInt32 = -(2 ** 31);
const highestInt32 = 2 ** 31 - 1;

/**
 * The cell itself where the column can hold it in every format; otherwise it throws, because rows were validated before.
 * Refused: undefined, null in a column that is never null, empty text, half a character, a number that is not finite,
 * an integer outside 32 bits, a day that does not exist, a code that the enumeration lacks.
 */
export function checkCell(cell: Cell | undefined, column: Column): Cell {
  const fault = cell === undefined ? "is undefined" : faultOf(cell, column);
  if (fault !== null) throw new Error(`${column.name}: ${JSON.stringify(cell)} ${fault}`);
  return cell as Cell;
}

function faultOf(cell: Cell, column: Column): string | null {
  if (cell === null) return column.nullable ? null : "stands in a column that is never null";
  switch (column.arrowType) {
    case "utf8":
      return faultOfText(cell);
    case "int32":
      return isInt32(cell) ? null : "is not an integer of 32 bits";
    case "float64":
      return typeof cell === "number" && Number.isFinite(cell) ? null : "is not a finite number";
    case "bool":
      return typeof cell === "boolean" ? null : "is neither true nor false";
    case "date32":
      return typeof cell === "string" && daysSinceEpoch(cell) !== null ? null : "is not a day";
    case "dictionary":
      return column.enumeration?.codes.some(({ code }) => code === cell) ? null : "is not a code of its enumeration";
  }
}

function faultOfText(cell: Cell): string | null {
  if (typeof cell !== "string") return "is not text";
  if (cell === "") return "is empty text: absent is null";
  return cell.isWellFormed() ? null : "holds half a character";
}

function isInt32(cell: Cell): boolean {
  return typeof cell === "number" && Number.isInteger(cell) && cell >= lowestInt32 && cell <= highestInt32;
}
