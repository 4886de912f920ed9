import type { WakeHandler } from "../../ports/dispatcher.ts";
import type { Claimed } from "../../ports/run-store.ts";
import { waitAtMost } from "../wait-at-most.ts";
import type { Arrival } from "./arrival.ts";
import { keepLeases } from "./lease.ts";
import { createMailbox, type Mailbox } from "./mailbox.ts";
import type { Tools } from "./work.ts";
import { workOnRun } from "./work-on-run.ts";

export interface WorkerSettings {
  /** Unique among all workers of one store. */
  readonly name: string;
  readonly leaseMs: number;
  readonly renewMs: number;
}

export interface Worker {
  /** Works on this run until it rests or ends, if it is due and nobody else has it. */
  readonly onWake: WakeHandler;
  /** Claims nothing more and sends nothing more; waits so long for what is on its way. */
  readonly drain: (graceMs: number) => Promise<void>;
  readonly inHand: () => readonly string[];
}

export function createWorker({ name, leaseMs, renewMs }: WorkerSettings, tools: Tools): Worker {
  const { store, clock, programOf, onTrouble, atBoundary, mayClaim = () => true } = tools;
  const onFailedRenewal = (error: unknown): void =>
    onTrouble({ what: "renewal_failed", run: null, error });
  const leases = keepLeases({ store, clock, leaseMs, renewMs, onFailedRenewal });
  const inHand = new Map<string, { mailbox: Mailbox<Arrival>; done: Promise<void> }>();
  let isDraining = false;

  async function onWake(run: string, wakeSeq: number): Promise<void> {
    const busy = inHand.get(run);
    if (busy !== undefined) return busy.mailbox.put({ is: "nudged", wakeSeq });
    if (isDraining || !mayClaim()) return;
    const askedAt = clock.monotonic();
    const claimed = await store.claim(name, leaseMs, run);
    if (claimed === undefined) return;
    const mailbox = createMailbox<Arrival>();
    const done = take(claimed, askedAt, mailbox).finally(() => inHand.delete(run));
    inHand.set(run, { mailbox, done });
    await done;
    // A nudge that nobody has read came while the run was being given back.
    if (mailbox.unread().some(({ is }) => is === "nudged")) await onWake(run, wakeSeq);
  }

  async function take(claimed: Claimed, askedAt: number, mailbox: Mailbox<Arrival>): Promise<void> {
    const { claim, record } = claimed;
    const { run } = claim;
    const claimedAt = clock.monotonic();
    const lease = leases.keep(claim, askedAt, (wakeSeq) => mailbox.put({ is: "nudged", wakeSeq }));
    lease.signal.addEventListener("abort", () => mailbox.put({ is: "lease_lost" }));
    try {
      await atBoundary("after_claim", run);
      const program = await programOf(record);
      if (program === undefined) {
        onTrouble({ what: "playbook_not_understood", run, error: undefined });
        return await store.release(claim);
      }
      const desk = { program, claimedAt, lease, mailbox, isDraining: () => isDraining, tools };
      await workOnRun(claimed, desk);
    } catch (error) {
      // The claim is left to lapse: a run that breaks whoever has it must not come back at once.
      onTrouble({ what: "run_broke_off", run, error });
    } finally {
      lease.letGo();
    }
  }

  return {
    onWake,
    drain: async (graceMs) => {
      isDraining = true;
      for (const { mailbox } of inHand.values()) mailbox.put({ is: "draining" });
      const work = [...inHand.values()].map(({ done }) => done);
      await waitAtMost(clock, graceMs, work);
      leases.stop();
    },
    inHand: () => [...inHand.keys()],
  };
}
