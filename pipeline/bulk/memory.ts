// What is remembered of questions that come again and again: answers by a text, bounded, and given up where questions hardly ever come twice.

const mostRemembered = 65_536;
const trial = 4_096;

/**
 * Gives the answers of `ask`, which must depend on nothing but what `keyOf` says of the question. Answers are never undefined.
 */
export function remember<Question, Answer>(
  ask: (question: Question) => Answer,
  keyOf: (question: Question) => string,
): (question: Question) => Answer {
  let answers = new Map<string, Answer>();
  let [asked, known, worthwhile] = [0, 0, true];
  return (question) => {
    if (!worthwhile) return ask(question);
    const key = keyOf(question);
    const found = answers.get(key);
    asked += 1;
    if (found !== undefined) {
      known += 1;
      return found;
    }
    const answer = ask(question);
    if (asked % trial === 0) worthwhile = known > asked / 4;
    if (answers.size === mostRemembered) answers = new Map();
    answers.set(detach(key), answer);
    return answer;
  };
}

/** The text as a string of its own: a part of a longer one would keep all of that alive. */
function detach(text: string): string {
  return Buffer.from(text, "utf16le").toString("utf16le");
}
