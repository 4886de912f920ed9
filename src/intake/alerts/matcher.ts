import { sleep } from "../../engine/sleep.ts";
import type { AlertQueue, DueAlert, Settlement } from "../../ports/alerts/alert-queue.ts";
import type { Clock } from "../../ports/clock.ts";
import { FLAPPING } from "./hold-back.ts";
import { matchAlert, type Matching, type Scene } from "./match-alert.ts";

export interface MatcherNeeds {
  readonly queue: AlertQueue;
  readonly matching: Matching;
  /** As it is at this moment. */
  readonly sceneAt: (now: number) => Promise<Scene>;
  readonly clock: Pick<Clock, "after">;
  /** Told of what went wrong and is tried again. */
  readonly onTrouble: (what: string, error: unknown) => void;
}

export interface Matcher {
  /** There may be something due. Never waits. */
  readonly wake: () => void;
  /** Takes nothing new, and finishes what it has taken. */
  readonly stop: () => Promise<void>;
}

const AT_ONCE = 50;
const LEASE_MS = 30_000;
const PAUSE_MS = 2_000;

/** Matches whatever is due, at once when woken, else every two seconds. */
export function startMatcher(needs: MatcherNeeds): Matcher {
  const stopping = new AbortController();
  let woken = new AbortController();

  async function matchForEver(): Promise<void> {
    while (!stopping.signal.aborted) {
      woken = new AbortController();
      const taken = await matchDue(needs).catch((error: unknown) => {
        needs.onTrouble("Looking for alerts to match failed", error);
        return 0;
      });
      if (taken === AT_ONCE) continue;
      await sleep(needs.clock, PAUSE_MS, AbortSignal.any([stopping.signal, woken.signal]));
    }
  }

  const ended = matchForEver();
  return {
    wake: () => woken.abort(),
    stop: () => {
      stopping.abort();
      return ended;
    },
  };
}

/** Returns how many were taken. One that breaks off is due again later, and harms no other. */
export async function matchDue(needs: MatcherNeeds): Promise<number> {
  const { queue, sceneAt } = needs;
  const due = await queue.claim({
    atMost: AT_ONCE,
    forMs: LEASE_MS,
    flapMs: FLAPPING.withinMs,
  });
  if (due.length === 0) return 0;
  const scene = await sceneAt(await queue.now());
  const matching = { ...needs.matching, fixesOf: countOnce(needs.matching.fixesOf) };
  const settled = await Promise.all(
    due.map((one) => matchSafely(one, scene, { ...needs, matching })),
  );
  const settlements = settled.filter((one) => one !== undefined);
  if (settlements.length > 0) await queue.settle(settlements);
  return due.length;
}

async function matchSafely(
  due: DueAlert,
  scene: Scene,
  { matching, onTrouble }: MatcherNeeds,
): Promise<Settlement | undefined> {
  try {
    return await matchAlert(due, scene, matching);
  } catch (error) {
    onTrouble(`Matching alert ${due.id} broke off`, error);
    return undefined;
  }
}

/** Many alerts of a moment are for few playbooks. */
function countOnce(fixesOf: Matching["fixesOf"]): Matching["fixesOf"] {
  const counts = new Map<string, Promise<number>>();
  return (version) => {
    const count = counts.get(version.hash) ?? fixesOf(version);
    counts.set(version.hash, count);
    return count;
  };
}
