// Every rule that reads words, as published: id, names and what it does, in English and Spanish.

/** One published rule. */
export interface PublishedRule {
  readonly rule_id: string;
  readonly scope: "date" | "count" | "place" | "claim" | "estimate" | "conflict";
  readonly name_en: string;
  readonly name_es: string;
  readonly description: string;
  readonly description_es: string;
}

/** A rule as written in a table of rules: its id within the scope, its names and what it does. */
export type Line = readonly [id: string, name_en: string, name_es: string, description: string, description_es: string];

const dates: readonly Line[] = [
  [
    "day",
    "Day",
    "Día",
    "A day with its month: “15 November 2019”, “Nov. 15, 2019”, “15/11/2019” in Spanish. A weekday beside it must fit.",
    "Un día con su mes: «15 de noviembre de 2019», «15/11/2019», «15-XI-2019». Un día de la semana al lado debe coincidir.",
  ],
  ["month", "Month", "Mes", "A whole month.", "Un mes entero."],
  ["year", "Year", "Año", "A whole year.", "Un año entero."],
  [
    "year-inherited",
    "Year from publication",
    "Año de la publicación",
    "No year is printed: the latest such time not after publication.",
    "No hay año impreso: el último tiempo así no posterior a la publicación.",
  ],
  [
    "until-publication",
    "Until publication",
    "Hasta la publicación",
    "A month, a year or a part of either that was not over at publication ends on the latest day of publication.",
    "Un mes, un año o una parte de ellos que no había acabado al publicarse termina el último día de la publicación.",
  ],
  [
    "part-of-month",
    "Part of a month",
    "Parte de un mes",
    "Early, mid, late: days 1–10, 11–20, 21–end.",
    "Principios, mediados, fines: días 1–10, 11–20, 21–fin.",
  ],
  [
    "part-of-year",
    "Part of a year",
    "Parte de un año",
    "Early, mid, late, first months: January–April, May–August, September–December.",
    "Principios, mediados, fines, primeros meses: enero–abril, mayo–agosto, septiembre–diciembre.",
  ],
  [
    "weekday",
    "Weekday",
    "Día de la semana",
    "The last such day not after publication.",
    "El último día así no posterior a la publicación.",
  ],
  [
    "weekday-and-number",
    "Weekday and number",
    "Día de la semana y número",
    "“Thursday (26)”: the day of that number and weekday nearest to publication.",
    "«jueves (26)»: el día de ese número y nombre más cercano a la publicación.",
  ],
  [
    "days",
    "Several days",
    "Varios días",
    "“November 27 and 28”: an interval if consecutive, else the set.",
    "«27 y 28 de noviembre»: un intervalo si son consecutivos; si no, el conjunto.",
  ],
  [
    "one-of",
    "One of several days",
    "Uno de varios días",
    "“19 or 20 November”: one of the days listed.",
    "«5 o 6 de noviembre»: uno de los días listados.",
  ],
  ["interval", "Interval", "Intervalo", "From a first to a last day, both included.", "De un primer a un último día, ambos incluidos."],
  [
    "approximate",
    "Around a day",
    "Alrededor de un día",
    "“around”: the day, marked approximate (~).",
    "«hacia»: el día, marcado aproximado (~).",
  ],
  [
    "uncertain",
    "Possibly a day",
    "Posiblemente un día",
    "“possibly”: the day, marked uncertain (?).",
    "«posiblemente»: el día, marcado incierto (?).",
  ],
  ["before", "Before", "Antes de", "Up to the day before; the start is open.", "Hasta el día anterior; el comienzo queda abierto."],
  [
    "until",
    "By or until",
    "Hasta",
    "Up to and including that day; the start is open.",
    "Hasta ese día inclusive; el comienzo queda abierto.",
  ],
  ["after", "After", "Después de", "From the next day to publication.", "Desde el día siguiente hasta la publicación."],
  ["since", "Since", "Desde", "From that day to publication.", "Desde ese día hasta la publicación."],
  [
    "so-far",
    "So far",
    "Hasta el momento",
    "Up to publication, or to the anchor where one is given.",
    "Hasta la publicación, o hasta el ancla si se da.",
  ],
  ["today", "Today", "Hoy", "The day of publication.", "El día de la publicación."],
  ["yesterday", "Yesterday", "Ayer", "The day before publication.", "El día anterior a la publicación."],
  [
    "by-anchor",
    "Counted from the anchor",
    "Contado desde el ancla",
    "“the same day”, “two days later”: counted from the day the context gives.",
    "«ese mismo día», «dos días después»: contado desde el día que da el contexto.",
  ],
  ["ago", "Days ago", "Hace días", "So many days before publication.", "Tantos días antes de la publicación."],
  [
    "days-from",
    "Days from a date",
    "Días desde una fecha",
    "So many days before or after a date in the words.",
    "Tantos días antes o después de una fecha en las palabras.",
  ],
  [
    "week-before",
    "The week before",
    "La semana anterior",
    "The seven days before the date or anchor.",
    "Los siete días anteriores a la fecha o al ancla.",
  ],
  [
    "few-days-after",
    "A few days after",
    "Pocos días después",
    "From the second to the sixth day after the date or anchor.",
    "Del segundo al sexto día después de la fecha o del ancla.",
  ],
  [
    "curated",
    "Date by a curator",
    "Fecha por un curador",
    "Read by a curator; the reason is in raw/lookups.csv.",
    "Leída por un curador; la razón está en raw/lookups.csv.",
  ],
];

