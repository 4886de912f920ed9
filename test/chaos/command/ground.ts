import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbedded } from "../../../src/integrations/postgres/embedded/start.ts";
import { migrate } from "../../../src/integrations/postgres/migrate.ts";
import { administer, type Connection } from "../../postgres/administer.ts";

/** A PostgreSQL of our own and a folder, for all experiments of one call. */
export interface Ground extends AsyncDisposable {
  readonly folder: string;
  readonly freshDatabase: () => Promise<Connection>;
  readonly drop: (database: Connection) => Promise<void>;
}

export async function openGround(): Promise<Ground> {
  const folder = await mkdtemp(join(tmpdir(), "pitcrew-chaos-"));
  const started = await startEmbedded({ dataDir: join(folder, "data"), log: () => undefined });
  if (!started.ok) throw new Error(`${started.failure.message} ${started.failure.remedy}`);
  const { connection, stop } = started.server;
  await administer(connection, "create database base template template0");
  await migrate({ ...connection, database: "base" }, { onBroken: () => undefined });
  let databases = 0;
  return {
    folder,
    freshDatabase: async () => {
      const database = `round_${++databases}`;
      await administer(connection, `create database ${database} template base`);
      return { ...connection, database };
    },
    drop: ({ database }) => administer(connection, `drop database ${database} with (force)`),
    [Symbol.asyncDispose]: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
