// What the Arrow schema of a table is: a type, nullability and labels for each column.
import { Bool, type DataType, DateDay, Dictionary, Field, Float64, Int32, Schema, Utf8 } from "apache-arrow";
import type { Column, Enumeration, Table } from "../schema.ts";

/** Whether an enumeration is written as a dictionary or as plain strings. */
export type Shape = "dictionaries" | "strings";

/** The schema of a table. A dictionary's id is its running number in the table, so that bytes never change from run to run. */
export function arrowSchema(table: Table, shape: Shape, metadata: Map<string, string>): Schema {
  const enumerated = table.columns.filter((column) => column.arrowType === "dictionary");
  const fields = table.columns.map((column) => {
    const type = shape === "strings" && column.arrowType === "dictionary" ? new Utf8() : typeOf(column, enumerated.indexOf(column));
    return new Field(column.name, type, column.nullable, fieldMetadata(column, shape));
  });
  return new Schema(fields, metadata);
}

function typeOf(column: Column, dictionaryId: number): DataType {
  switch (column.arrowType) {
    case "utf8":
      return new Utf8();
    case "int32":
      return new Int32();
    case "float64":
      return new Float64();
    case "bool":
      return new Bool();
    case "date32":
      return new DateDay();
    case "dictionary":
      return new Dictionary(new Utf8(), new Int32(), dictionaryId, column.enumeration?.ordered ?? false);
  }
}

function fieldMetadata(column: Column, shape: Shape): Map<string, string> {
  const entries: [string, string | null][] = [
    ["description", column.description],
    ["description_es", column.description_es],
    ["label", column.title],
    ["label_es", column.title_es],
    ["unit", column.unit],
    ["missing_meaning", column.missing],
    ["_PL_ENUM_VALUES2", shape === "strings" || column.enumeration === null ? null : polarsLevels(column.enumeration)],
  ];
  return new Map(entries.filter((entry): entry is [string, string] => entry[1] !== null));
}

/** The levels as polars writes them: for each, its length in bytes, a semicolon and the text itself. Codes are ASCII. */
function polarsLevels(enumeration: Enumeration): string {
  return enumeration.codes.map(({ code }) => `${code.length};${code}`).join("");
}
