import type { Change } from "../../ports/run-change.ts";
import type { Appended, Claim, RunStore } from "../../ports/run-store.ts";
import type { Clock } from "../../ports/clock.ts";
import { sleep } from "../sleep.ts";
import type { Lease } from "./lease.ts";

export interface Appending {
  readonly store: Pick<RunStore, "append">;
  readonly clock: Clock;
  readonly lease: Lease;
  readonly onThrown: (error: unknown) => void;
}

const TRIES = 5;
const PAUSE = 200;

/**
 * Appends until the store has answered. When it throws, nobody knows whether the change was
 * stored; asking again with the same change tells, and stores it once.
 */
export async function appendSurely(
  claim: Claim,
  change: Change,
  { store, clock, lease, onThrown }: Appending,
): Promise<Appended> {
  for (let left = TRIES; ; left -= 1) {
    try {
      return await store.append(claim, change);
    } catch (error) {
      if (left <= 1) throw error;
      onThrown(error);
    }
    await sleep(clock, PAUSE, lease.signal);
    if (!lease.isHeld()) return { is: "lost" };
  }
}
