import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import { endServer } from "./end-server.ts";
import type { Log } from "./log.ts";
import type { Place } from "./place.ts";
import { serversOn } from "./processes.ts";
import { type Refusal, stillRunning } from "./refusal.ts";
import { socketFiles } from "./socket.ts";

export type Cleared = { readonly ok: true } | Refusal;

/**
 * Clears away what a server has left whose Pitcrew was killed: the server itself if it still runs,
 * and the files that would keep the next one from starting. Only for who holds the claim.
 */
export async function clearLeftovers(
  place: Place,
  socketFolder: string,
  log: Log,
): Promise<Cleared> {
  const { dataDir, cluster } = place;
  const pidFile = join(cluster, "postmaster.pid");
  const running = await serversOn(cluster);
  if (running.length > 0) {
    log("Stopping a PostgreSQL server whose Pitcrew is gone", { pids: running });
    const leader = await leaderOf(running, pidFile);
    const hasEnded = await endServer({
      tell: (signal) => tell(leader, signal),
      endsWithin: (ms) => isDesertedWithin(cluster, ms),
    });
    if (!hasEnded) return stillRunning(dataDir, await serversOn(cluster));
  }
  for (const file of [pidFile, ...socketFiles(socketFolder)]) await rm(file, { force: true });
  return { ok: true };
}

/** The others end by themselves when the leader is gone. */
async function leaderOf(running: readonly number[], pidFile: string): Promise<number | undefined> {
  const leader = Number.parseInt(await readFile(pidFile, "utf8").catch(() => ""), 10);
  return running.includes(leader) ? leader : undefined;
}

function tell(leader: number | undefined, signal: NodeJS.Signals): void {
  if (leader === undefined) return;
  try {
    process.kill(leader, signal);
  } catch {
    // It has ended meanwhile; if it is still there, that shows in the wait.
  }
}

async function isDesertedWithin(cluster: string, ms: number): Promise<boolean> {
  const patience = AbortSignal.timeout(ms);
  while (!patience.aborted) {
    if ((await serversOn(cluster)).length === 0) return true;
    await pause(LOOK_AGAIN_MS);
  }
  return false;
}

const LOOK_AGAIN_MS = 10;
