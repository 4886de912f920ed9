import type { Code } from "../../model/codes.ts";
import type { Checkpoint, Unsealed } from "../../audit/checkpoint.ts";
import type { Anchor } from "../../ports/anchor.ts";
import type { CheckpointStore } from "../../ports/checkpoint-store.ts";
import type { Clock } from "../../ports/clock.ts";
import { sleep } from "../sleep.ts";
import { bringUpToDate } from "./bring-up-to-date.ts";

const UNREACHED: Code = "E548";

export interface SealerOptions {
  readonly store: CheckpointStore;
  readonly write: (unsealed: Unsealed) => Checkpoint;
  readonly anchors: readonly Anchor[];
  readonly clock: Clock;
  /** Between two looks at the record. */
  readonly everyMs: number;
  readonly onTrouble: (what: string, error: unknown) => void;
}

export interface Sealer {
  /** Seals what there is once more, and tells the anchors. */
  readonly stop: () => Promise<void>;
}

/**
 * Seals the record as it grows, and hands each checkpoint out at once. Every process does so: the
 * store lets one seal at a time, and an anchor that has a checkpoint twice has lost nothing.
 */
export function startSealer(options: SealerOptions): Sealer {
  const { store, write, anchors, clock, everyMs, onTrouble } = options;
  const stopping = new AbortController();
  const deliveries = new Map<Anchor, Promise<void>>();

  async function sealAll(): Promise<void> {
    try {
      let sealing = await store.seal(write);
      while (sealing === "sealed") sealing = await store.seal(write);
    } catch (error) {
      onTrouble("The audit record could not be sealed", error);
    }
  }

  /** One that hangs holds up neither the others nor the next checkpoint. */
  function deliver(): void {
    for (const anchor of anchors) {
      if (deliveries.has(anchor)) continue;
      const delivery = bringUpToDate(anchor, store)
        .catch((error: unknown) =>
          onTrouble(`${UNREACHED}: checkpoints do not reach ${anchor.place}`, error),
        )
        .finally(() => deliveries.delete(anchor));
      deliveries.set(anchor, delivery);
    }
  }

  async function look(): Promise<void> {
    while (!stopping.signal.aborted) {
      await sealAll();
      deliver();
      await sleep(clock, everyMs, stopping.signal);
    }
  }

  const looking = look();
  return {
    stop: async () => {
      stopping.abort();
      await looking;
      await Promise.all(deliveries.values());
      await sealAll();
      deliver();
      await Promise.all(deliveries.values());
    },
  };
}
