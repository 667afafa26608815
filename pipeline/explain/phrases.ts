// The sentences of an explanation, in English and in Spanish: one table each, the same keys.

export const explanationLanguages = ["en", "es"] as const;
export type Language = (typeof explanationLanguages)[number];

/** Numbers of a range as text: bounds, and whether more is claimed without a limit. */
interface Bounds {
  readonly low: number | null;
  readonly high: number | null;
  readonly open: boolean;
}

const english = {
  range: ({ low, high, open }: Bounds): string => {
    if (low === null && high === null) return "no bound is stated";
    if (open && low === null) return `up to ${high}, or more`;
    if (open) return high === null || low === high ? `${low} or more` : `${low} to ${high} or more`;
    return low === high ? `${low}` : low === null ? `up to ${high}` : `${low} to ${high}`;
  },
  about: (stated: number): string => `about ${stated}`,
  ends: (low: string, high: string, open: string): string =>
    [low && `Lower end: ${low}.`, high && `Upper end: ${high}.`, open && `Left open above by: ${open}.`].filter(Boolean).join(" "),
  claimed: (range: string): string => `Claimed: ${range}.`,
  best: (best: number | null): string => (best === null ? "No single number is singled out." : `Best: ${best}.`),
  r9a: "Exactly one whole number fits every claim that stands (rule r9a).",
  r9aOne: "The words of the only claim that stands name one number (rule r9a).",
  r9bOne: "Only one claim stands; this is the number that it states (rule r9b).",
  r9cOne: "Only one claim stands, and its words name no single number, exclude the one they name, or are flagged (rule r9c).",
  flaggedNot: "does not set best: it is flagged, see its note",
  shortFlag: (label: string): string => `flagged: ${label}`,
  scopeEnds: "The ends of this range may be of different days: see running_totals for how each counter's total ran.",
  r9b: (counter: string, kind: string, rank: number): string =>
    `The claims do not agree on one number; this is the number of ${counter}, the one counter on the highest step of the ladder that spoke of it: step ${rank}, ${kind} (rule r9b).`,
  r9c: (names: string): string =>
    `No whole number fits every claim that stands, or many do, and no counter stands alone on the highest step with an unflagged number that fits its own words and the range: ${names} (rule r9c).`,
  from: (claims: string, counters: string, sources: string, day: string): string =>
    `From ${claims} by ${counters} in ${sources}; the newest as of ${day}.`,
  claims: (n: number): string => (n === 1 ? "1 claim" : `${n} claims`),
  counters: (n: number): string => (n === 1 ? "1 counter" : `${n} counters`),
  sources: (n: number): string => (n === 1 ? "1 source" : `${n} sources`),
  notAnInterval: "This is the range of what was claimed, not a confidence interval. It says nothing on who is right.",
  whoCounted: "Who counted, from the highest step of the ladder",
  step: (rank: number, kind: string): string => `step ${rank}, ${kind}`,
  setsLow: "sets the lower end",
  setsHigh: "sets the upper end",
  setsOpen: "leaves the upper end open",
  setsBest: "sets best",
  considered: "stands; its numbers lie within the range",
  noNumber: "does not set best: its words name no single number, or exclude the one they name",
  notAlone: "does not set best: another counter, or another figure of its own, stands on its step",
  lower: (rank: number, top: number): string => `does not set best: counters on step ${top} go before step ${rank}`,
  superseded: (by: string): string => `superseded by the same counter's later figure (${by}; rule r4)`,
  summed: (by: string): string => `part of the sum ${by} (rule r7)`,
  repeats: (first: string): string => `repeats ${first}: one counter is one voice (rule r3)`,
  sum: (formula: string, day: string): string => `sum of additions that the counter states, as of ${day}: ${formula} (rule r7)`,
  asOf: (day: string): string => `as of ${day}`,
  earlier: "earlier",
  repeated: "repeated by",
  published: (day: string, inferred: boolean): string => `published ${day}${inferred ? " (inferred)" : ""}`,
  words: (words: string): string => `“${words}”`,
  noWords: "without words for the number",
  readAs: (value: string): string => `read as ${value}`,
  rules: (names: string): string => `by ${names}`,
  count: "count",
  date: "date",
  place: "place",
  asOfWords: "as of",
  unknown: "unknown",
  countedBy: (counter: string, step: string): string => `Counted by ${counter} (${step}).`,
  credited: (words: string): string => `The document credits “${words}”.`,
  attributed: (kind: string): string => `It attributes the harm to ${kind}.`,
  denied: (kind: string): string => `It denies that ${kind} did it.`,
  open: (kind: string): string => `On who did it: ${kind}.`,
  actorWords: (words: string): string => `It names “${words}”.`,
  standpoint: (text: string): string => `Standpoint: ${text}.`,
  hand: (label: string): string => `Hand: ${label}.`,
  flag: (label: string): string => `Flagged: ${label}.`,
  note: (text: string): string => `Note: ${text}`,
  raw: (place: string): string => `From ${place}.`,
  summaryLanguage: "",
  conflictsHere: "What disagrees",
  others: "Claims without a number to compare",
  parts: "Events below",
  noDate: "no date stated",
  noPlace: "no place stated",
  estimateTitle: (measure: string, population: string, basis: string): string => `${measure}: ${population} (${basis})`,
  basis: { incident: "toll of the event", increment: "addition", cumulative: "totals of the scope", subtotal: "parts of a number" },
  conflictClaims: "The claims",
  unresolved: "No rule decides who is right; every claim stays published.",
  conflict: {
    value: "The claims that stand fit no one number",
    falling_total: "A later figure of the same counter is below an earlier one",
    part_total: "Parts are more than a stated total",
    date: "The claims do not agree on the day",
    place: "The claims do not agree on the place",
    attribution: "The claims contradict each other on who did it",
    definition: "The claims count different things",
  },
  side: {
    attributed: (n: number, kind: string): string => (n === 1 ? `1 claim attributes it to ${kind}` : `${n} claims attribute it to ${kind}`),
    denied: (n: number, kind: string): string => (n === 1 ? `1 claim denies that ${kind} did it` : `${n} claims deny that ${kind} did it`),
    dated: (n: number, days: string): string => (n === 1 ? `1 claim gives ${days}` : `${n} claims give ${days}`),
  },
  subject: (measure: string, population: string, event: string): string => `${measure}, ${population}, ${event}`,
  readMore: (id: string): string => `A claim in full: recuento explain ${id}`,
  and: "; ",
  connectives: [] as readonly (readonly [english: string, own: string])[],
} as const;

