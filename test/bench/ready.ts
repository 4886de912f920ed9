// Prints how long a service takes from the start of its process until it says that it is ready,
// on data that are there already, and what it spends that time on.

import process from "node:process";
import { execa } from "execa";
import { startEmbedded } from "../../src/integrations/postgres/embedded/start.ts";
import { migrate } from "../../src/integrations/postgres/migrate.ts";
import { spread } from "./service/figures.ts";
import { openProject } from "./service/open-project.ts";
import { openService } from "./service/open-service.ts";
import { looking } from "./service/playbooks.ts";
import { useOf } from "./service/process-use.ts";

const ROUNDS = 15;
const PLAYBOOKS = 10;

const names = Array.from({ length: PLAYBOOKS }, (_, number) => `looking-${number}`);
const files = names.map((name) => [`playbooks/${name}.yaml`, looking(name, "escalated")]);
const project = await openProject(Object.fromEntries(files));
await (await openService(project)).stop();

const times = {
  "start to ready": [] as number[],
  "  of it on a processor": [] as number[],
  "  until the playbooks are read": [] as number[],
  "by itself: node -e 0": [] as number[],
  "by itself: PostgreSQL": [] as number[],
  "by itself: nothing to migrate": [] as number[],
};
for (let round = 0; round < ROUNDS; round++) {
  const service = await openService(project);
  const { cpuMs } = await useOf(service.pid);
  await service.stop();
  times["start to ready"].push(service.readyMs);
  times["  of it on a processor"].push(cpuMs);
  times["  until the playbooks are read"].push(service.loadedMs);
  times["by itself: node -e 0"].push(await timed(() => execa(process.execPath, ["-e", "0"])));
  await startDatabase();
}
await project.remove();
console.log(`${PLAYBOOKS} playbooks, N=${ROUNDS}, median [least-most]`);
for (const [what, measured] of Object.entries(times)) {
  console.log(`${what.padEnd(32)} ${spread(measured)} ms`);
}

async function startDatabase(): Promise<void> {
  const began = performance.now();
  const started = await startEmbedded({ dataDir: project.dataDir, log: () => undefined });
  if (!started.ok) throw new Error(started.failure.message);
  times["by itself: PostgreSQL"].push(performance.now() - began);
  const onBroken = (error: Error): void => console.error(error.message);
  const { connection, stop } = started.server;
  times["by itself: nothing to migrate"].push(await timed(() => migrate(connection, { onBroken })));
  await stop();
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
