// What is remembered of questions that come again and again: answers by a text, bounded, and given up where questions hardly ever come twice.

const mostRemembered = 16_384;
const trial = 4_096;

/** Answers that were given, by a text in a group of texts. An answer is never undefined. */
export interface Memory<Answer> {
  readonly recall: (group: string, text: string) => Answer | undefined;
  readonly keep: (group: string, text: string, answer: Answer) => void;
}

export function makeMemory<Answer>(): Memory<Answer> {
  const groups = new Map<string, Map<string, Answer>>();
  let size = 0;
  return {
    recall: (group, text) => groups.get(group)?.get(text),
    keep: (group, text, answer) => {
      if (size === mostRemembered) groups.clear();
      size = size === mostRemembered ? 1 : size + 1;
      const answers = groups.get(group) ?? new Map<string, Answer>();
      if (answers.size === 0) groups.set(group, answers);
      answers.set(detach(text), answer);
    },
  };
}

/** Gives the answers of `ask`, which must depend on nothing but the text. */
export function remember<Answer>(ask: (text: string) => Answer): (text: string) => Answer {
  let answers = new Map<string, Answer>();
  let [asked, known, isWorthwhile] = [0, 0, true];
  return (text) => {
    if (!isWorthwhile) return ask(text);
    const found = answers.get(text);
    asked += 1;
    if (found !== undefined) {
      known += 1;
      return found;
    }
    const answer = ask(text);
    if (asked % trial === 0) isWorthwhile = known > asked / 4;
    if (answers.size === mostRemembered) answers = new Map();
    answers.set(detach(text), answer);
    return answer;
  };
}

/** The text as a string of its own: a part of a longer one would keep all of that alive. */
function detach(text: string): string {
  return Buffer.from(text, "utf16le").toString("utf16le");
}
