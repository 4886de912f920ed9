import type { Appended, RunStore } from "../../../ports/run-store.ts";
import { isAnswerLost } from "../connection.ts";
import type { AppendResult } from "./append.ts";
import type { Append } from "./change-rows.ts";

type StoreTogether = (appends: readonly Append[]) => Promise<readonly AppendResult[]>;

interface Waiting {
  readonly append: Append;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Appends that are made while others are being stored wait for these and then share one commit.
 * Nobody waits for company: with nothing under way, an append is stored at once and alone.
 */
export function groupAppends(storeTogether: StoreTogether): RunStore["append"] {
  let waiting: readonly Waiting[] = [];
  let underWay = 0;

  return async (claim, change) => {
    if (change.events.length === 0)
      throw new RangeError("A change without an event is not recorded");
    return new Promise((resolve, reject) => {
      waiting = [...waiting, { append: { claim, change }, resolve, reject }];
      storeNext();
    });
  };

  function storeNext(): void {
    while (underWay < AT_ONCE && waiting.length > 0) {
      const { group, later } = takeGroup(waiting);
      waiting = later;
      underWay++;
      void storeGroup(storeTogether, group).finally(() => {
        underWay--;
        storeNext();
      });
    }
  }
}

/** Statements under way at once: enough to keep the database busy while others are prepared. */
const AT_ONCE = 2;
const GROUP_SIZE = 50;

/** As many as can be judged side by side: different runs, and no target wanted by two of them. */
function takeGroup(waiting: readonly Waiting[]): {
  readonly group: readonly Waiting[];
  readonly later: readonly Waiting[];
} {
  const taken = new Set<string>();
  const group: Waiting[] = [];
  const later: Waiting[] = [];
  for (const one of waiting) {
    const { claim, change } = one.append;
    const wanted = [`run ${claim.run}`, ...change.lock.map((target) => `target ${target}`)];
    const fits = group.length < GROUP_SIZE && !wanted.some((name) => taken.has(name));
    for (const name of wanted) taken.add(name);
    (fits ? group : later).push(one);
  }
  return { group, later };
}

/** When the group's statement is refused, each is tried alone, so that one cannot harm the rest. */
async function storeGroup(storeTogether: StoreTogether, group: readonly Waiting[]): Promise<void> {
  try {
    const results = await storeTogether(group.map(({ append }) => append));
    for (const [index, one] of group.entries()) tell(one, results[index]);
  } catch (error) {
    if (group.length === 1 || isAnswerLost(error)) for (const { reject } of group) reject(error);
    else for (const one of group) await storeGroup(storeTogether, [one]);
  }
}

function tell({ append: { claim }, resolve, reject }: Waiting, result?: AppendResult): void {
  if (result === undefined) reject(new RangeError(`Nothing is known about run ${claim.run}`));
  else if (result.is !== "out_of_turn") resolve(result);
  else reject(new RangeError(`Run ${claim.run} has moved on under this claim since ${claim.seq}`));
}
