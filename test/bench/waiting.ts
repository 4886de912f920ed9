// Prints what a service costs while ten thousand runs wait for an answer: the time on a processor
// of Node and of PostgreSQL, and the memory of Node, before and after a restart.

import { setTimeout as pause } from "node:timers/promises";
import { inParallel } from "./service/figures.ts";
import { openProject } from "./service/open-project.ts";
import { openService, type Service } from "./service/open-service.ts";
import { ASKING } from "./service/playbooks.ts";
import { startedBy, useOf } from "./service/process-use.ts";

const RUNS = 10_000;
const AT_ONCE = 20;
const SETTLE_MS = 30_000;
const WATCH_MS = 60_000;
const ROUNDS = 2;

const project = await openProject({ "playbooks/asking.yaml": ASKING });
let service = await openService(project);
const began = performance.now();
await inParallel(RUNS, AT_ONCE, (index) => service.start("asking", { shop: `shop-${index}` }));
const pace = (RUNS / (performance.now() - began)) * 1_000;
console.log(`${RUNS} runs wait; started ${pace.toFixed(0)} per second, ${AT_ONCE} at once`);
await watch("as they were started", service);
await service.stop();
service = await openService(project);
await watch("after a restart", service);
await service.stop();
await project.remove();

async function watch(when: string, { pid }: Service): Promise<void> {
  await pause(SETTLE_MS);
  for (let round = 1; round <= ROUNDS; round++) {
    const servers = await startedBy(pid);
    const before = await Promise.all([pid, ...servers].map(useOf));
    const from = performance.now();
    await pause(WATCH_MS);
    const after = await Promise.all([pid, ...servers].map(useOf));
    const watched = performance.now() - from;
    const shares = after.map(({ cpuMs }, index) => (cpuMs - (before[index]?.cpuMs ?? 0)) / watched);
    const [node = 0, ...postgres] = shares.map((share) => share * 100);
    const all = postgres.reduce((sum, share) => sum + share, 0);
    console.log(
      `${when}, ${WATCH_MS / 1_000} s: Node ${node.toFixed(2)} % of a core, ` +
        `PostgreSQL ${all.toFixed(2)} %; RSS of Node ${after[0]?.rssMb.toFixed(0)} MB`,
    );
  }
}
