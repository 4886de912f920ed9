import type { RunStore } from "../../../ports/run-store.ts";
import type { AppendResult } from "./append.ts";
import type { Append } from "./change-rows.ts";
import { shareStatements } from "./share-statements.ts";

type StoreTogether = (appends: readonly Append[]) => Promise<readonly AppendResult[]>;

/** Only different runs can be judged side by side, and no target that is wanted by two of them. */
export function groupAppends(storeTogether: StoreTogether): RunStore["append"] {
  const store = shareStatements({
    answerAll: storeTogether,
    names: ({ claim, change }: Append) => [
      `run ${claim.run}`,
      ...change.lock.map((target) => `target ${target}`),
    ],
  });

  return async (claim, change) => {
    const { run, seq } = claim;
    if (change.events.length === 0)
      throw new RangeError("A change without an event is not recorded");
    const stored = await store({ claim, change });
    if (stored.is === "out_of_turn")
      throw new RangeError(`Run ${run} has moved on under this claim since ${seq}`);
    return stored;
  };
}
