import { setTimeout as pause } from "node:timers/promises";
import type { Launched, Server } from "./launch.ts";
import type { Log } from "./log.ts";

export interface Keeping {
  readonly launchAgain: () => Promise<Launched>;
  readonly stop: AbortSignal;
  readonly log: Log;
  /** Waits, or less when told to stop. */
  readonly wait?: (ms: number, stop: AbortSignal) => Promise<void>;
}

/**
 * Keeps a server running until told to stop, then settles when it has ended.
 *
 * One that ends by itself is started again. After a full disk, for example, that works as soon as
 * there is space, and every commit that was acknowledged is there.
 */
export async function keepRunning(first: Server, keeping: Keeping): Promise<void> {
  let server: Server | undefined = first;
  while (server !== undefined) {
    await endOf(server, keeping.stop);
    if (keeping.stop.aborted) return;
    keeping.log("PostgreSQL has ended by itself", {});
    server = await startAgain(keeping);
  }
}

async function endOf(server: Server, stop: AbortSignal): Promise<void> {
  const end = (): void => void server.end();
  if (stop.aborted) end();
  stop.addEventListener("abort", end);
  await server.ended;
  stop.removeEventListener("abort", end);
}

async function startAgain({
  launchAgain,
  stop,
  log,
  wait = waitOrStop,
}: Keeping): Promise<Server | undefined> {
  for (let delay = SHORTEST_MS; ; delay = Math.min(delay * 2, LONGEST_MS)) {
    await wait(delay, stop);
    if (stop.aborted) return undefined;
    const launched = await launchAgain();
    if (launched.ok) return launched.server;
    log("PostgreSQL cannot be started again", { ...launched.failure });
  }
}

const SHORTEST_MS = 100;
const LONGEST_MS = 5_000;

async function waitOrStop(ms: number, stop: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal: stop }).catch(() => undefined);
}
