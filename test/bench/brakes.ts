// Prints what brakes cost a change, and whether they are exact while many ask at once: how many
// changes were meant on one target within its cool-down, and how many after a freeze was committed.

import { randomUUID } from "node:crypto";
import process from "node:process";
import { Budgets } from "../../src/config/settings/budgets.ts";
import { openBrakes } from "../../src/integrations/postgres/store/brakes/open-brakes.ts";
import { openRunStore } from "../../src/integrations/postgres/store/open-run-store.ts";
import type { Claim, RunStore } from "../../src/ports/run-store.ts";
import { changeOf, demand, intent, newRun } from "../contract/run-store/example-runs.ts";
import { inRounds, pace, ratio } from "./pace/in-rounds.ts";
import { openBenchStore } from "./pace/open-store.ts";

const AT_ONCE = 20;
const CHANGES = 400;
const LAPS = 7;
const RIVALS = 50;
const FREEZES = 50;
/** `node test/bench/brakes.ts 200` for as many as the promise speaks of. */
const ROUNDS = Number(process.argv[2] ?? 20);

const { pool, address, close } = await openBenchStore(AT_ONCE);
const onBroken = (error: Error): void => console.error(error.message);
const budgets = Budgets.parse({ effects_per_minute: 10_000 });
const stores = Array.from({ length: 4 }, () =>
  openRunStore(address, { connections: 5, onBroken, budgets }),
);
const { switches, close: closeBrakes } = openBrakes(address, onBroken);

await compareCost();
await raceForTarget();
await freezeUnderLoad();
await Promise.all([...stores.map((one) => one.close()), closeBrakes()]);
await close();

async function compareCost(): Promise<void> {
  const { store } = stores[0] ?? fail();
  const change = async (isBraked: boolean): Promise<void> => {
    const claim = await claimed(store);
    const meant = await store.append(
      claim,
      changeOf({
        intents: [intent("restart")],
        lock: [`cart/${claim.run}`],
        demands: isBraked ? [demand("restart", { targets: [`cart/${claim.run}`] })] : [],
      }),
    );
    if (meant.is !== "stored") throw new Error(`it was answered with ${meant.is}`);
    await store.append(meant.claim, changeOf({ next: { is: "end", outcome: "resolved" } }));
    await pool.query("delete from intents where run_id = $1", [claim.run]);
  };
  const laps = await inRounds(
    { atOnce: AT_ONCE, rounds: LAPS },
    {
      free: { count: CHANGES, each: 1, work: () => change(false) },
      braked: { count: CHANGES, each: 1, work: () => change(true) },
    },
  );
  console.log(`runs of one change, ${AT_ONCE} at once, ${LAPS} rounds, median [lowest-highest]`);
  console.log(pace("without brakes", laps.free));
  console.log(pace("with brakes", laps.braked));
  console.log(ratio("with brakes, beside without", laps.braked, laps.free));
}

/** All want the target, one gets it; when that run has ended, the others wait for the cool-down. */
async function raceForTarget(): Promise<void> {
  let wrong = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const target = `race/${randomUUID()}`;
    const rivals = await Promise.all(
      Array.from({ length: RIVALS }, async (_, i) => {
        const { store } = stores[i % stores.length] ?? fail();
        return { store, claim: await claimed(store) };
      }),
    );
    const want = () =>
      changeOf({
        intents: [intent("restart")],
        lock: [target],
        demands: [demand("restart", { targets: [target], cooldownMs: 60_000 })],
      });
    const first = await Promise.all(rivals.map(({ store, claim }) => store.append(claim, want())));
    const winners = first.filter(({ is }) => is === "stored");
    const [winner] = winners;
    if (winners.length !== 1 || winner?.is !== "stored") {
      wrong += 1;
      continue;
    }
    const end = changeOf({ next: { is: "end", outcome: "resolved" } });
    const others = rivals.filter((_, i) => first[i]?.is !== "stored");
    const ending = rivals[0]?.store.append(winner.claim, end);
    const second = await Promise.all(others.map(({ store, claim }) => store.append(claim, want())));
    await ending;
    if (second.some(({ is }) => is === "stored")) wrong += 1;
  }
  console.log(
    `${RIVALS} runs at one target, ${ROUNDS} rounds, 4 stores: ${wrong} rounds went wrong`,
  );
}

async function freezeUnderLoad(): Promise<void> {
  let late = 0;
  let meant = 0;
  const took: number[] = [];
  for (let round = 0; round < FREEZES; round++) {
    const runs = stores.map(async ({ store }) => {
      for (let held = false; !held;) {
        const claim = await claimed(store);
        const change = changeOf({ intents: [intent("restart")], demands: [demand("restart")] });
        const answer = await store.append(claim, change);
        if (answer.is === "stored") meant += 1;
        held = answer.is === "held_back";
      }
    });
    await new Promise((resolve) => setTimeout(resolve, 50 * Math.random()));
    const began = performance.now();
    const wanted = { kind: "freeze", scope: "all", reason: "bench", inFlight: "hold" } as const;
    await switches.turnOn({ ...wanted, forMs: null }, { actor: "bench", surface: "bench" });
    took.push(performance.now() - began);
    const asked = await pool.query<{ n: string }>("select count(*) as n from intents");
    await Promise.all(runs);
    const after = await pool.query<{ n: string }>("select count(*) as n from intents");
    if (asked.rows[0]?.n !== after.rows[0]?.n) late += 1;
    await switches.turnOff("freeze", "all", { actor: "bench", surface: "bench" });
  }
  const slowest = Math.max(...took).toFixed(0);
  console.log(
    `${FREEZES} freezes while 4 stores meant ${meant} changes: ${late} changes after a freeze; the slowest took ${slowest} ms`,
  );
}

async function claimed(store: RunStore): Promise<Claim> {
  const run = newRun();
  await store.create(run);
  const found = await store.claim("bench", 60_000, run.state.id);
  return found?.claim ?? fail();
}

function fail(): never {
  throw new Error("nobody else claims this run");
}
