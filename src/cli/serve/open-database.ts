import process from "node:process";
import type { Failure } from "../../model/failure.ts";
import type { Address } from "../../integrations/postgres/connection.ts";
import type { Log } from "../../integrations/postgres/embedded/log.ts";
import { startEmbedded } from "../../integrations/postgres/embedded/start.ts";
import { migrate } from "../../integrations/postgres/migrate.ts";
import type { EngineOptions } from "./start-engine.ts";

export type OpenedDatabase =
  | { readonly ok: true; readonly address: Address; readonly stop: () => Promise<void> }
  | { readonly ok: false; readonly failure: Failure };

/** The database that DATABASE_URL names, else one of our own, brought up to date. */
export async function openDatabase(
  dataDir: string,
  warn: EngineOptions["warn"],
): Promise<OpenedDatabase> {
  const onBroken = (error: Error): void => warn("A database connection broke", error);
  const url = process.env["DATABASE_URL"];
  if (url !== undefined && url !== "") {
    const owner = process.env["PITCREW_OWNER_DATABASE_URL"] ?? url;
    await migrate({ connectionString: owner }, { onBroken });
    return { ok: true, address: { connectionString: url }, stop: async () => undefined };
  }
  const started = await startEmbedded({
    dataDir,
    log: passOn(warn),
  });
  if (!started.ok) return started;
  const { connection, stop } = started.server;
  try {
    await migrate(connection, { onBroken });
    return { ok: true, address: connection, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What PostgreSQL says of its ordinary life is nothing to look after. */
function passOn(warn: EngineOptions["warn"]): Log {
  return (message, facts) => {
    const said = Object.values(facts).join(" ");
    if (!said.includes(" LOG:  ")) warn(message, said);
  };
}
