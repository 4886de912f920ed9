import type { RunEvent, Started } from "../../../engine/machine/event.ts";
import type { NewIntent, Recorded } from "../../../ports/run-change.ts";
import type { PinnedPlaybook } from "../../../ports/run-store.ts";

type AnyEvent = Started | RunEvent;

/** The chain of a run in the record. */
export function subjectOf(run: string): string {
  return `run:${run}`;
}

/** What the event alone does not say, and auditors ask for. */
interface Facts {
  readonly pinned?: PinnedPlaybook;
  /** What is set out to be done, from this event on. */
  readonly intents?: readonly NewIntent[];
}

/** What is hashed and kept, byte for byte. */
export function bodyOf({ event, notes }: Recorded<AnyEvent>, facts: Facts = {}): string {
  return JSON.stringify({ event, notes, ...facts });
}

export function parseBody(body: string): Pick<Recorded<AnyEvent>, "event" | "notes"> {
  // Only `bodyOf` writes bodies of runs.
  return JSON.parse(body) as Pick<Recorded<AnyEvent>, "event" | "notes">;
}
