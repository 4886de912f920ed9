// Prints how many steps of runs one process carries out per second, beside the floor under it:
// single-row inserts, each with its own commit, on the same server and in the same minute. Then
// how long it takes from the wish for a run to its first effect, when there is little to do.

import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { beginRun } from "../../src/engine/begin-run.ts";
import { dispatchInProcess } from "../../src/engine/dispatch/in-process.ts";
import { createWorker } from "../../src/engine/worker/worker.ts";
import { openDatabase } from "../../src/integrations/postgres/database.ts";
import { startEmbedded } from "../../src/integrations/postgres/embedded/start.ts";
import { migrate } from "../../src/integrations/postgres/migrate.ts";
import { openRunStore } from "../../src/integrations/postgres/store/open-run-store.ts";
import { systemClock } from "../../src/integrations/system/clock.ts";
import type { RunStore } from "../../src/ports/run-store.ts";
import { programOf, read } from "../engine/machine/driver.ts";
import { kinds } from "../engine/machine/kinds.ts";

const AT_ONCE = 20;
const STEPS = 5;
const RUNS = 400;
const ROUNDS = 7;
const STARTS = 300;

const folder = await mkdtemp(join(tmpdir(), "pitcrew-bench-"));
const started = await startEmbedded({ dataDir: folder, log: () => undefined });
if (!started.ok) throw new Error(started.failure.message);
const { connection, stop } = started.server;
const onBroken = (error: Error) => console.error(error.message);
await migrate(connection, { onBroken });
const database = openDatabase(connection, { max: AT_ONCE, onBroken });
await sql`create table floor (id uuid primary key, body text not null)`.execute(database);
const { store, close } = openRunStore(connection, { connections: AT_ONCE, onBroken });

/** Told of a run's first effect, and of its end. */
const onEffect = new Map<string, () => void>();
const onEnd = new Map<string, () => void>();
const program = programOf(Array.from({ length: STEPS }, (_, step) => read(`step_${step}`)));
for (const step of program.steps.values()) Object.assign(step, { kind: noOp() });
const dispatcher = dispatchInProcess(systemClock, console.error);
const worker = createWorker(
  { name: "bench", leaseMs: 10_000, renewMs: 3_000 },
  {
    store: watched(store),
    dispatcher,
    clock: systemClock,
    needs: { http: () => fail("nobody calls") },
    startChild: async () => fail("nobody calls another playbook"),
    programOf: async () => program,
    chance: Math.random,
    onTrouble: ({ what, error }) => console.error(what, error),
    atBoundary: async () => undefined,
  },
);
dispatcher.onWake(worker.onWake, { concurrency: AT_ONCE });

const floors: number[] = [];
const paces: number[] = [];
for (let round = 0; round <= ROUNDS; round++) {
  const floor = await perSecond(RUNS * STEPS, insertRow);
  const runs = await perSecond(RUNS, runToEnd);
  // The first round fills caches and prepares statements.
  if (round > 0) {
    floors.push(floor);
    paces.push(runs * STEPS);
  }
}
const starts: number[] = [];
for (let start = 0; start < STARTS; start++) starts.push(await timeToFirstEffect());

await dispatcher.close(1_000);
await worker.drain(1_000);
await Promise.all([close(), database.destroy()]);
await stop();
await rm(folder, { recursive: true });

const share = (quantile(paces, 0.5) / quantile(floors, 0.5)).toFixed(2);
console.log(`${AT_ONCE} at once, ${ROUNDS} rounds, median [lowest-highest]`);
console.log(`insert and commit    ${line(floors)} per second`);
console.log(`steps of whole runs  ${line(paces)} per second, ${share} of the floor`);
console.log(`wish to first effect, ${STARTS} runs one after the other`);
console.log(
  `p50 ${quantile(starts, 0.5).toFixed(1)} ms, p99 ${quantile(starts, 0.99).toFixed(1)} ms`,
);

async function insertRow(): Promise<void> {
  await sql`insert into floor (id, body) values (${randomUUID()}, ${"x".repeat(500)})`.execute(
    database,
  );
}

async function runToEnd(): Promise<void> {
  const run = randomUUID();
  const ended = new Promise<void>((resolve) => onEnd.set(run, resolve));
  await begin(run);
  await ended;
}

async function timeToFirstEffect(): Promise<number> {
  const run = randomUUID();
  const sent = new Promise<void>((resolve) => onEffect.set(run, resolve));
  const ended = new Promise<void>((resolve) => onEnd.set(run, resolve));
  const began = performance.now();
  await begin(run);
  await sent;
  const took = performance.now() - began;
  await ended;
  return took;
}

async function begin(run: string): Promise<void> {
  const pinned = { playbook: "test", version: "1.0.0", hash: "sha256:1" };
  const wish = { run, pinned, program, params: {}, mode: "auto", priority: 0 } as const;
  await beginRun(
    { ...wish, inside: null, actor: "bench", surface: "bench" },
    { store, dispatcher },
  );
}

function noOp() {
  return {
    ...kinds.get("test.read"),
    run: async (_params: unknown, _needs: unknown, { run }: { readonly run: string }) => {
      onEffect.get(run)?.();
      onEffect.delete(run);
      return { ok: true, output: { value: 1 }, summary: "Nothing was done." };
    },
  };
}

function watched(inner: RunStore): RunStore {
  return {
    ...inner,
    append: async (claim, change) => {
      const appended = await inner.append(claim, change);
      if (change.next.is === "end") {
        onEnd.get(claim.run)?.();
        onEnd.delete(claim.run);
      }
      return appended;
    },
  };
}

async function perSecond(count: number, work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  let left = count;
  const one = async () => {
    while (left-- > 0) await work();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return (count / (performance.now() - began)) * 1_000;
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? 0;
}

function line(values: readonly number[]): string {
  const [low, middle, high] = [0, 0.5, 1].map((share) => quantile(values, share).toFixed(0));
  return `${middle?.padStart(7)} [${low}-${high}]`;
}

function fail(message: string): never {
  throw new Error(message);
}
