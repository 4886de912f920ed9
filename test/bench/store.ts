// Prints how many steps of runs the store takes per second, beside the floor under it: single-row
// inserts, each with its own commit, on the same server and in the same minute.

import type { RunStore } from "../../src/ports/run-store.ts";
import { changeOf, intent, newRun } from "../contract/run-store/example-runs.ts";
import { inRounds, pace, ratio } from "./pace/in-rounds.ts";
import { openBenchStore } from "./pace/open-store.ts";

const AT_ONCE = 20;
const STEPS = 5;
const RUNS = 400;
const ROUNDS = 7;

const { store, insertRow, close } = await openBenchStore(AT_ONCE);
const laps = await inRounds(
  { atOnce: AT_ONCE, rounds: ROUNDS },
  {
    floor: { count: RUNS * STEPS, each: 1, work: insertRow },
    steps: { count: RUNS, each: STEPS, work: () => takeSteps(store) },
  },
);
await close();
console.log(`${AT_ONCE} at once, ${ROUNDS} rounds, median [lowest-highest]`);
console.log(pace("insert and commit", laps.floor));
console.log(pace("steps of runs", laps.steps));
console.log(ratio("steps, beside the floor", laps.steps, laps.floor));

/** A run as a worker leads it: each append holds the outcome of one step and the next one's intent. */
async function takeSteps({ create, claim, append }: RunStore): Promise<void> {
  const run = newRun();
  await create(run);
  const claimed = await claim("bench", 60_000, run.state.id);
  if (claimed === undefined) throw new Error("nobody else claims this run");
  let held = claimed.claim;
  for (let step = 0; step <= STEPS; step++) {
    const appended = await append(
      held,
      changeOf({
        state: run.state,
        intents: step < STEPS ? [intent(`step-${step}`)] : [],
        outcomes: step > 0 ? [{ ...intent(`step-${step - 1}`), outcome: "succeeded" }] : [],
        next: step < STEPS ? { is: "work" } : { is: "end", outcome: "resolved" },
      }),
    );
    if (appended.is !== "stored") throw new Error(`the append was answered with ${appended.is}`);
    held = appended.claim;
  }
}
