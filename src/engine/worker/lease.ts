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
  /**
   * `claimedAt` is the monotonic time at which the claim was asked for. A renewal also tells of
   * a new message of the run, whose wake may have reached another process, or nobody.
   */
  readonly keep: (claim: Claim, claimedAt: number, onNews: OnNews) => Lease;
  /** Ends all leases at once. */
  readonly stop: () => void;
}

export type OnNews = (wakeSeq: number) => void;

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
  readonly hear: (wakeSeq: number) => void;
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
    const answers = await store.renew(claims, leaseMs);
    const renewed = new Map(answers.map(({ run, wakeSeq }) => [run, wakeSeq]));
    for (const { claim, lose, prolong, hear } of asked) {
      const wakeSeq = renewed.get(claim.run);
      if (wakeSeq === undefined) {
        lose();
      } else {
        prolong(from);
        hear(wakeSeq);
      }
    }
  }

  async function renewForEver(): Promise<void> {
    await renew().catch(onFailedRenewal);
    if (!isStopped) cancel = clock.after(renewMs, () => void renewForEver());
  }

  function keep(claim: Claim, claimedAt: number, onNews: OnNews): Lease {
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
    let latest = claim.heard;
    const hear = (wakeSeq: number): void => {
      if (wakeSeq <= latest) return;
      latest = wakeSeq;
      onNews(wakeSeq);
    };
    const entry: Kept = { claim, prolong, hear, lose };
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
