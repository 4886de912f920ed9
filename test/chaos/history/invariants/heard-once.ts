import { isDeepStrictEqual } from "node:util";
import type { NewMessage } from "../../../../src/ports/run-message.ts";
import type { History, RunHistory } from "../history.ts";

/** What somebody was told that a run has, it has heard, and it heard it once. */
export function* heardOnce({ runs, told }: History): Generator<string> {
  const byId = new Map(runs.map((run) => [run.record.id, run]));
  const messages = new Map(told.map((message) => [message.id, message]));
  for (const message of messages.values()) {
    const heard = timesHeard(byId.get(message.run), message);
    if (heard === 1) continue;
    yield `run ${message.run} heard "${message.event.is}" from ${message.actor} ${heard} times`;
  }
}

function timesHeard(run: RunHistory | undefined, { event, actor }: NewMessage): number {
  const same = run?.events.filter((recorded) => {
    const { at: _at, ...heard } = recorded.event;
    return recorded.actor === actor && isDeepStrictEqual(heard, event);
  });
  return same?.length ?? 0;
}
