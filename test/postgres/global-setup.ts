import { once } from "node:events";
import { mkdtemp, rm, statfs } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import {
  type EmbeddedServer,
  startEmbedded,
} from "../../src/integrations/postgres/embedded/start.ts";
import { migrate } from "../../src/integrations/postgres/migrate.ts";
import { administer, type Connection } from "./administer.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The socket that answers with the connection to the server of this test run. */
    readonly postgresDoor: string | undefined;
  }
}

/**
 * One PostgreSQL for the whole test run, started when the first test asks for it.
 *
 * It belongs to the main process, which outlives the threads of the test files, so these ask for
 * it through a socket.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(await findRoom(), "pitcrew-test-"));
  let started: Promise<EmbeddedServer> | undefined;
  const door = createServer((asking) => {
    started ??= start(join(folder, "data"));
    started.then(
      ({ connection }) => asking.end(JSON.stringify(connection)),
      (error: unknown) => asking.end(JSON.stringify({ problem: String(error) })),
    );
  });
  const address = join(folder, "door");
  door.listen(address);
  await once(door, "listening");
  project.provide("postgresDoor", address);
  return async () => {
    door.close();
    const server = await started?.catch(() => undefined);
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

const IN_MEMORY = "/dev/shm";
const ENOUGH_BYTES = 4 * 1024 ** 3;

/** Each test has a database of its own, and to drop one on a disk takes longer than most tests. */
async function findRoom(): Promise<string> {
  const room = await statfs(IN_MEMORY).catch(() => undefined);
  return room !== undefined && room.bavail * room.bsize > ENOUGH_BYTES ? IN_MEMORY : tmpdir();
}

async function start(dataDir: string): Promise<EmbeddedServer> {
  const started = await startEmbedded({ dataDir, log: () => undefined });
  if (!started.ok) throw new Error(`${started.failure.message} ${started.failure.remedy}`);
  const { server } = started;
  try {
    await makeBase(server.connection);
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** What fresh databases are copied from, so that the tables are made once. */
async function makeBase(server: Connection): Promise<void> {
  await administer(server, "create database base template template0");
  // The query that a broken connection was for fails as well, and that one is awaited.
  await migrate({ ...server, database: "base" }, { onBroken: () => undefined });
}
