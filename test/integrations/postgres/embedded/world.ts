import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { execa } from "execa";
import { Client } from "pg";
import { expect, onTestFinished } from "vitest";
import type { Failure } from "../../../../src/model/failure.ts";
import {
  type EmbeddedOptions,
  type EmbeddedServer,
  startEmbedded,
} from "../../../../src/integrations/postgres/embedded/start.ts";

export type Connection = EmbeddedServer["connection"];

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "pitcrew-pg-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
  return folder;
}

let made: Promise<string> | undefined;

/**
 * A data directory with a database in it, and no server. The tests of a file share it, because
 * making one takes half a second.
 */
export async function madeDataDir(): Promise<string> {
  made ??= makeDataDir();
  return made;
}

async function makeDataDir(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), "pitcrew-pg-"));
  const started = await startEmbedded({ dataDir, log: () => undefined });
  if (!started.ok) throw new Error(JSON.stringify(started.failure));
  await started.server.stop();
  return dataDir;
}

export async function removeMade(): Promise<void> {
  if (made !== undefined) await rm(await made, { recursive: true });
}

/** Starts a server that must start, and stops it at the end of the test. */
export async function start(
  dataDir: string,
  rest: Partial<EmbeddedOptions> = {},
): Promise<EmbeddedServer> {
  const started = await startEmbedded({ dataDir, log: () => undefined, ...rest });
  if (!started.ok) throw new Error(JSON.stringify(started.failure));
  onTestFinished(() => started.server.stop());
  return started.server;
}

export async function refusalOf(
  dataDir: string,
  rest: Partial<EmbeddedOptions> = {},
): Promise<Failure> {
  const started = await startEmbedded({ dataDir, log: () => undefined, ...rest });
  if (started.ok) await started.server.stop();
  expect(started.ok).toBe(false);
  return started.ok ? expect.fail() : started.failure;
}

export type Served = ReturnType<typeof serveApart>;

/** The same in a process of its own, which is killed at the end of the test. */
export function serveApart(dataDir: string) {
  const script = new URL("served.ts", import.meta.url).pathname;
  const served = execa(process.execPath, [script, dataDir], { reject: false, buffer: false });
  onTestFinished(async () => {
    served.kill("SIGKILL");
    await served;
  });
  return served;
}

/** Where its database is, or why there is none. */
export async function answerOf(served: Served): Promise<Connection | Failure> {
  const [line] = await once(createInterface({ input: served.stdout }), "line");
  return JSON.parse(String(line)) as Connection | Failure; // served.ts prints nothing else
}

export async function connectionOf(served: Served): Promise<Connection> {
  const answer = await answerOf(served);
  if ("code" in answer) throw new Error(JSON.stringify(answer));
  return answer;
}

export async function ask(
  connection: Connection,
  text: string,
): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ ...connection });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(text);
    return rows;
  } finally {
    await client.end();
  }
}

/** Looks again until it holds. The test's own time limit ends what never will. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(5);
}
