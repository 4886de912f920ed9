// Prints how much memory a service holds when it has nothing to do: after its start, and after
// ten thousand runs have come and gone.

import { setTimeout as pause } from "node:timers/promises";
import { RunsView } from "../../src/intake/api/views/run-view.ts";
import { inParallel, spread } from "./service/figures.ts";
import { openProject } from "./service/open-project.ts";
import { openService, type Service } from "./service/open-service.ts";
import { openShop } from "./service/open-shop.ts";
import { connectionsTo, looking } from "./service/playbooks.ts";
import { useOf } from "./service/process-use.ts";

const RUNS = 10_000;
const AT_ONCE = 20;
const SETTLE_MS = 30_000;
const LOOKS = 10;

const shop = await openShop();
const project = await openProject({
  "playbooks/looking.yaml": looking("looking", "nothing_to_do"),
  "connections.yaml": connectionsTo(shop.port),
});
// The first start makes the database.
await (await openService(project)).stop();
const service = await openService(project);
await watch("after the start", service);
await inParallel(RUNS, AT_ONCE, (index) => service.start("looking", { shop: `shop-${index}` }));
console.log(
  `the last of ${RUNS} is started: RSS ${(await useOf(service.pid)).rssMb.toFixed(0)} MB`,
);
while ((await runsThatGoOn(service)) > 0) await pause(100);
await watch(`after ${RUNS} runs`, service);
await service.stop();
await project.remove();
await shop.close();

async function watch(when: string, { pid }: Service): Promise<void> {
  await pause(SETTLE_MS);
  const seen: number[] = [];
  for (let look = 0; look < LOOKS; look++) {
    seen.push((await useOf(pid)).rssMb);
    await pause(1_000);
  }
  console.log(`${when}: RSS ${spread(seen)} MB (N=${LOOKS} looks, a second apart)`);
}

async function runsThatGoOn({ ask }: Service): Promise<number> {
  const { runs } = await ask({ method: "GET", path: "/v1/runs?ended=false" }, RunsView);
  return runs.length;
}
