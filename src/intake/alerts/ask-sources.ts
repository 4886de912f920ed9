import { sleep } from "../../engine/sleep.ts";
import type { AlertIntake } from "../../ports/alerts/alert-intake.ts";
import type { AlertLister } from "../../ports/alerts/alert-lister.ts";
import type { Clock } from "../../ports/clock.ts";
import { endOfOwnAlert, OURSELVES, ownAlert } from "./own-alert.ts";
import { readListing } from "./read-listing.ts";

/** A source that can be asked what fires. */
export interface AskableSource {
  readonly name: string;
  readonly receiver: string;
  readonly lister: AlertLister;
}

export interface Asking {
  readonly sources: readonly AskableSource[];
  readonly intake: Pick<AlertIntake, "takeIn" | "takeListing">;
  /** By the clock of the database. */
  readonly now: () => Promise<number>;
  readonly newId: () => string;
  readonly clock: Pick<Clock, "after">;
  readonly onTaken: () => void;
  readonly onTrouble: (what: string, error: unknown) => void;
}

export interface Asker {
  /** Does not wait for the next minute. */
  readonly askNow: () => void;
  readonly stop: () => Promise<void>;
}

const EVERY_MS = 60_000;

/** Our own alerts are over when nothing has raised them again for so long. */
const QUIET_MS = 3_600_000;

/**
 * Asks each minute what fires, because a message can get lost: Alertmanager tells nothing of what
 * it silences, and of what fires and ends while we are away.
 */
export function startAsking(asking: Asking): Asker {
  const { sources, clock, onTrouble } = asking;
  const stopping = new AbortController();
  const { signal } = stopping;
  let woken = new AbortController();

  async function askForEver(): Promise<void> {
    while (!signal.aborted) {
      woken = new AbortController();
      for (const source of sources) {
        await askSource(source, asking, signal).catch((error: unknown) => {
          onTrouble(`What fires at ${source.name} could not be stored`, error);
        });
      }
      await forgetOwn(asking).catch((error: unknown) => {
        onTrouble("Old alerts of our own could not be closed", error);
      });
      await sleep(clock, EVERY_MS, AbortSignal.any([signal, woken.signal]));
    }
  }

  const ended = askForEver();
  return {
    askNow: () => woken.abort(),
    stop: () => {
      stopping.abort();
      return ended;
    },
  };
}

/** A listing that is not complete says nothing about what it leaves out, so it is not taken at all. */
export async function askSource(
  { name, receiver, lister }: AskableSource,
  { intake, now, newId, onTaken, onTrouble }: Omit<Asking, "sources" | "clock">,
  signal: AbortSignal,
): Promise<void> {
  const askedAt = await now();
  const listed = await lister.list(receiver, signal);
  if (signal.aborted) return;
  const sightings = listed.is === "listed" ? readListing(listed.body, name, newId) : undefined;
  if (sightings === undefined) {
    const detail = listed.is === "listed" ? "its list has an unknown form" : listed.detail;
    onTrouble(`${name} could not be asked what fires`, detail);
    await intake.takeIn([ownAlert("PitcrewSourceNotReached", name, newId())]);
  } else {
    await intake.takeListing({ source: name, sightings, askedAt });
    // Whatever a message left out is known now.
    await intake.takeIn(OUTDATED.map((own) => endOfOwnAlert(own, name, newId())));
  }
  onTaken();
}

const OUTDATED = [
  "PitcrewGroupTruncated",
  "PitcrewBodyTooLarge",
  "PitcrewSourceNotReached",
] as const;

async function forgetOwn({ intake, now }: Pick<Asking, "intake" | "now">): Promise<void> {
  const askedAt = (await now()) - QUIET_MS;
  await intake.takeListing({ source: OURSELVES, sightings: [], askedAt });
}
