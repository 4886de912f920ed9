// Prints how long the embedded database takes from nothing, and from what is there, to the answer
// of its first query, and how long it takes to stop.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { startEmbedded } from "../../src/integrations/postgres/embedded/start.ts";

const ROUNDS = 10;

const times: Readonly<Record<"first" | "later" | "stop", number[]>> = {
  first: [],
  later: [],
  stop: [],
};
for (let round = 0; round < ROUNDS; round += 1) {
  const dataDir = await mkdtemp(join(tmpdir(), "pitcrew-bench-"));
  await startAndStop(dataDir, "first");
  await startAndStop(dataDir, "later");
  await rm(dataDir, { recursive: true });
}
for (const [name, measured] of Object.entries(times)) {
  const sorted = measured.toSorted((a, b) => a - b);
  const median = sorted[sorted.length >> 1] ?? 0;
  console.log(
    `postgres.${name} ${median.toFixed(0)} ms (${sorted[0]?.toFixed(0)} to ${sorted.at(-1)?.toFixed(0)}, N=${measured.length})`,
  );
}

async function startAndStop(dataDir: string, which: "first" | "later"): Promise<void> {
  const began = performance.now();
  const started = await startEmbedded({ dataDir, log: () => undefined });
  if (!started.ok) throw new Error(started.failure.message);
  const client = new Client({ ...started.server.connection });
  await client.connect();
  await client.query("select 1");
  times[which].push(performance.now() - began);
  await client.end();

  const told = performance.now();
  await started.server.stop();
  times.stop.push(performance.now() - told);
}
