import { describe, expect, test } from "vitest";
import { keepLeases, type OnNews } from "../../../src/engine/worker/lease.ts";
import type { Claim, RunStore } from "../../../src/ports/run-store.ts";
import { fakeClock } from "../fake-clock.ts";

describe("a lease", () => {
  test("is held for as long as the store prolongs it", async () => {
    const { keep, clock, renewals } = keeper();
    const lease = keep(claimOn("r-1"), 0);

    await clock.pass(60_000);

    expect(lease.isHeld()).toBe(true);
    expect(renewals).toHaveLength(20);
    expect(renewals[0]).toEqual([["r-1"], 10_000]);
  });

  test("is over before it lapses when the store cannot be reached", async () => {
    const { keep, clock, failures } = keeper(() => Promise.reject(new Error("no database")));
    const lease = keep(claimOn("r-1"), 0);

    await clock.pass(8_999);
    expect(lease.isHeld()).toBe(true);
    await clock.pass(1);

    expect(lease.isHeld()).toBe(false);
    expect(lease.signal.aborted).toBe(true);
    expect(failures).toHaveLength(2);
  });

  test("counts from before the claim was asked for", async () => {
    const { keep, clock } = keeper(() => Promise.reject(new Error("no database")));
    await clock.pass(4_000);
    const lease = keep(claimOn("r-1"), 1_000);

    await clock.pass(6_000);

    expect(lease.isHeld()).toBe(false);
  });

  test("is over at once when another has claimed the run, and the others are not", async () => {
    const { keep, clock } = keeper(async () => [{ run: "r-2", wakeSeq: 0 }]);
    const [lost, kept] = [keep(claimOn("r-1"), 0), keep(claimOn("r-2"), 0)];

    await clock.pass(3_000);

    expect([lost.isHeld(), kept.isHeld()]).toEqual([false, true]);
    expect(lost.signal.aborted).toBe(true);
  });

  test("tells of each new message once, when it is renewed", async () => {
    let wakeSeq = 0;
    const { keep, clock } = keeper(async () => [{ run: "r-1", wakeSeq }]);
    const heard: number[] = [];
    keep(claimOn("r-1"), 0, (latest) => heard.push(latest));

    for (const now of [0, 2, 2, 3]) {
      wakeSeq = now;
      await clock.pass(3_000);
    }

    expect(heard).toEqual([2, 3]);
  });

  test("is over after a stall, before any timer could say so", () => {
    const { keep, clock } = keeper();
    const lease = keep(claimOn("r-1"), 0);

    clock.stall(9_500);

    expect(lease.isHeld()).toBe(false);
    expect(lease.signal.aborted).toBe(false);
  });

  test("is not renewed any more once it was let go", async () => {
    const { keep, clock, renewals } = keeper();
    keep(claimOn("r-1"), 0).letGo();

    await clock.pass(60_000);

    expect(renewals).toEqual([]);
    expect(clock.pending()).toBe(1);
  });

  test("of an earlier claim cannot end that of a later one", async () => {
    const { keep, clock } = keeper();
    const earlier = keep(claimOn("r-1", 1), 0);
    const later = keep(claimOn("r-1", 2), 0);

    earlier.letGo();
    await clock.pass(30_000);

    expect(later.isHeld()).toBe(true);
  });

  test("ends with its keeper", async () => {
    const { keep, stop, clock } = keeper();
    const lease = keep(claimOn("r-1"), 0);

    stop();
    stop();

    expect(lease.signal.aborted).toBe(true);
    expect(clock.pending()).toBe(0);
  });
});

const renewAll: RunStore["renew"] = async (claims) =>
  claims.map(({ run }) => ({ run, wakeSeq: 0 }));

function keeper(renew: RunStore["renew"] = renewAll) {
  const clock = fakeClock();
  const renewals: unknown[] = [];
  const failures: unknown[] = [];
  const store: Pick<RunStore, "renew"> = {
    renew: (claims, leaseMs) => {
      renewals.push([claims.map(({ run }) => run), leaseMs]);
      return renew(claims, leaseMs);
    },
  };
  const onFailedRenewal = (error: unknown) => failures.push(error);
  const settings = { leaseMs: 10_000, renewMs: 3_000 };
  const leases = keepLeases({ store, clock, ...settings, onFailedRenewal });
  return {
    keep: (claim: Claim, claimedAt: number, onNews: OnNews = () => undefined) =>
      leases.keep(claim, claimedAt, onNews),
    stop: leases.stop,
    clock,
    renewals,
    failures,
  };
}

function claimOn(run: string, epoch = 1): Claim {
  return { run, epoch, seq: 1, heard: 0 };
}
