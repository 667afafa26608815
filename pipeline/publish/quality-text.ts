// The words of the quality report that are not in the schemas.
import type { Language } from "./model.ts";

interface QualityText {
  readonly heading: string;
  readonly version: string;
  readonly otherLanguage: string;
  readonly asJson: string;
  readonly warnings: string;
  readonly intro: string;
  readonly of: string;
  readonly empty: string;
  readonly unknown: string;
  readonly total: string;
  readonly glance: string;
  readonly glanceHeader: readonly string[];
  readonly withNumber: string;
  readonly withDate: string;
  readonly withPlace: string;
  readonly decided: string;
  readonly flagged: string;
  readonly wholeText: string;
  readonly activeCounters: string;
  readonly oneSource: string;
  readonly oneCounter: string;
  readonly openHigh: string;
  readonly inconsistent: string;
  readonly bestNumber: string;
  readonly conflicts: string;
  readonly limits: string;
  readonly tables: string;
  readonly tablesHeader: readonly string[];
  readonly reading: string;
  readonly readingIntro: string;
  readonly readingHeader: readonly string[];
  readonly decisions: string;
  readonly decisionsIntro: string;
  readonly decisionsHeader: readonly string[];
  readonly findings: string;
  readonly noFindings: string;
  readonly counters: string;
  readonly countersIntro: string;
  readonly ranksHeader: readonly string[];
  readonly sources: string;
  readonly sourcesHeader: readonly string[];
  readonly estimates: string;
  readonly estimatesIntro: string;
  readonly bestHeader: readonly string[];
  readonly conflictsHeader: readonly string[];
  readonly lists: string;
  readonly missing: string;
  readonly missingIntro: string;
  readonly missingHeader: readonly string[];
  readonly counterList: string;
  readonly counterListIntro: string;
  readonly counterListHeader: readonly string[];
  readonly sourceList: string;
  readonly decisionList: string;
  readonly decisionListHeader: readonly string[];
}

