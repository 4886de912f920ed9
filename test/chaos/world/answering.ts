import { setTimeout as pause } from "node:timers/promises";
import type { NewMessage } from "../../../src/ports/run-message.ts";
import { lookAtOracle } from "../oracle/ask-oracle.ts";
import type { Ledger } from "./ledger.ts";
import { answersTo, type Doubt, settle } from "./person.ts";

export interface Answering {
  readonly ledger: Pick<Ledger, "open">;
  readonly oracle: string;
  readonly tell: (message: NewMessage) => Promise<void>;
  /** Whether whoever sent what is in doubt is known to be gone. */
  readonly maySettle: () => boolean;
}

export interface AnsweringPerson {
  /** Whether another look brings answers that were not given yet. */
  readonly hasMore: () => Promise<boolean>;
  readonly stop: () => Promise<void>;
}

/** Somebody who looks again and again, answers each question once, and guesses nothing. */
export function answerForEver(answering: Answering): AnsweringPerson {
  const { ledger, tell } = answering;
  const given = new Set<string>();
  let isOver = false;

  async function look(): Promise<boolean> {
    let hasMore = false;
    for (const run of await ledger.open()) {
      const { messages, doubts } = answersTo(run);
      const settled = await Promise.all(doubts.map((doubt) => settledBy(doubt, answering)));
      for (const message of [...messages, ...settled.filter((one) => one !== undefined)]) {
        if (given.has(message.id)) continue;
        given.add(message.id);
        hasMore = true;
        // Given again until somebody takes it, or the experiment is over.
        void tell(message).catch(() => undefined);
      }
    }
    return hasMore;
  }

  async function lookForEver(): Promise<void> {
    while (!isOver) {
      // The database may be away.
      await look().catch(() => undefined);
      await pause(LOOK_EVERY_MS);
    }
  }

  const looking = lookForEver();
  return {
    hasMore: look,
    stop: async () => {
      isOver = true;
      await looking;
    },
  };
}

const LOOK_EVERY_MS = 100;

/** Looks at the outside first; while somebody is still at it there, nothing can be said. */
async function settledBy(
  doubt: Doubt,
  { oracle, maySettle }: Answering,
): Promise<NewMessage | undefined> {
  const { run, step, item } = doubt;
  const place = { url: oracle, target: `${run}.${step}`, key: `${run}/${step}/${item}/run` };
  const { effect, isUnderWay } = await lookAtOracle(place);
  return maySettle() && !isUnderWay ? settle(doubt, effect > 0) : undefined;
}
