import { sleep } from "../../engine/sleep.ts";
import type { AlertQueue, DueAlert, Settlement } from "../../ports/alerts/alert-queue.ts";
import type { Clock } from "../../ports/clock.ts";
import type { PinnedPlaybook } from "../../ports/run-store.ts";
import { FLAPPING } from "./hold-back.ts";
import { judgeAmong } from "./judge-alert.ts";
import { type JudgedScene, matchAlert, type Matching, type Scene } from "./match-alert.ts";

export interface MatcherNeeds {
  readonly queue: AlertQueue;
  readonly matching: Matching;
  /** As it is at this moment. */
  readonly sceneAt: (now: number) => Promise<Scene>;
  /** Asked before each look for what is due. */
  readonly rematch: () => Promise<void>;
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

const AT_ONCE = 200;
const LEASE_MS = 30_000;
const PAUSE_MS = 2_000;

/** Matches whatever is due, at once when woken, else every two seconds. */
export function startMatcher(needs: MatcherNeeds): Matcher {
  const stopping = new AbortController();
  let woken = new AbortController();

  async function matchForEver(): Promise<void> {
    while (!stopping.signal.aborted) {
      woken = new AbortController();
      await needs.rematch().catch((error: unknown) => {
        needs.onTrouble("Alerts could not be matched again for new playbooks", error);
      });
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
export async function matchDue(needs: Omit<MatcherNeeds, "rematch">): Promise<number> {
  const { queue, sceneAt } = needs;
  const due = await queue.claim({
    atMost: AT_ONCE,
    forMs: LEASE_MS,
    flapMs: FLAPPING.withinMs,
  });
  if (due.length === 0) return 0;
  const scene = await sceneAt(await queue.now());
  const { standingOf, handsOn } = needs.matching;
  const matching = {
    ...needs.matching,
    standingOf: askOnce(standingOf),
    handsOn: askOnce(handsOn),
  };
  const judge = judgeAmong(scene.entries.map(({ program }) => program.playbook));
  const settled = await Promise.all(
    due.map((one) => matchSafely(one, { ...scene, judge }, { ...needs, matching })),
  );
  const settlements = settled.filter((one) => one !== undefined);
  if (settlements.length > 0) await queue.settle(settlements);
  return due.length;
}

async function matchSafely(
  due: DueAlert,
  scene: JudgedScene,
  { matching, onTrouble }: Pick<MatcherNeeds, "matching" | "onTrouble">,
): Promise<Settlement | undefined> {
  try {
    return await matchAlert(due, scene, matching);
  } catch (error) {
    onTrouble(`Matching alert ${due.id} broke off`, error);
    return undefined;
  }
}

/** Many alerts of a moment are for few playbooks. */
function askOnce<More extends readonly string[], Answer>(
  ask: (version: PinnedPlaybook, ...more: More) => Promise<Answer>,
): (version: PinnedPlaybook, ...more: More) => Promise<Answer> {
  const known = new Map<string, Promise<Answer>>();
  return (version, ...more) => {
    const key = [version.hash, ...more].join(" ");
    const answer = known.get(key) ?? ask(version, ...more);
    known.set(key, answer);
    return answer;
  };
}
