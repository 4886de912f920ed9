// Prints what runs of long ago cost: how long lists and single runs take to be shown while a
// hundred thousand are stored, and how much longer a step of a new run takes than beside a
// thousand of them.

import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { dispatchInProcess } from "../../src/engine/dispatch/in-process.ts";
import {
  type EmbeddedServer,
  startEmbedded,
} from "../../src/integrations/postgres/embedded/start.ts";
import { openRunStore } from "../../src/integrations/postgres/store/open-run-store.ts";
import { systemClock } from "../../src/integrations/system/clock.ts";
import { inRounds, pace, ratio } from "./pace/in-rounds.ts";
import { openBenchEngine } from "./pace/open-engine.ts";
import { inParallel } from "./service/figures.ts";
import { fillUpTo } from "./service/fill.ts";
import { openProject } from "./service/open-project.ts";
import { openService, type Service } from "./service/open-service.ts";
import { openShop } from "./service/open-shop.ts";
import { connectionsTo, looking } from "./service/playbooks.ts";
import { list, timeReads } from "./service/time-reads.ts";

type Connection = EmbeddedServer["connection"];

const MANY = 100_000;
const FEW = 1_000;
const FEWER = "fewer_runs";
const MODELS = 30;
const AT_ONCE = 20;
const STEPS = 5;
const ROUNDS = 40;
const RUNS = 60;

const shop = await openShop();
const project = await openProject({
  "playbooks/cart-empty.yaml": looking("cart-empty", "nothing_to_do"),
  "playbooks/disk-full.yaml": looking("disk-full", "nothing_to_do"),
  "playbooks/queue-backlog.yaml": looking("queue-backlog", "escalated"),
  "connections.yaml": connectionsTo(shop.port),
});
await carryOutModels(await openService(project));
await shop.close();
await withDatabase(fill);
const service = await openService(project);
await timeReads(service);
await service.stop();
await withDatabase(measureSteps);
await project.remove();

async function carryOutModels(first: Service): Promise<void> {
  const playbooks = ["cart-empty", "disk-full", "queue-backlog"];
  await inParallel(MODELS, 5, (index) =>
    first.start(playbooks[index % playbooks.length] ?? "", { shop: `shop-${index}` }),
  );
  while ((await list(first, "ended=false")).length > 0) await pause(100);
  await first.stop();
}

async function withDatabase(work: (connection: Connection) => Promise<void>): Promise<void> {
  const started = await startEmbedded({ dataDir: project.dataDir, log: () => undefined });
  if (!started.ok) throw new Error(started.failure.message);
  await work(started.server.connection);
  await started.server.stop();
}

async function fill(connection: Connection): Promise<void> {
  const client = new Client({ ...connection });
  await client.connect();
  await client.query(`create database ${FEWER} template postgres`);
  await client.end();
  await fillUpTo(FEW, { ...connection, database: FEWER });
  const began = performance.now();
  await fillUpTo(MANY, connection);
  console.log(`${MANY} runs stored in ${((performance.now() - began) / 1_000).toFixed(0)} s`);
}

/** In two databases of one server, turn by turn, because the machine is never the same twice. */
async function measureSteps(connection: Connection): Promise<void> {
  const few = openEngine({ ...connection, database: FEWER });
  const many = openEngine(connection);
  const runs = { count: RUNS, each: STEPS };
  const laps = await inRounds(
    { atOnce: AT_ONCE, rounds: ROUNDS },
    { few: { ...runs, work: few.run }, many: { ...runs, work: many.run } },
  );
  await Promise.all([few.close(), many.close()]);
  console.log(
    `\nsteps, ${AT_ONCE} runs at once, ${ROUNDS} rounds of ${RUNS} runs, median [least-most]`,
  );
  console.log(pace(`beside ${FEW} runs`, laps.few));
  console.log(pace(`beside ${MANY} runs`, laps.many));
  console.log(ratio(`beside ${MANY} rather than ${FEW}`, laps.many, laps.few));
}

function openEngine(connection: Connection) {
  const onBroken = (error: Error): void => console.error(error.message);
  const { store, close } = openRunStore(connection, { connections: AT_ONCE, onBroken });
  const dispatcher = dispatchInProcess(systemClock, console.error);
  const engine = openBenchEngine({ store, dispatcher, steps: STEPS, atOnce: AT_ONCE });
  return {
    run: engine.run,
    close: async () => {
      await engine.close();
      await close();
    },
  };
}
