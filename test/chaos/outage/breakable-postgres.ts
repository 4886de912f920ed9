import { mkdtemp, readFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { chooseIdentity } from "../../../src/integrations/postgres/embedded/identity.ts";
import { initialise } from "../../../src/integrations/postgres/embedded/initialise.ts";
import { launch, type Server } from "../../../src/integrations/postgres/embedded/launch.ts";
import { clearLeftovers } from "../../../src/integrations/postgres/embedded/leftovers.ts";
import { letIn, openPlace } from "../../../src/integrations/postgres/embedded/place.ts";
import { findProgram } from "../../../src/integrations/postgres/embedded/program.ts";
import { openSocketFolder } from "../../../src/integrations/postgres/embedded/socket.ts";
import { migrate } from "../../../src/integrations/postgres/migrate.ts";
import type { Connection } from "../../postgres/administer.ts";

/** A PostgreSQL that nobody starts again but the experiment. */
export interface BreakablePostgres extends AsyncDisposable {
  /** A database with all tables and no rows. */
  readonly database: Connection;
  /** `SIGQUIT`: it ends at once, as on `pg_ctl stop -m immediate`. `SIGKILL`: it is gone. */
  readonly end: (signal: "SIGQUIT" | "SIGKILL") => Promise<void>;
  readonly start: () => Promise<void>;
}

const log = (): void => undefined;

export async function startBreakablePostgres(folder: string): Promise<BreakablePostgres> {
  const place = await openPlace(await mkdtemp(join(folder, "breakable-")));
  const identity = await chooseIdentity();
  granted(await letIn(identity, place));
  const socketFolder = granted(await openSocketFolder(place, identity)).folder;
  const { program } = granted(await findProgram(place, identity));
  granted(await initialise(place, program, identity));
  let server = await start();

  async function start(): Promise<Server> {
    granted(await clearLeftovers(place, socketFolder, log));
    return granted(await launch({ place, program, identity, socketFolder, log })).server;
  }

  const database = { host: socketFolder, database: "postgres", user: "pitcrew" };
  await migrate(database, { onBroken: () => undefined });
  return {
    database,
    end: async (signal) => {
      const leader = await readFile(join(place.cluster, "postmaster.pid"), "utf8");
      process.kill(Number.parseInt(leader, 10), signal);
      await server.ended;
    },
    start: async () => {
      server = await start();
    },
    [Symbol.asyncDispose]: async () => {
      await server.end();
    },
  };
}

type Refusable = { readonly ok: boolean; readonly failure?: { readonly message: string } };

function granted<T extends Refusable>(answer: T): Extract<T, { readonly ok: true }> {
  if (!answer.ok) throw new Error(answer.failure?.message);
  return answer as Extract<T, { readonly ok: true }>; // it says so itself
}
