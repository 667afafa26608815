// What is remembered of questions that come again and again: answers by a text, and bounded.

const mostRemembered = 16_384;

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

/** The text as a string of its own: a part of a longer one would keep all of that alive. */
function detach(text: string): string {
  return Buffer.from(text, "utf16le").toString("utf16le");
}
