import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Pool } from "pg";
import { type Address, openPool } from "../../../src/integrations/postgres/connection.ts";
import { startEmbedded } from "../../../src/integrations/postgres/embedded/start.ts";
import { migrate } from "../../../src/integrations/postgres/migrate.ts";
import { openRunStore } from "../../../src/integrations/postgres/store/open-run-store.ts";
import type { RunStore } from "../../../src/ports/run-store.ts";

export interface BenchStore {
  readonly store: RunStore;
  readonly address: Address;
  readonly pool: Pool;
  /** The floor under everything: one row, one commit, and nothing of ours around it. */
  readonly insertRow: () => Promise<unknown>;
  readonly close: () => Promise<void>;
}

/** A database of this bench alone, with a store and, beside it, a table for bare rows. */
export async function openBenchStore(connections: number): Promise<BenchStore> {
  const folder = await mkdtemp(join(tmpdir(), "pitcrew-bench-"));
  const started = await startEmbedded({ dataDir: folder, log: () => undefined });
  if (!started.ok) throw new Error(started.failure.message);
  const { connection, stop } = started.server;
  const onBroken = (error: Error) => console.error(error.message);
  await migrate(connection, { onBroken });
  const pool = openPool(connection, { max: connections, onBroken });
  await pool.query("create table floor (id uuid primary key, body text not null)");
  const { store, close } = openRunStore(connection, { connections, onBroken });
  return {
    store,
    address: connection,
    pool,
    insertRow: () => pool.query({ ...INSERT, values: [randomUUID(), BODY] }),
    close: async () => {
      await Promise.all([close(), pool.end()]);
      await stop();
      await rm(folder, { recursive: true });
    },
  };
}

const INSERT = { name: "floor", text: "insert into floor (id, body) values ($1, $2)" };
const BODY = "x".repeat(500);
