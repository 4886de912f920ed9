import type { RunEvent, Started } from "../../../engine/machine/event.ts";
import type { Recorded } from "../../../ports/run-store.ts";

type AnyEvent = Started | RunEvent;

/** The chain of a run in the record. */
export function subjectOf(run: string): string {
  return `run:${run}`;
}

/** What is hashed and kept, byte for byte. */
export function bodyOf({ event, notes }: Recorded<AnyEvent>): string {
  return JSON.stringify({ event, notes });
}

export function parseBody(body: string): Pick<Recorded<AnyEvent>, "event" | "notes"> {
  // Only `bodyOf` writes bodies of runs.
  return JSON.parse(body) as Pick<Recorded<AnyEvent>, "event" | "notes">;
}
