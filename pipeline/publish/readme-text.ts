// The words of the front page that hold for every dataset; what is particular to one comes from raw/dataset.json.
import type { Language } from "./model.ts";
import type { ReaderWords } from "./readers.ts";

interface ReadmeText {
  readonly version: string;
  readonly otherLanguage: string;
  readonly warnings: string;
  readonly what: string;
  readonly whatItIs: readonly string[];
  readonly ranges: string;
  readonly howToRead: readonly string[];
  readonly adding: string;
  readonly notToAdd: readonly string[];
  readonly tables: string;
  readonly tableHeader: readonly string[];
  readonly files: readonly string[];
  readonly code: string;
  readonly codeNote: string;
  readonly examples: string;
  readonly arriving: string;
  readonly arrivingNotes: readonly string[];
  readonly readers: ReaderWords;
  readonly citing: string;
  readonly citeVersion: string;
  readonly licence: string;
  readonly checking: string;
  readonly check: string;
  readonly contact: string;
}

/** The paragraphs and headings in each language; they are Markdown already. */
export const readmeTexts: Readonly<Record<Language, ReadmeText>> = {
  en: {
    version: "Version",
    otherLanguage: "[Español](README.es.md)",
    warnings: "Before you use it",
    what: "What it is, and what it is not",
    whatItIs: [
      "It is a record of claims: what each document says happened, to how many people, on which day and at which place. Each claim stands as printed beside what it was read as and the rule that read it.",
      "It is not a list of victims, not a verdict on who is right, and not a count made by this project. It covers the documents in `sources` and no others: what they leave out is missing here.",
    ],
    ranges: "How to read low, best and high",
    howToRead: [
      "A row of `estimates` is the range of what was **claimed** for one event, measure, population and basis. `low` and `high` are the lowest and highest bounds of the claims that stand, both inclusive: a figure that the same counter replaced by a later one no longer moves them, and stays in `claims` and `estimate_claims`. The range is not a confidence interval: no probability belongs to it, and the true number may lie outside it.",
      "`best` is the one number that the rule named in `best_rule` singles out, never a mean. It is null where the rule singles out none, as where claims conflict; null never means zero. `high_unbounded` is true where a claim gives no upper bound, as in “at least 10”.",
      "`estimate_claims` says which claims set each range; `claims` has their words, `sources` their documents.",
    ],
    adding: "What not to add up",
    notToAdd: [
      "- Claims: several sources repeat one counter, and a total contains its parts.\n- Different measures, populations or bases of one event: they overlap.\n- An event and its parent, or events and scopes (`kind` is `scope`): the one contains the other.\n- The bounds of many events: a sum of all `high` is a number that nobody claimed.",
    ],
    tables: "Tables",
    tableHeader: ["Table", "Rows", "What a row is"],
    files: [
      "Look before you load: the [explorer](explorer/index.html) shows every claim, event by event, in a browser and without network.",
      "Each table is in `csv/`, `json/`, `arrow/` and `parquet/` with the same values. `dictionary/dictionary.md` explains every column and code, `schema/` holds the JSON Schemas, `geojson/events.geojson` the events for a map.",
      "For programs, the release describes itself in `datapackage.json` (Data Package 2.0), `csv-metadata.json` (CSV on the Web), `croissant.json` (Croissant 1.1), `dataset.jsonld` (schema.org), `datacite.json` (DataCite 4.6) and `CITATION.cff`; all say the same.",
      "The [quality report](quality/report.md) tells what is missing, what a curator decided, who counted how much, and which limits are known.",
    ],
    code: "First code",
    codeNote:
      "Run it in this folder. Arrow, Parquet and JSON keep the types; where you read the CSV files, read ids and codes as text so that leading zeros stay, and an empty cell as missing.",
    examples:
      "`examples/` holds each of these with a few lines more: it prints how many claims and estimates there are, and the range of the killed of each event, as in `examples/expected.txt`. The first line of each says whether we ran it on this release and compared.",
    arriving: "What arrives where",
    arrivingNotes: [
      "Every cell and every missing value of every table was compared with `json/` in each of these readers, and what is told here was seen in that run. `.arrow` is the file to choose where levels of codes matter: it has all of them in their order, also those that no row has. `.arrows` and `.parquet` hold codes as text; in a Parquet file levels would come in the order in which the rows happen to have them.",
      "A type is told by the name that the reader gives it. R's `arrow` package, which we do not run, gets factors from `.arrow`, and the labels of columns from the key `r`, which base R was seen to read.",
    ],
    readers: {
      header: ["Reader", "File", "Codes", "Days", "Whole numbers, some missing", "True or false", "Labels"],
      levels: "all levels in order",
      noLevels: "no levels",
      refused: "tables with codes cannot be read",
      yes: "yes",
      no: "no",
    },
    citing: "How to cite",
    citeVersion: "Cite the version that you used; `CITATION.cff` has the same for reference managers.",
    licence: "Licence",
    checking: "Check the files",
    check: "A released version never changes. This says whether your copy is complete and unaltered:",
    contact: "Contact",
  },
  es: {
    version: "Versión",
    otherLanguage: "[English](README.md)",
    warnings: "Antes de usarlo",
    what: "Qué es y qué no es",
    whatItIs: [
      "Es un registro de afirmaciones: quién dijo, en qué documento, qué les ocurrió a cuántas personas, cuándo y dónde. Cada afirmación figura tal como se imprimió, junto a cómo se leyó y la regla que la leyó.",
      "No es una lista de víctimas, ni un veredicto sobre quién tiene razón, ni un recuento hecho por este proyecto. Abarca los documentos de `sources` y ningún otro: lo que ellos omiten falta aquí.",
    ],
    ranges: "Cómo leer low, best y high",
    howToRead: [
      "Una fila de `estimates` es el rango de lo **afirmado** para un hecho, una medida, una población y una base. `low` y `high` son las cotas menor y mayor de las afirmaciones vigentes, ambas incluidas: una cifra que el mismo contador reemplazó por otra posterior ya no las mueve, y sigue en `claims` y `estimate_claims`. El rango no es un intervalo de confianza: no le corresponde ninguna probabilidad y el número verdadero puede quedar fuera.",
      "`best` es el único número que distingue la regla nombrada en `best_rule`, nunca un promedio. Es nulo donde la regla no distingue ninguno, por ejemplo donde las afirmaciones discrepan; nulo nunca significa cero. `high_unbounded` es verdadero donde una afirmación no da cota superior, como en «al menos 10».",
      "`estimate_claims` dice qué afirmaciones fijan cada rango; `claims` tiene sus palabras y `sources` sus documentos.",
    ],
    adding: "Qué no se debe sumar",
    notToAdd: [
      "- Las afirmaciones: varias fuentes repiten a un mismo contador y un total contiene sus partes.\n- Las distintas medidas, poblaciones o bases de un hecho: se superponen.\n- Un hecho y el que lo contiene, o hechos y ámbitos (`kind` es `scope`): el uno incluye al otro.\n- Las cotas de muchos hechos: la suma de todos los `high` es un número que nadie afirmó.",
    ],
    tables: "Tablas",
    tableHeader: ["Tabla", "Filas", "Qué es una fila"],
    files: [
      "Mire antes de cargar: el [explorador](explorer/index.es.html) muestra cada afirmación, hecho por hecho, en un navegador y sin red.",
      "Cada tabla está en `csv/`, `json/`, `arrow/` y `parquet/` con los mismos valores. `dictionary/dictionary.es.md` explica cada columna y cada código, `schema/` contiene los JSON Schema y `geojson/events.geojson` los hechos para un mapa.",
      "Para los programas, la versión se describe en `datapackage.json` (Data Package 2.0), `csv-metadata.json` (CSV on the Web), `croissant.json` (Croissant 1.1), `dataset.jsonld` (schema.org), `datacite.json` (DataCite 4.6) y `CITATION.cff`; todos dicen lo mismo.",
      "El [informe de calidad](quality/report.es.md) dice qué falta, qué decidió un curador, quién contó cuánto y qué límites se conocen.",
    ],
    code: "Primer código",
    codeNote:
      "Ejecútelo en esta carpeta. Arrow, Parquet y JSON conservan los tipos; si lee los archivos CSV, lea identificadores y códigos como texto para conservar los ceros iniciales, y una celda vacía como dato ausente.",
    examples:
      "`examples/` contiene cada uno de estos con unas líneas más: imprime cuántas afirmaciones y estimaciones hay, y el rango de muertos de cada hecho, como en `examples/expected.txt`. La primera línea de cada uno dice, en inglés, si lo ejecutamos con esta versión y comparamos.",
    arriving: "Qué llega a cada programa",
    arrivingNotes: [
      "Cada celda y cada dato ausente de cada tabla se comparó con `json/` en cada uno de estos lectores, y lo que aquí se dice se vio en esa ejecución. `.arrow` es el archivo que conviene donde importan los niveles de los códigos: los tiene todos en su orden, también los que ninguna fila tiene. `.arrows` y `.parquet` contienen los códigos como texto; en un archivo Parquet los niveles vendrían en el orden en que las filas los tienen.",
      "Un tipo se nombra como lo nombra el lector. El paquete `arrow` de R, que no ejecutamos, obtiene factores de `.arrow` y las etiquetas de las columnas de la clave `r`, que se vio leer a R sin paquetes.",
    ],
    readers: {
      header: ["Lector", "Archivo", "Códigos", "Días", "Enteros, algunos ausentes", "Verdadero o falso", "Etiquetas"],
      levels: "todos los niveles en orden",
      noLevels: "sin niveles",
      refused: "no se leen las tablas con códigos",
      yes: "sí",
      no: "no",
    },
    citing: "Cómo citar",
    citeVersion: "Cite la versión que usó; `CITATION.cff` contiene lo mismo para gestores de referencias.",
    licence: "Licencia",
    checking: "Comprobar los archivos",
    check: "Una versión publicada nunca cambia. Esto dice si su copia está completa e intacta:",
    contact: "Contacto",
  },
};
