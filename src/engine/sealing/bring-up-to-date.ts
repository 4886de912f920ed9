import type { Anchor } from "../../ports/anchor.ts";
import type { CheckpointStore } from "../../ports/checkpoint-store.ts";

/** Handed over at once; after a long break it takes several rounds. */
const AT_ONCE = 500;

/** Hands an anchor all that it lacks, in order. */
export async function bringUpToDate(
  anchor: Anchor,
  store: Pick<CheckpointStore, "notesAfter">,
): Promise<void> {
  let reached = await anchor.reached();
  for (;;) {
    const notes = await store.notesAfter(reached, AT_ONCE);
    const last = notes.at(-1);
    if (last === undefined) return;
    await anchor.keep(notes);
    reached = last.number;
  }
}
