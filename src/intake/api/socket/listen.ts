import { once } from "node:events";
import { chmod, mkdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";
import { type Answer, answer, refuse } from "../refusal.ts";
import { isAnswering } from "./is-answering.ts";
import { isTooLong, socketFolder, socketPath } from "./socket-path.ts";

export interface ApiServer {
  readonly path: string;
  /** Hears nobody new, ends what is open, and takes the socket away. */
  readonly close: () => Promise<void>;
}

/**
 * Serves the API on a socket in the data directory, for the user of this process alone.
 *
 * Whatever lies there and does not answer was left behind by a server that was killed.
 */
export async function listen(api: Hono, dataDir: string): Promise<Answer<ApiServer>> {
  const path = socketPath(dataDir);
  if (isTooLong(path)) return tooLong(path);
  const folder = socketFolder(dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  if (await isAnswering(path)) return inUse(dataDir);
  await rm(path, { force: true });

  const server = createAdaptorServer({ fetch: api.fetch, createServer });
  server.listen(path);
  await once(server, "listening");
  await chmod(path, 0o600);
  const close = async (): Promise<void> => {
    const closed = once(server, "close");
    server.close();
    if ("closeAllConnections" in server) server.closeAllConnections();
    await closed;
  };
  return answer({ path, close });
}

function tooLong(path: string): Answer<never> {
  return refuse(
    "E515",
    `The path of the API's socket has ${Buffer.byteLength(path)} bytes, too many for this system: ${path}`,
    "Set PITCREW_DATA_DIR to a directory with a shorter path.",
  );
}

function inUse(dataDir: string): Answer<never> {
  return refuse(
    "E510",
    `Another Pitcrew serves ${dataDir}`,
    "Stop that one, or set PITCREW_DATA_DIR to another directory.",
  );
}
