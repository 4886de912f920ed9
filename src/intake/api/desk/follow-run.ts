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
  const history = await store.history(run);
  if (history.length === 0) return noSuchRun(run);
  return answer(history.filter(({ entry }) => entry.seq > after).map(viewEvent));
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
      const events = await readEvents(run, seen, desk);
      for (const event of events.ok ? events.value : []) {
        yield event;
        seen = event.seq;
      }
      if (record === undefined || record.endedAt !== null) return;
      await bell.wait(LOOK_EVERY_MS, signal);
    }
  } finally {
    bell.stop();
  }
}
