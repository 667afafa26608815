// The rules of estimates and conflicts, as published.
import { type Line, type PublishedRule, toRules } from "../normalize/rules.ts";

const lines: readonly Line[] = [
  [
    "r1",
    "Comparable claims",
    "Afirmaciones comparables",
    "Only claims of the same event, measure, population and basis are compared.",
    "Solo se comparan afirmaciones del mismo hecho, medida, población y base.",
  ],
  [
    "r2",
    "Bounds",
    "Cotas",
    "Bounds are those of the words, by the rules for counts.",
    "Las cotas son las de las palabras, según las reglas de cifras.",
  ],
  [
    "r3",
    "One counter, one voice",
    "Un contador, una voz",
    "The same counter at the same as-of day counts once, however many sources repeat it.",
    "El mismo contador al mismo corte cuenta una vez, por muchas fuentes que lo repitan.",
  ],
  [
    "r4",
    "Later figure",
    "Cifra posterior",
    "A later figure of the same counter supersedes its earlier one; both stay published. A claim counts up to its as-of day, else the last day of its date, else the last day of publication.",
    "Una cifra posterior del mismo contador supera a la anterior; ambas quedan publicadas. Una afirmación cuenta hasta su corte; si no lo hay, hasta el último día de su fecha; si no, hasta el último de la publicación.",
  ],
  [
    "r5",
    "Falling total",
    "Total que baja",
    "A running total of one counter that falls is a conflict.",
    "Un total acumulado de un contador que baja es un conflicto.",
  ],
  [
    "r6",
    "Parts and totals",
    "Partes y totales",
    "Parts are compared with stated totals; parts that exceed a total are a conflict.",
    "Las partes se comparan con los totales dichos; si los superan hay conflicto.",
  ],
  [
    "r7",
    "Increments",
    "Agregados",
    "Increments add only where one counter states them as additions; the sum is a derived claim with its formula.",
    "Los agregados se suman solo si un mismo contador los presenta así; la suma es una afirmación derivada con su fórmula.",
  ],
  [
    "r8",
    "Range",
    "Rango",
    "Low is the smallest lower bound, high the largest upper bound among the claims that stand; an open one leaves high_unbounded true.",
    "Low es la menor cota inferior y high la mayor superior entre las afirmaciones vigentes; una abierta deja high_unbounded en verdadero.",
  ],
  [
    "r9",
    "Best",
    "Mejor",
    "(a) the one whole number that fits all; (b) else the number of the one counter alone on the highest step of the ladder, if its own words and the range allow that number; (c) else none.",
    "(a) el único número entero que cabe en todas; (b) si no, el del único contador en el peldaño más alto, si sus propias palabras y el rango admiten ese número; (c) si no, ninguno.",
  ],
  [
    "r10",
    "Toll of an event",
    "Saldo de un hecho",
    "The toll counts the people hurt in the event, whenever they died.",
    "El saldo cuenta a quienes fueron afectados en el hecho, murieran cuando murieran.",
  ],
  [
    "r11",
    "No spreading",
    "Sin reparto",
    "Totals are never spread over days or places.",
    "Los totales nunca se reparten entre días o lugares.",
  ],
  [
    "r12",
    "Not after publication",
    "No después de la publicación",
    "No bound is later than publication.",
    "Ninguna cota es posterior a la publicación.",
  ],
  [
    "r13",
    "Ambiguity",
    "Ambigüedad",
    "Ambiguity and disagreement are published, not resolved.",
    "La ambigüedad y el desacuerdo se publican, no se resuelven.",
  ],
  [
    "r14",
    "Attribution",
    "Atribución",
    "Attribution and denial are claims; different authors of the same harm are a conflict.",
    "La atribución y la negación son afirmaciones; autores distintos del mismo daño son un conflicto.",
  ],
];

/** Rules r1–r14. */
export const estimateRules: readonly PublishedRule[] = toRules("estimate", "", lines);
