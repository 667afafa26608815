// The words of summary.md, in English and Spanish; they name what changed and judge nothing.
import type { ChangeKind, Reason } from "./change.ts";

export interface SummaryText {
  readonly title: (from: string, to: string) => string;
  readonly nothing: string;
  readonly needed: (version: string) => string;
  readonly bump: Readonly<Record<"major" | "minor" | "patch", string>>;
  readonly first: string;
  readonly rows: string;
  readonly rowsHeader: readonly string[];
  readonly shape: string;
  readonly shapeHeader: readonly string[];
  readonly kinds: Readonly<Partial<Record<ChangeKind, string>>>;
  readonly reasons: string;
  readonly reasonsHeader: readonly string[];
  readonly reason: Readonly<Record<Reason, string>>;
  readonly rules: string;
  readonly rulesIntro: string;
  readonly rulesHeader: readonly string[];
  readonly rulesNone: string;
  readonly totals: string;
  readonly totalsIntro: string;
  readonly totalsHeader: readonly string[];
  readonly totalsMore: (count: number) => string;
  readonly totalsSame: (count: number) => string;
  readonly absent: string;
  readonly movers: (claims: number) => string;
  readonly byRules: string;
  readonly bySurroundings: string;
  readonly files: string;
  readonly filesIntro: string;
}

const en: SummaryText = {
  title: (from, to) => `What changed from ${from} to ${to}`,
  nothing: "No table differs.",
  needed: (version) => `By what changed, the version is ${version} or higher:`,
  bump: {
    major: "code, or what a column means, may break.",
    minor: "code still runs, figures may change.",
    patch: "every figure that was computed stays.",
  },
  first: "The first that ask for it:",
  rows: "Rows",
  rowsHeader: ["table", "added", "modified", "removed", "merged"],
  shape: "Tables and columns",
  shapeHeader: ["table", "what", "columns"],
  kinds: {
    table_added: "table added",
    table_removed: "table removed",
    table_changed: "description changed",
    key_changed: "primary key changed",
    column_added: "columns added",
    column_removed: "columns removed",
    column_moved: "columns in another place",
    column_changed: "columns described otherwise",
  },
  reasons: "Reasons",
  reasonsHeader: ["reason", "rows", "means"],
  reason: {
    privacy: "withheld, because it could point to a person",
    merge: "an id was merged into another",
    correction: "people changed what they had written, or added to a document that was there",
    new_source: "a document that is new",
    scope: "tables, columns, codes or the tree of events are others",
    rule_change: "the words are the same and are read or compared otherwise",
    documentation: "labels, descriptions, notes, and where a row stands in raw/",
  },
  rules: "The same words, another value",
  rulesIntro: "No word changed in these rows; a rule reads or compares them otherwise.",
  rulesHeader: ["table", "column", "rows"],
  rulesNone: "No value moved where the words stayed.",
  totals: "Totals",
  totalsIntro:
    "Each range is the lowest to the highest number that was claimed, with the best in brackets where the rules single one out. It is not a confidence interval. Every claim that moved one stands in `impact.json`.",
  totalsHeader: ["event", "measure", "population", "basis", "before", "after", "moved by"],
  totalsMore: (count) => `Ranges that moved beside these, told in \`impact.json\`: ${count}.`,
  totalsSame: (count) => `Ranges that stayed: ${count}.`,
  absent: "none",
  movers: (claims) => `${claims} ${claims === 1 ? "claim" : "claims"}`,
  byRules: "rules",
  bySurroundings: "ranks, days of publication or kinds of event",
  files: "Apply it",
  filesIntro:
    "`changes.csv` makes the CSV of the older release that of the newer. `|` stands between the cells of a key, and `\\` before one that belongs to a cell. A line without a column is about a whole row. Columns stand at the position given, counted from 1; rows are sorted by their key. What was withheld is not told again: there `old` is empty.",
};

const es: SummaryText = {
  title: (from, to) => `Qué cambió de ${from} a ${to}`,
  nothing: "Ninguna tabla difiere.",
  needed: (version) => `Por lo que cambió, la versión es ${version} o mayor:`,
  bump: {
    major: "el código, o el sentido de una columna, puede romperse.",
    minor: "el código sigue funcionando, las cifras pueden cambiar.",
    patch: "toda cifra calculada se mantiene.",
  },
  first: "Lo primero que la pide:",
  rows: "Filas",
  rowsHeader: ["tabla", "añadidas", "modificadas", "retiradas", "fusionadas"],
  shape: "Tablas y columnas",
  shapeHeader: ["tabla", "qué", "columnas"],
  kinds: {
    table_added: "tabla añadida",
    table_removed: "tabla retirada",
    table_changed: "otra descripción",
    key_changed: "otra clave primaria",
    column_added: "columnas añadidas",
    column_removed: "columnas retiradas",
    column_moved: "columnas en otro lugar",
    column_changed: "columnas descritas de otro modo",
  },
  reasons: "Razones",
  reasonsHeader: ["razón", "filas", "significa"],
  reason: {
    privacy: "se reserva, porque podía señalar a una persona",
    merge: "un identificador se fusionó con otro",
    correction: "alguien cambió lo que había escrito, o añadió algo de un documento que ya estaba",
    new_source: "un documento nuevo",
    scope: "son otras las tablas, las columnas, los códigos o el árbol de hechos",
    rule_change: "las palabras son las mismas y se leen o comparan de otro modo",
    documentation: "etiquetas, descripciones, notas y el lugar de la fila en raw/",
  },
  rules: "Las mismas palabras, otro valor",
  rulesIntro: "Ninguna palabra cambió en estas filas; una regla las lee o compara de otro modo.",
  rulesHeader: ["tabla", "columna", "filas"],
  rulesNone: "Ningún valor cambió donde las palabras quedaron.",
  totals: "Totales",
  totalsIntro:
    "Cada rango va del menor al mayor número afirmado, con el mejor entre paréntesis si las reglas señalan uno. No es un intervalo de confianza. Cada afirmación que movió alguno está en `impact.json`.",
  totalsHeader: ["hecho", "medida", "población", "base", "antes", "después", "movido por"],
  totalsMore: (count) => `Rangos que se movieron además de estos, en \`impact.json\`: ${count}.`,
  totalsSame: (count) => `Rangos que quedaron igual: ${count}.`,
  absent: "ninguno",
  movers: (claims) => `${claims} ${claims === 1 ? "afirmación" : "afirmaciones"}`,
  byRules: "reglas",
  bySurroundings: "rangos de contadores, días de publicación o clases de hecho",
  files: "Aplicarlo",
  filesIntro:
    "`changes.csv` convierte los CSV de la versión anterior en los de la nueva. Entre las celdas de una clave hay `|`, y `\\` antes del que es parte de una celda. Una línea sin columna trata de toda una fila. Las columnas van en la posición indicada, contada desde 1; las filas se ordenan por su clave. Lo que se reservó no se repite: ahí `old` queda vacío.",
};

export const summaryTexts = { en, es } as const;
