import type { Note } from "../../audit/checkpoint.ts";
import type { Anchor } from "../../ports/anchor.ts";
import type { CheckpointStore } from "../../ports/checkpoint-store.ts";

/** A place that cannot be asked what it has: how far it came stands beside the checkpoints. */
export function rememberedAnchor(
  place: string,
  send: (notes: readonly Note[]) => Promise<void>,
  store: Pick<CheckpointStore, "readAnchor" | "moveAnchor">,
): Anchor {
  return {
    place,
    reached: () => store.readAnchor(place),
    keep: async (notes) => {
      await send(notes);
      await store.moveAnchor(place, Math.max(...notes.map(({ number }) => number)));
    },
  };
}
