// Prints what it costs to look for 20 secrets in everything that runs store, in the same run with
// and without.

import { randomBytes } from "node:crypto";
import { hideInQuestions } from "../../src/cli/serve/hide-secrets.ts";
import { redactionOf } from "../../src/model/redaction.ts";
import type { RunStore } from "../../src/ports/run-store.ts";
import { changeOf, intent, newRun } from "../contract/run-store/example-runs.ts";
import { inRounds, pace, ratio } from "./pace/in-rounds.ts";
import { openBenchStore } from "./pace/open-store.ts";

const AT_ONCE = 20;
const RUNS = 150;
const ROUNDS = 7;
const STEPS = 5;

const secrets = Array.from({ length: 20 }, () => randomBytes(24).toString("base64"));
const redaction = redactionOf(secrets);

const answer = {
  items: Array.from({ length: 60 }, (_, n) => ({
    at: n,
    lines: [`GET /things/${n} 200 in 12 ms`],
  })),
};
const text = JSON.stringify(answer);
perCall(`an answer of ${text.length} bytes, as text`, () => redaction.text(text));
perCall(`the same, as the value that it is`, () => redaction.value(answer));

const { store, close } = await openBenchStore(AT_ONCE);
const hiding = hideInQuestions(store, redaction);
const laps = await inRounds(
  { atOnce: AT_ONCE, rounds: ROUNDS },
  {
    without: { count: RUNS, each: STEPS, work: () => lead(store) },
    with: { count: RUNS, each: STEPS, work: () => lead(hiding) },
  },
);
await close();
console.log(pace("steps of runs, nothing hidden", laps.without));
console.log(pace("steps of runs, 20 secrets hidden", laps.with));
console.log(ratio("with, beside without", laps.with, laps.without));

async function lead({ create, claim, append }: RunStore): Promise<void> {
  const run = newRun();
  await create(run);
  const claimed = await claim("bench", 60_000, run.state.id);
  if (claimed === undefined) throw new Error("nobody else claims this run");
  let held = claimed.claim;
  for (let step = 0; step < STEPS; step += 1) {
    const change = changeOf({ state: run.state, intents: [intent(`step-${step}`)] });
    const appended = await append(held, change);
    if (appended.is !== "stored") throw new Error(`the append was answered with ${appended.is}`);
    held = appended.claim;
  }
}

function perCall(what: string, work: () => unknown): void {
  const COUNT = 5_000;
  for (let n = 0; n < COUNT; n += 1) work();
  const start = performance.now();
  for (let n = 0; n < COUNT; n += 1) work();
  console.log(`${what}: ${(((performance.now() - start) / COUNT) * 1_000).toFixed(1)} us`);
}
