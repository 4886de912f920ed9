import type { Dispatcher } from "../ports/dispatcher.ts";
import type { RunStore } from "../ports/run-store.ts";
import { derivedId } from "./derived-id.ts";
import { ENGINE } from "./worker/happening.ts";

export interface Telling {
  readonly store: Pick<RunStore, "waiters" | "send">;
  readonly dispatcher: Pick<Dispatcher, "wake">;
}

/**
 * Lets the first run that waits for each of these targets try at once. Whoever is not told, or was
 * told in vain, tries again by itself. `occasion` tells this letting go from every other.
 */
export async function tellWaiters(
  targets: readonly string[],
  occasion: string,
  { store, dispatcher }: Telling,
): Promise<void> {
  for (const { run, target } of await store.waiters(targets)) {
    const id = derivedId("freed", run, target, occasion);
    const sent = await store.send({ id, run, event: { is: "freed", target }, ...ENGINE });
    if (sent.is === "sent") dispatcher.wake(run, sent.wakeSeq);
  }
}
