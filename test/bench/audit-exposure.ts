// Prints how long an entry of the record is unprotected: from its commit until its checkpoint is on
// the disk outside. The goal is two seconds.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { newAuditKey, readSigner } from "../../src/audit/audit-key.ts";
import { readStatement, writeCheckpoint } from "../../src/audit/checkpoint.ts";
import { startSealer } from "../../src/engine/sealing/start-sealer.ts";
import { fileAnchor } from "../../src/integrations/anchor-file/client.ts";
import { openCheckpointStore } from "../../src/integrations/postgres/audit/open-checkpoint-store.ts";
import { startEmbedded } from "../../src/integrations/postgres/embedded/start.ts";
import { migrate } from "../../src/integrations/postgres/migrate.ts";
import { systemClock as clock } from "../../src/integrations/system/clock.ts";

const ENTRIES = 30;

const folder = await mkdtemp(join(tmpdir(), "pitcrew-exposure-"));
const started = await startEmbedded({ dataDir: join(folder, "data"), log: () => undefined });
if (!started.ok) throw new Error(started.failure.message);
const { connection, stop } = started.server;
const onBroken = (): void => undefined;
await migrate(connection, { onBroken });
const { store, close } = openCheckpointStore(connection, onBroken);
const signer = readSigner(newAuditKey());
if (signer === undefined) throw new Error("a key was made");

let sealed = 0;
let hear = (): void => undefined;
const file = fileAnchor(join(folder, "anchor.jsonl"));
const sealer = startSealer({
  store,
  write: (unsealed) => writeCheckpoint(unsealed, signer),
  anchors: [
    {
      ...file,
      keep: async (notes) => {
        await file.keep(notes);
        for (const { body } of notes) sealed += readStatement(body)?.count ?? 0;
        hear();
      },
    },
  ],
  clock,
  everyMs: 1_000,
  onTrouble: (what, error) => console.error(what, error),
});

const client = new Client({ ...connection });
await client.connect();
const times: number[] = [];
for (let n = 0; n < ENTRIES; n += 1) {
  await new Promise((resolve) => setTimeout(resolve, (n * 137) % 1_000));
  await client.query(
    `insert into events (subject, kind, actor, surface, body) values ('run:${n}', 'woke', 'ann', 'cli', '{}')`,
  );
  const start = performance.now();
  while (sealed <= n) {
    await new Promise<void>((resolve) => {
      hear = resolve;
    });
  }
  times.push(performance.now() - start);
}
const sorted = times.toSorted((a, b) => a - b);
const ms = (at: number): string => (sorted[at] ?? Number.NaN).toFixed(0);
console.log(
  `from commit to anchor: median ${ms(ENTRIES / 2)} ms, worst ${ms(ENTRIES - 1)} ms, N ${ENTRIES}`,
);
await client.end();
await sealer.stop();
await close();
await stop();
await rm(folder, { recursive: true });