const counts: readonly Line[] = [
  ["exact", "Number", "Número", "The number itself, in words or digits.", "El número mismo, en palabras o cifras."],
  [
    "one",
    "One",
    "Uno",
    "“a journalist”, “another demonstrator”, “the last victim”: one.",
    "«un periodista», «otro manifestante», «la última víctima»: uno.",
  ],
  [
    "at-least",
    "At least",
    "Al menos",
    "The lower bound is the number; the upper is open.",
    "La cota inferior es el número; la superior queda abierta.",
  ],
  ["more-than", "More than", "Más de", "The lower bound is the number plus one.", "La cota inferior es el número más uno."],
  ["at-most", "At most", "A lo sumo", "The upper bound is the number.", "La cota superior es el número."],
  ["fewer-than", "Fewer than", "Menos de", "The upper bound is the number minus one.", "La cota superior es el número menos uno."],
  ["approximate", "About", "Alrededor de", "The number is stated; no bound is inferred.", "El número consta; no se infiere cota."],
  ["approximate-below", "Nearly", "Casi", "The upper bound is the number minus one.", "La cota superior es el número menos uno."],
  ["approximate-above", "Just over", "Poco más de", "The lower bound is the number plus one.", "La cota inferior es el número más uno."],
  ["range", "Range", "Rango", "Between two numbers, both included.", "Entre dos números, ambos incluidos."],
  [
    "vague",
    "Collective",
    "Colectivo",
    "The least the word needs: dozens 24, decenas 20, scores 40, hundreds 200, thousands 2000, several and many 2.",
    "Lo mínimo que la palabra exige: decenas 20, docenas 24, cientos 200, miles 2000, varios y muchos 2.",
  ],
  ["plural", "Bare plural", "Plural sin número", "A plural without a number: at least two.", "Un plural sin número: al menos dos."],
  ["none", "None", "Ninguno", "The words say that there were none: 0.", "Las palabras dicen que no hubo: 0."],
  [
    "unknown",
    "Unknown number",
    "Número desconocido",
    "The words say that the number is not known.",
    "Las palabras dicen que el número no se conoce.",
  ],
  [
    "curated",
    "Count by a curator",
    "Cifra por un curador",
    "Read by a curator; the reason is in raw/lookups.csv.",
    "Leída por un curador; la razón está en raw/lookups.csv.",
  ],
];

const places: readonly Line[] = [
  ["name", "Name", "Nombre", "Only one place of the gazetteer bears the name.", "Un solo lugar del nomenclátor lleva el nombre."],
  [
    "kind-in-text",
    "Kind in the text",
    "Clase en el texto",
    "The words say which kind of place: “city of”, “department”.",
    "Las palabras dicen la clase de lugar: «ciudad de», «departamento».",
  ],
  [
    "parent-in-text",
    "Parent in the text",
    "Superior en el texto",
    "The words name a place that contains it.",
    "Las palabras nombran un lugar que lo contiene.",
  ],
  [
    "within",
    "Parent from the context",
    "Superior por el contexto",
    "The context names a place that contains it.",
    "El contexto nombra un lugar que lo contiene.",
  ],
  [
    "curated",
    "Place by a curator",
    "Lugar por un curador",
    "Read by a curator; the reason is in raw/lookups.csv.",
    "Leído por un curador; la razón está en raw/lookups.csv.",
  ],
];

/** The lines of one scope as published; `prefix` stands before each id. */
export const toRules = (scope: PublishedRule["scope"], prefix: string, lines: readonly Line[]): PublishedRule[] =>
  lines.map(([id, name_en, name_es, description, description_es]) => ({
    rule_id: `${prefix}${id}`,
    scope,
    name_en,
    name_es,
    description,
    description_es,
  }));

/** The rules that read dates, counts and places. */
export const readingRules: readonly PublishedRule[] = [
  ...toRules("date", "date/", dates),
  ...toRules("count", "count/", counts),
  ...toRules("place", "place/", places),
];
