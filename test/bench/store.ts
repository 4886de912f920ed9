// Prints how many steps of runs the store takes per second, beside the floor under it: single-row
// inserts, each with its own commit, on the same server and in the same minute.

import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { openDatabase } from "../../src/integrations/postgres/database.ts";
import { startEmbedded } from "../../src/integrations/postgres/embedded/start.ts";
import { migrate } from "../../src/integrations/postgres/migrate.ts";
import { openRunStore } from "../../src/integrations/postgres/store/open-run-store.ts";
import type { RunStore } from "../../src/ports/run-store.ts";
import { changeOf, intent, newRun } from "../contract/run-store/example-runs.ts";

const AT_ONCE = 20;
const STEPS = 5;
const RUNS = 400;
const ROUNDS = 7;

const folder = await mkdtemp(join(tmpdir(), "pitcrew-bench-"));
const started = await startEmbedded({ dataDir: folder, log: () => undefined });
if (!started.ok) throw new Error(started.failure.message);
const { connection, stop } = started.server;
const onBroken = (error: Error) => console.error(error.message);
await migrate(connection, { onBroken });
const database = openDatabase(connection, { max: AT_ONCE, onBroken });
await sql`create table floor (id uuid primary key, body json not null)`.execute(database);
const { store, close } = openRunStore(connection, { connections: AT_ONCE, onBroken });

const floors: number[] = [];
const paces: number[] = [];
for (let round = 0; round <= ROUNDS; round++) {
  const floor = await perSecond(RUNS * STEPS, insertRow);
  const runs = await perSecond(RUNS, () => takeSteps(store));
  // The first round fills caches and prepares statements.
  if (round > 0) {
    floors.push(floor);
    paces.push(runs * STEPS);
  }
}
await Promise.all([close(), database.destroy()]);
await stop();
await rm(folder, { recursive: true });

const floor = median(floors);
const pace = median(paces);
console.log(`${AT_ONCE} at once, ${ROUNDS} rounds, median [lowest-highest]`);
console.log(`insert and commit  ${line(floors)} per second`);
console.log(
  `steps of a run     ${line(paces)} per second, ${(pace / floor).toFixed(2)} of the floor`,
);

async function insertRow(): Promise<void> {
  const body = JSON.stringify(changeOf());
  await sql`insert into floor (id, body) values (${randomUUID()}, ${body})`.execute(database);
}

/** A run as a worker leads it: each append holds the outcome of one step and the next one's intent. */
async function takeSteps(store: RunStore): Promise<void> {
  const run = newRun();
  await store.create(run);
  const claimed = await store.claim("bench", 60_000, run.state.id);
  if (claimed === undefined) throw new Error("nobody else claims this run");
  let { claim } = claimed;
  for (let step = 0; step <= STEPS; step++) {
    const appended = await store.append(
      claim,
      changeOf({
        state: run.state,
        intents: step < STEPS ? [intent(`step-${step}`)] : [],
        outcomes: step > 0 ? [{ ...intent(`step-${step - 1}`), outcome: "succeeded" }] : [],
        next: step < STEPS ? { is: "work" } : { is: "end", outcome: "resolved" },
      }),
    );
    if (appended.is !== "stored") throw new Error(`the append was answered with ${appended.is}`);
    claim = appended.claim;
  }
}

async function perSecond(count: number, work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  let left = count;
  const worker = async () => {
    while (left-- > 0) await work();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return (count / (performance.now() - began)) * 1_000;
}

function line(measured: readonly number[]): string {
  const [low, high] = [Math.min(...measured), Math.max(...measured)];
  return `${median(measured).toFixed(0).padStart(6)} [${low.toFixed(0)}-${high.toFixed(0)}]`;
}

function median(measured: readonly number[]): number {
  return measured.toSorted((a, b) => a - b)[Math.floor(measured.length / 2)] ?? Number.NaN;
}