/** Headings and sentences in each language; they are Markdown already, but `noFindings`, which is plain text. */
export const qualityTexts: Readonly<Record<Language, QualityText>> = {
  en: {
    heading: "Quality report",
    version: "Version",
    otherLanguage: "[Español](report.es.md)",
    asJson: "[the same as JSON](report.json)",
    warnings: "Before you use it",
    intro:
      "What this release holds, what it leaves open and what it rests on. Every figure is a count of rows of its tables: “12 of 186” means 12 rows of 186.",
    of: "of",
    empty: "empty",
    unknown: "cannot be known",
    total: "all",
    glance: "At a glance",
    glanceHeader: ["What", "How many"],
    withNumber: "Claims that give a number, a bound or “none”",
    withDate: "Claims with a date",
    withPlace: "Claims with a place",
    decided: "Claims in which a curator read some words",
    flagged: "Claims with a caution",
    wholeText: "Sources read whole",
    activeCounters: "Counters that claims name",
    oneSource: "Estimates that rest on one source",
    oneCounter: "Estimates that rest on one counter",
    openHigh: "Estimates with an open high",
    inconsistent: "Estimates in which no number fits every claim that stands",
    bestNumber: "Estimates with a best number",
    conflicts: "Conflicts",
    limits: "Known limits",
    tables: "Rows",
    tablesHeader: ["Table", "What it holds", "Rows"],
    reading: "What the claims were read as",
    readingIntro: "Codes that no claim has are left out.",
    readingHeader: ["Column", "Code", "Meaning", "Claims"],
    decisions: "Read by a curator",
    decisionsIntro:
      "Where no rule reads the words, a line of `raw/lookups.csv` does, with its reason. [Each decision](#decisions) is listed below. Of the words of an as-of day only what the tables show is counted.",
    decisionsHeader: ["Column", "Label", "Decisions"],
    findings: "Findings",
    noFindings:
      "None. A finding is a cell that cannot be read or does not fit, and a release with a finding is not written: each was settled in raw/ before, by a correction or by a curator's decision.",
    counters: "Who counted",
    countersIntro:
      "Many sources repeat few counters: one counter is one voice, whoever repeats it. A rank says nothing on who is right. [Each counter](#counters) is listed below.",
    ranksHeader: ["Rank", "Counters", "Claims"],
    sources: "Which documents",
    sourcesHeader: ["Column", "Code", "Meaning", "Sources", "Claims"],
    estimates: "Estimates and conflicts",
    estimatesIntro: "Claims that repeat one counter do not confirm one another, however many sources they stand in.",
    bestHeader: ["How best was found", "Rule", "Estimates"],
    conflictsHeader: ["Kind of conflict", "Code", "Conflicts"],
    lists: "Lists",
    missing: "Missing values",
    missingIntro: "Columns with no empty cell are left out. An empty cell is never zero.",
    missingHeader: ["Table", "Column", "Empty", "An empty cell means"],
    counterList: "Counters",
    counterListIntro:
      "Days are as-of days by rule r4; that of a claim in no estimate is its own, else that of its publication. Of the claims in estimates, some stand, some were superseded and some repeat; sums are made of claims and stand for them.",
    counterListHeader: [
      "Counter",
      "Name",
      "Rank",
      "Claims",
      "Sources",
      "Events",
      "First day",
      "Last day",
      "Stand",
      "Superseded",
      "Repeat",
      "Sums",
    ],
    sourceList: "Sources",
    decisionList: "Decisions of curators",
    decisionListHeader: ["Claim", "Column", "As printed", "Read as"],
  },
  es: {
    heading: "Informe de calidad",
    version: "Versión",
    otherLanguage: "[English](report.md)",
    asJson: "[lo mismo en JSON](report.json)",
    warnings: "Antes de usarlo",
    intro:
      "Qué contiene esta versión, qué deja abierto y en qué se apoya. Cada cifra es un recuento de filas de sus tablas: «12 de 186» significa 12 filas de 186.",
    of: "de",
    empty: "vacía",
    unknown: "no se puede saber",
    total: "todas",
    glance: "De un vistazo",
    glanceHeader: ["Qué", "Cuánto"],
    withNumber: "Afirmaciones que dan un número, una cota o «ninguno»",
    withDate: "Afirmaciones con fecha",
    withPlace: "Afirmaciones con lugar",
    decided: "Afirmaciones en las que un curador leyó algunas palabras",
    flagged: "Afirmaciones con advertencia",
    wholeText: "Fuentes leídas enteras",
    activeCounters: "Contadores que las afirmaciones nombran",
    oneSource: "Estimaciones que se apoyan en una sola fuente",
    oneCounter: "Estimaciones que se apoyan en un solo contador",
    openHigh: "Estimaciones con el máximo abierto",
    inconsistent: "Estimaciones en las que ningún número cabe en todas las afirmaciones vigentes",
    bestNumber: "Estimaciones con un mejor número",
    conflicts: "Conflictos",
    limits: "Límites conocidos",
    tables: "Filas",
    tablesHeader: ["Tabla", "Qué contiene", "Filas"],
    reading: "Cómo se leyeron las afirmaciones",
    readingIntro: "Se omiten los códigos que ninguna afirmación tiene.",
    readingHeader: ["Columna", "Código", "Significado", "Afirmaciones"],
    decisions: "Lo que leyó un curador",
    decisionsIntro:
      "Donde ninguna regla lee las palabras, las lee una línea de `raw/lookups.csv`, con su razón. [Cada decisión](#decisions) figura abajo. De las palabras sobre un corte solo se cuenta lo que las tablas muestran.",
    decisionsHeader: ["Columna", "Etiqueta", "Decisiones"],
    findings: "Hallazgos",
    noFindings:
      "Ninguno. Un hallazgo es una celda que no se puede leer o no encaja, y una versión con un hallazgo no se escribe: cada uno se resolvió antes en raw/, con una corrección o por decisión de un curador.",
    counters: "Quién contó",
    countersIntro:
      "Muchas fuentes repiten a pocos contadores: un contador es una voz, lo repita quien lo repita. Un rango nada dice de quién tiene razón. [Cada contador](#counters) figura abajo.",
    ranksHeader: ["Rango", "Contadores", "Afirmaciones"],
    sources: "Qué documentos",
    sourcesHeader: ["Columna", "Código", "Significado", "Fuentes", "Afirmaciones"],
    estimates: "Estimaciones y conflictos",
    estimatesIntro: "Las afirmaciones que repiten a un mismo contador no se confirman entre sí, por muchas que sean sus fuentes.",
    bestHeader: ["Cómo se halló el mejor", "Regla", "Estimaciones"],
    conflictsHeader: ["Clase de conflicto", "Código", "Conflictos"],
    lists: "Listas",
    missing: "Valores ausentes",
    missingIntro: "Se omiten las columnas sin celdas vacías. Una celda vacía nunca es cero.",
    missingHeader: ["Tabla", "Columna", "Vacías", "Una celda vacía significa"],
    counterList: "Contadores",
    counterListIntro:
      "Los días son cortes según la regla r4; el de una afirmación que no está en ninguna estimación es el propio o, si no, el de su publicación. De las afirmaciones en estimaciones, unas están vigentes, otras superadas y otras repiten; las sumas se hacen de afirmaciones y ocupan su lugar.",
    counterListHeader: [
      "Contador",
      "Nombre",
      "Rango",
      "Afirmaciones",
      "Fuentes",
      "Hechos",
      "Primer día",
      "Último día",
      "Vigentes",
      "Superadas",
      "Repiten",
      "Sumas",
    ],
    sourceList: "Fuentes",
    decisionList: "Decisiones de curadores",
    decisionListHeader: ["Afirmación", "Columna", "Tal como se imprimió", "Leído como"],
  },
};
