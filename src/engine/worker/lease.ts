import type { Cancel, Clock } from "../../ports/clock.ts";
import type { Claim, RunStore } from "../../ports/run-store.ts";

/** The time for which a worker may act on a claim, prolonged while the store agrees. */
export interface Lease {
  /** Aborted when another worker has the run or may soon have it. Nothing may be sent after that. */
  readonly signal: AbortSignal;
  /** Asks the clock itself, because after a stall the signal comes too late. */
  readonly isHeld: () => boolean;
  /** No more renewals. The claim lapses by itself, unless it was given back. */
  readonly letGo: () => void;
}

export interface LeaseKeeper {
  /** `claimedAt` is the monotonic time at which the claim was asked for. */
  readonly keep: (claim: Claim, claimedAt: number) => Lease;
  /** Ends all leases at once. */
  readonly stop: () => void;
}

export interface Leasing {
  readonly store: Pick<RunStore, "renew">;
  readonly clock: Clock;
  readonly leaseMs: number;
  readonly renewMs: number;
  readonly onFailedRenewal: (error: unknown) => void;
}

/** A holder stops this much before the lease lapses, so that the next one finds nobody at work. */
const SAFETY = 0.1;

interface Kept {
  readonly claim: Claim;
  readonly prolong: (from: number) => void;
  readonly lose: () => void;
}

/** Renews all leases of a worker together. */
export function keepLeases(leasing: Leasing): LeaseKeeper {
  const { store, clock, leaseMs, renewMs, onFailedRenewal } = leasing;
  const kept = new Map<string, Kept>();
  let cancel: Cancel | undefined;
  let isStopped = false;

  async function renew(): Promise<void> {
    const asked = [...kept.values()];
    if (asked.length === 0) return;
    const from = clock.monotonic();
    const claims = asked.map(({ claim }) => claim);
    const lost = new Set(await store.renew(claims, leaseMs));
    for (const { claim, lose, prolong } of asked) {
      if (lost.has(claim.run)) lose();
      else prolong(from);
    }
  }

  async function renewForEver(): Promise<void> {
    await renew().catch(onFailedRenewal);
    if (!isStopped) cancel = clock.after(renewMs, () => void renewForEver());
  }

  function keep(claim: Claim, claimedAt: number): Lease {
    const controller = new AbortController();
    let heldUntil = 0;
    let cancelLapse: Cancel | undefined;

    const lose = (): void => {
      cancelLapse?.();
      if (kept.get(claim.run) === entry) kept.delete(claim.run);
      controller.abort(new Error("the claim is lost"));
    };
    const prolong = (from: number): void => {
      if (kept.get(claim.run) !== entry) return;
      heldUntil = from + leaseMs * (1 - SAFETY);
      cancelLapse?.();
      cancelLapse = clock.after(heldUntil - clock.monotonic(), lose);
    };
    const entry: Kept = { claim, prolong, lose };
    kept.set(claim.run, entry);
    prolong(claimedAt);
    return {
      signal: controller.signal,
      isHeld: () => !controller.signal.aborted && clock.monotonic() < heldUntil,
      letGo: () => {
        cancelLapse?.();
        if (kept.get(claim.run) === entry) kept.delete(claim.run);
      },
    };
  }

  cancel = clock.after(renewMs, () => void renewForEver());
  return {
    keep,
    stop: () => {
      isStopped = true;
      cancel?.();
      for (const { lose } of kept.values()) lose();
    },
  };
}
