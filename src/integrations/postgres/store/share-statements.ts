import { isAnswerLost } from "../connection.ts";

export interface Sharing<Ask, Answer> {
  /** By one statement, and so by one commit. The answers stand in the order of the asks. */
  readonly answerAll: (asks: readonly Ask[]) => Promise<readonly Answer[]>;
  /** Asks that name the same thing go into different statements, in their order. */
  readonly names: (ask: Ask) => readonly string[];
  /** So many statements are under way at once, where that is not left to `shareStatements`. */
  readonly atOnce?: number;
}

interface Waiting<Ask, Answer> {
  readonly ask: Ask;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Lets whatever is asked in one turn of the event loop share a statement. Those whom one answer
 * sets going ask again within a turn, so they stay together; and while enough statements are
 * under way, others gather. With nothing else at hand, an ask is answered at once and alone.
 */
export function shareStatements<Ask, Answer>(
  sharing: Sharing<Ask, Answer>,
): (ask: Ask) => Promise<Answer> {
  let waiting: readonly Waiting<Ask, Answer>[] = [];
  let underWay = 0;
  let isGathering = false;

  function gather(): void {
    if (isGathering) return;
    isGathering = true;
    setImmediate(() => {
      isGathering = false;
      answerNext();
    });
  }

  function answerNext(): void {
    while (underWay < (sharing.atOnce ?? AT_ONCE) && waiting.length > 0) {
      const { group, later } = takeGroup(sharing, waiting);
      waiting = later;
      underWay++;
      void answerGroup(sharing, group).finally(() => {
        underWay--;
        gather();
      });
    }
  }

  return (ask) =>
    new Promise((resolve, reject) => {
      waiting = [...waiting, { ask, resolve, reject }];
      gather();
    });
}

/** Statements under way at once: enough to keep the database busy while others are prepared. */
const AT_ONCE = 2;
const GROUP_SIZE = 50;

/** As many as can be answered side by side. */
function takeGroup<Ask, Answer>(
  { names }: Sharing<Ask, Answer>,
  waiting: readonly Waiting<Ask, Answer>[],
): {
  readonly group: readonly Waiting<Ask, Answer>[];
  readonly later: readonly Waiting<Ask, Answer>[];
} {
  const taken = new Set<string>();
  const group: Waiting<Ask, Answer>[] = [];
  const later: Waiting<Ask, Answer>[] = [];
  for (const one of waiting) {
    const named = names(one.ask);
    const fits = group.length < GROUP_SIZE && !named.some((name) => taken.has(name));
    for (const name of named) taken.add(name);
    (fits ? group : later).push(one);
  }
  return { group, later };
}

/** When the group's statement is refused, each is tried alone, so that one cannot harm the rest. */
async function answerGroup<Ask, Answer>(
  sharing: Sharing<Ask, Answer>,
  group: readonly Waiting<Ask, Answer>[],
): Promise<void> {
  try {
    const answers = await sharing.answerAll(group.map(({ ask }) => ask));
    if (answers.length !== group.length) {
      throw new RangeError(`${group.length} asked and ${answers.length} were answered`);
    }
    for (const [index, answer] of answers.entries()) group[index]?.resolve(answer);
  } catch (error) {
    if (group.length === 1 || isAnswerLost(error)) for (const { reject } of group) reject(error);
    else for (const one of group) await answerGroup(sharing, [one]);
  }
}
