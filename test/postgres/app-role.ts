import { randomUUID } from "node:crypto";
import { migrate } from "../../src/integrations/postgres/migrate.ts";
import { administer, type Connection } from "./administer.ts";
import { freshDatabase } from "./server.ts";

export interface SharedDatabase {
  readonly owner: Connection;
  readonly app: Connection;
}

/** A fresh database as its owner sees it, and as the running service does with fewer rights. */
export async function databaseForApp(): Promise<SharedDatabase> {
  const owner = await freshDatabase();
  const appRole = `app_${randomUUID().replaceAll("-", "")}`;
  await administer(owner, `create role ${appRole} login`);
  await migrate(owner, { onBroken: () => undefined, appRole });
  return { owner, app: { ...owner, user: appRole } };
}