type Phrases = { readonly [Key in keyof typeof english]: Translated<(typeof english)[Key]> };
type Translated<Value> = Value extends (...parts: infer Parts) => string
  ? (...parts: Parts) => string
  : Value extends string
    ? string
    : Value extends readonly unknown[]
      ? Value
      : { readonly [Key in keyof Value]: Translated<Value[Key]> };

const spanish: Phrases = {
  range: ({ low, high, open }) => {
    if (low === null && high === null) return "no consta ninguna cota";
    if (open && low === null) return `hasta ${high}, o más`;
    if (open) return high === null || low === high ? `${low} o más` : `de ${low} a ${high} o más`;
    return low === high ? `${low}` : low === null ? `hasta ${high}` : `de ${low} a ${high}`;
  },
  about: (stated) => `cerca de ${stated}`,
  ends: (low, high, open) =>
    [low && `Extremo inferior: ${low}.`, high && `Extremo superior: ${high}.`, open && `Lo dejan abierto por arriba: ${open}.`]
      .filter(Boolean)
      .join(" "),
  claimed: (range) => `Se afirma: ${range}.`,
  best: (best) => (best === null ? "No se destaca ningún número." : `Mejor: ${best}.`),
  r9a: "Exactamente un número entero cabe en todas las afirmaciones vigentes (regla r9a).",
  r9aOne: "Las palabras de la única afirmación vigente nombran un solo número (regla r9a).",
  r9bOne: "Solo hay una afirmación vigente; este es el número que dice (regla r9b).",
  r9cOne:
    "Solo hay una afirmación vigente, y sus palabras no nombran un único número, excluyen el que nombran o están marcadas (regla r9c).",
  flaggedNot: "no fija el mejor: está marcada, véase su nota",
  shortFlag: (label) => `marcada: ${label}`,
  scopeEnds: "Los extremos de este rango pueden ser de días distintos: running_totals dice cómo avanzó el total de cada entidad.",
  r9b: (counter, kind, rank) =>
    `Las afirmaciones no coinciden en un número; este es el de ${counter}, la única entidad en el peldaño más alto de la escala que habló de ello: peldaño ${rank}, ${kind} (regla r9b).`,
  r9c: (names) =>
    `Ningún número entero cabe en todas las afirmaciones vigentes, o caben muchos, y ninguna entidad está sola en el peldaño más alto con un número sin marca que admitan sus palabras y el rango: ${names} (regla r9c).`,
  from: (claims, counters, sources, day) => `De ${claims}, ${counters} y ${sources}; la más nueva, al ${day}.`,
  claims: (n) => (n === 1 ? "1 afirmación" : `${n} afirmaciones`),
  counters: (n) => (n === 1 ? "1 entidad que contó" : `${n} entidades que contaron`),
  sources: (n) => (n === 1 ? "1 fuente" : `${n} fuentes`),
  notAnInterval: "Es el rango de lo afirmado, no un intervalo de confianza. No dice quién tiene razón.",
  whoCounted: "Quién contó, desde el peldaño más alto de la escala",
  step: (rank, kind) => `peldaño ${rank}, ${kind}`,
  setsLow: "fija el extremo inferior",
  setsHigh: "fija el extremo superior",
  setsOpen: "deja abierto el extremo superior",
  setsBest: "fija el mejor",
  considered: "vigente; sus números están dentro del rango",
  noNumber: "no fija el mejor: sus palabras no nombran un único número, o excluyen el que nombran",
  notAlone: "no fija el mejor: hay otra entidad, u otra cifra suya, en su peldaño",
  lower: (rank, top) => `no fija el mejor: las entidades del peldaño ${top} van antes que las del ${rank}`,
  superseded: (by) => `superada por una cifra posterior de la misma entidad (${by}; regla r4)`,
  summed: (by) => `parte de la suma ${by} (regla r7)`,
  repeats: (first) => `repite ${first}: una entidad es una voz (regla r3)`,
  sum: (formula, day) => `suma de los agregados que la entidad afirma, al ${day}: ${formula} (regla r7)`,
  asOf: (day) => `al ${day}`,
  earlier: "antes",
  repeated: "lo repiten",
  published: (day, inferred) => `publicado ${day}${inferred ? " (inferido)" : ""}`,
  words: (words) => `«${words}»`,
  noWords: "sin palabras para el número",
  readAs: (value) => `leído como ${value}`,
  rules: (names) => `por ${names}`,
  count: "cifra",
  date: "fecha",
  place: "lugar",
  asOfWords: "corte",
  unknown: "desconocido",
  countedBy: (counter, step) => `Contó ${counter} (${step}).`,
  credited: (words) => `El documento cita a «${words}».`,
  attributed: (kind) => `Atribuye el daño a ${kind}.`,
  denied: (kind) => `Niega que lo hicieran ${kind}.`,
  open: (kind) => `Sobre la autoría: ${kind}.`,
  actorWords: (words) => `Nombra a «${words}».`,
  standpoint: (text) => `Posición (en inglés): ${text}.`,
  hand: (label) => `Mano: ${label}.`,
  flag: (label) => `Marca: ${label}.`,
  note: (text) => `Nota (en inglés): ${text}`,
  raw: (place) => `De ${place}.`,
  summaryLanguage: " (resumen en inglés)",
  conflictsHere: "Qué no concuerda",
  others: "Afirmaciones sin número que comparar (resumen en inglés)",
  parts: "Hechos comprendidos",
  noDate: "no consta fecha",
  noPlace: "no consta lugar",
  estimateTitle: (measure, population, basis) => `${measure}: ${population} (${basis})`,
  basis: { incident: "saldo del hecho", increment: "agregado", cumulative: "totales del ámbito", subtotal: "partes de un número" },
  conflictClaims: "Las afirmaciones",
  unresolved: "Ninguna regla decide quién tiene razón; todas las afirmaciones quedan publicadas.",
  conflict: {
    value: "Ningún número cabe a la vez en todas las afirmaciones vigentes",
    falling_total: "Una cifra posterior de la misma entidad es menor que una anterior",
    part_total: "Las partes superan un total afirmado",
    date: "Las afirmaciones no coinciden en el día",
    place: "Las afirmaciones no coinciden en el lugar",
    attribution: "Las afirmaciones se contradicen sobre la autoría",
    definition: "Las afirmaciones cuentan cosas distintas",
  },
  side: {
    attributed: (n, kind) => (n === 1 ? `1 afirmación lo atribuye a ${kind}` : `${n} afirmaciones lo atribuyen a ${kind}`),
    denied: (n, kind) => (n === 1 ? `1 afirmación niega que lo hicieran ${kind}` : `${n} afirmaciones niegan que lo hicieran ${kind}`),
    dated: (n, days) => (n === 1 ? `1 afirmación da ${days}` : `${n} afirmaciones dan ${days}`),
  },
  subject: (measure, population, event) => `${measure}, ${population}, ${event}`,
  readMore: (id) => `Una afirmación entera: recuento explain ${id} --language es`,
  and: "; ",
  connectives: [
    [" against ", " frente a "],
    ["(as of ", "(al "],
    ["up to ", "hasta "],
    [" or more", " o más"],
    [" to ", " a "],
    ["no bound", "sin cota"],
    [", later ", ", después "],
    [", above the total ", ", más que el total "],
    [", above ", ", más que "],
    [" claims)", " afirmaciones)"],
    ["not ", "no "],
  ],
};

/** The sentences of each language. */
export const phrases: Readonly<Record<Language, Phrases>> = { en: english, es: spanish };
