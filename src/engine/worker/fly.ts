import type { Perform } from "../machine/effect.ts";
import type { PerformResult } from "../machine/event.ts";
import { askAfter, type Pending } from "./ask-after.ts";
import { calledBy } from "./called-kind.ts";
import { carryTrace } from "./carry-trace.ts";
import { perform, type Performance } from "./perform.ts";
import { clearDoubt } from "./settle-intent.ts";
import type { Tools, Work } from "./work.ts";

export interface Crew extends Pick<Work, "program" | "lease" | "moment"> {
  readonly tools: Pick<
    Tools,
    "clock" | "needs" | "breakers" | "measures" | "traceparent" | "onTrouble" | "atBoundary"
  >;
}

/** Performs an effect within its time and within the lease, whichever is over first. */
export async function fly(
  { program, lease, moment, tools }: Crew,
  run: string,
  effect: Perform,
  givenUp: AbortSignal,
): Promise<PerformResult | Pending> {
  const { clock, needs, breakers, measures, traceparent, atBoundary, onTrouble } = tools;
  const launched = clock.monotonic();
  const deadline = new AbortController();
  const timeIsOver = (): void => deadline.abort(new Error("its time is over"));
  const cancel = clock.after(timeFor(effect, moment().at), timeIsOver);
  const performance: Performance = {
    run,
    effect,
    called: calledBy(program, effect),
    needs: traceparent === undefined ? needs : carryTrace(needs, traceparent(run, effect)),
    signal: AbortSignal.any([givenUp, lease.signal, deadline.signal]),
    onThrown: (error) => onTrouble({ what: "effect_broke_off", run, error }),
  };
  const passed = await breakers?.pass(effect, performance.signal);
  if (passed?.is === "refused") {
    cancel();
    return { is: "failed", failure: passed.failure };
  }
  const answer =
    effect.phase === "arrival" ? askAfter(performance, () => moment().at) : perform(performance);
  await atBoundary("effect_sent", run);
  const result = await answer;
  cancel();
  const isWaitedFor = !givenUp.aborted && !lease.signal.aborted;
  passed?.tell(isWaitedFor ? result : undefined);
  const { step, item, kind, phase, attempt } = effect;
  measures?.effect({
    run,
    step,
    item,
    kind,
    phase,
    attempt,
    result: result.is,
    failure: result.is === "failed" ? result.failure : null,
    ms: clock.monotonic() - launched,
  });
  const signal = AbortSignal.any([givenUp, lease.signal]);
  const asking = { ...performance, signal, clock, now: () => moment().at };
  const final = result.is === "in_doubt" ? await clearDoubt(asking, result) : result;
  await atBoundary("effect_answered", run);
  return final;
}

/**
 * An effect is stopped a little before the machine gives it up, so that it can still say whether
 * anything was sent.
 */
function timeFor({ phase, until }: Perform, now: number): number {
  // The last look at a change on its way is due when its time is over, and has time of its own.
  if (phase === "arrival") return LONGEST_LOOK;
  const left = until - now;
  return Math.max(left - LAST_WORDS, left / 2, 0);
}

const LAST_WORDS = 1_000;
const LONGEST_LOOK = 30_000;
