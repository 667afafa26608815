// How the tests spell numbers from 0 to 999,999, on their own: no word of it comes from the lexicons.

const unitsEn =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const tensEn = ". . twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const unitsEs = (
  "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve " +
  "veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
).split(" ");
const tensEs = ". . . treinta cuarenta cincuenta sesenta setenta ochenta noventa".split(" ");
const hundredsEs = ". ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos".split(" ");

const wordOf = (words: readonly string[], index: number): string => words[index] ?? "";

/** British (with and) or American English. @example spellEnglish(837, true) // "eight hundred and thirty-seven" */
export function spellEnglish(value: number, british: boolean): string {
  if (value >= 1000) {
    const rest = value % 1000;
    const joiner = british && rest < 100 ? " and " : " ";
    return `${spellEnglish(Math.floor(value / 1000), british)} thousand${rest === 0 ? "" : joiner + spellEnglish(rest, british)}`;
  }
  if (value >= 100) {
    const rest = value % 100;
    return `${wordOf(unitsEn, Math.floor(value / 100))} hundred${rest === 0 ? "" : (british ? " and " : " ") + spellEnglish(rest, british)}`;
  }
  if (value < 20) return wordOf(unitsEn, value);
  return wordOf(tensEn, Math.floor(value / 10)) + (value % 10 === 0 ? "" : `-${wordOf(unitsEn, value % 10)}`);
}

/** `before` is what the number stands before: nothing, a masculine noun or "mil", a feminine noun. */
export type SpanishForm = "alone" | "masculine" | "feminine";

/** @example spellSpanish(21000, "alone") // "veintiún mil" */
export function spellSpanish(value: number, form: SpanishForm): string {
  if (value >= 1000) {
    const thousands = Math.floor(value / 1000);
    const head = thousands === 1 ? "mil" : `${spellSpanish(thousands, form === "feminine" ? "feminine" : "masculine")} mil`;
    return value % 1000 === 0 ? head : `${head} ${spellSpanish(value % 1000, form)}`;
  }
  if (value === 100) return "cien";
  if (value > 100) {
    const hundred = wordOf(hundredsEs, Math.floor(value / 100));
    const head = form === "feminine" ? hundred.replace(/os$/, "as") : hundred;
    return value % 100 === 0 ? head : `${head} ${spellSpanish(value % 100, form)}`;
  }
  if (value >= 30) {
    const ten = wordOf(tensEs, Math.floor(value / 10));
    return value % 10 === 0 ? ten : `${ten} y ${spellSpanish(value % 10, form)}`;
  }
  const word = wordOf(unitsEs, value);
  if (value % 10 !== 1 || value === 11 || form === "alone") return word;
  if (form === "feminine") return word.replace(/uno$/, "una");
  return value === 21 ? "veintiún" : "un";
}
