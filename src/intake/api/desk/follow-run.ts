import type { RunRecord } from "../../../ports/run-store.ts";
import { type Answer, answer } from "../refusal.ts";
import type { EventView } from "../views/event-view.ts";
import type { Desk } from "./desk.ts";
import { noSuchRun } from "./find-run.ts";
import { viewEvent } from "./view-event.ts";

type Reading = Pick<Desk, "store" | "bell">;

export async function readEvents(
  run: string,
  after: number,
  { store }: Pick<Desk, "store">,
): Promise<Answer<readonly EventView[]>> {
  const events = await store.history(run, after);
  // Whoever has seen an event knows that there is the run.
  const isNew = after === 0 && events.length === 0;
  if (isNew && (await store.get(run)) === undefined) return noSuchRun(run);
  return answer(events.map(viewEvent));
}

/** The events after one, then every further one as it is stored, until the run has ended. */
export async function followRun(
  run: string,
  after: number,
  signal: AbortSignal,
  desk: Reading,
): Promise<Answer<AsyncIterable<EventView>>> {
  const record = await desk.store.get(run);
  return record === undefined ? noSuchRun(run) : answer(follow(run, after, signal, desk));
}

/** How long news may take that come from another process on the same database. */
const LOOK_EVERY_MS = 1_000;

function isAtRest({ endedAt, undo }: RunRecord): boolean {
  return endedAt !== null && undo !== "undoing";
}

async function* follow(
  run: string,
  after: number,
  signal: AbortSignal,
  desk: Reading,
): AsyncGenerator<EventView> {
  const bell = desk.bell.listen(run);
  let seen = after;
  try {
    while (!signal.aborted) {
      // Asked before the events are read, so that none is missed once it says "ended".
      const record = await desk.store.get(run);
      const events = await desk.store.history(run, seen);
      for (const event of events.map(viewEvent)) {
        yield event;
        seen = event.seq;
      }
      if (record === undefined || isAtRest(record)) return;
      await bell.wait(LOOK_EVERY_MS, signal);
    }
  } finally {
    bell.stop();
  }
}
