import { claim } from "./claim.ts";
import { chooseIdentity, type Identity } from "./identity.ts";
import { initialise } from "./initialise.ts";
import { keepRunning } from "./keep-running.ts";
import { launch, type Launched } from "./launch.ts";
import { clearLeftovers } from "./leftovers.ts";
import type { Log } from "./log.ts";
import { letIn, openPlace, type Place } from "./place.ts";
import { findProgram } from "./program.ts";
import { type Refusal, refusedBySystem } from "./refusal.ts";
import { closeSocketFolder, openSocketFolder } from "./socket.ts";

export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly log: Log;
  /** Found out where it is not given. */
  readonly identity?: Identity;
}

export type Started = { readonly ok: true; readonly server: EmbeddedServer } | Refusal;

export interface EmbeddedServer {
  /** Where a client finds it. The host is a folder, with the socket in it. */
  readonly connection: { readonly host: string; readonly database: string; readonly user: string };
  /** Shuts it down cleanly. May be called again. */
  readonly stop: () => Promise<void>;
}

/**
 * Runs a PostgreSQL of our own on a data directory, and makes the database when there is none.
 *
 * The server dies with this process. However either of them ends, the next start finds every
 * commit that was acknowledged.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Started> {
  try {
    return await startIn(await openPlace(options.dataDir), options);
  } catch (error) {
    const refusal = refusedBySystem(options.dataDir, error);
    if (refusal === undefined) throw error;
    return refusal;
  }
}

async function startIn(place: Place, options: EmbeddedOptions): Promise<Started> {
  const claimed = await claim(place);
  if (!claimed.ok) return claimed;
  let started: Started | undefined;
  try {
    started = await startClaimed(place, options, claimed.release);
    return started;
  } finally {
    if (!started?.ok) claimed.release();
  }
}

async function startClaimed(
  place: Place,
  { log, identity: given }: EmbeddedOptions,
  release: () => void,
): Promise<Started> {
  const identity = given ?? (await chooseIdentity());
  const admitted = await letIn(identity, place);
  if (!admitted.ok) return admitted;
  const socket = await openSocketFolder(place, identity);
  if (!socket.ok) return socket;
  const found = await findProgram(place, identity);
  if (!found.ok) return found;
  const initialised = await initialise(place, found.program, identity);
  if (!initialised.ok) return initialised;

  const launchCleanly = async (): Promise<Launched> => {
    const cleared = await clearLeftovers(place, socket.folder, log);
    if (!cleared.ok) return cleared;
    return launch({ place, identity, socketFolder: socket.folder, program: found.program, log });
  };
  const first = await launchCleanly();
  if (!first.ok) return first;

  const stopping = new AbortController();
  const ended = keepRunning(first.server, {
    launchAgain: launchCleanly,
    stop: stopping.signal,
    log,
  });
  const closed = ended.then(() => closeSocketFolder(place, socket.folder)).finally(release);
  const stop = () => {
    stopping.abort();
    return closed;
  };
  const connection = { host: socket.folder, database: "postgres", user: "pitcrew" };
  return { ok: true, server: { connection, stop } };
}
