// What is remembered of questions that come again and again: answers by a text, and bounded.

/** Answers of a generation. Two are held: what is asked for lives on in the younger, what is not is forgotten with the older. */
const mostInGeneration = 16_384;

/** Answers that were given, by a text in a group of texts. An answer is never undefined. */
export interface Memory<Answer> {
  readonly recall: (group: string, text: string) => Answer | undefined;
  readonly keep: (group: string, text: string, answer: Answer) => void;
}

export function makeMemory<Answer>(): Memory<Answer> {
  type Groups = Map<string, Map<string, Answer>>;
  let [younger, older]: [Groups, Groups] = [new Map(), new Map()];
  let size = 0;
  const put = (group: string, text: string, answer: Answer): void => {
    if (size === mostInGeneration) {
      older = younger;
      younger = new Map();
      size = 0;
    }
    const answers = younger.get(group) ?? new Map<string, Answer>();
    if (answers.size === 0) younger.set(group, answers);
    answers.set(text, answer);
    size += 1;
  };
  return {
    recall: (group, text) => {
      const found = younger.get(group)?.get(text);
      if (found !== undefined) return found;
      const old = older.get(group)?.get(text);
      if (old !== undefined) put(group, text, old);
      return old;
    },
    keep: put,
  };
}
