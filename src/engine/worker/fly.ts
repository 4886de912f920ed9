import type { Perform } from "../machine/effect.ts";
import type { PerformResult } from "../machine/event.ts";
import { calledBy } from "./called-kind.ts";
import { perform } from "./perform.ts";
import type { Tools, Work } from "./work.ts";

export interface Crew extends Pick<Work, "program" | "lease" | "moment"> {
  readonly tools: Pick<Tools, "clock" | "needs" | "onTrouble" | "atBoundary">;
}

/** Performs an effect within its time and within the lease, whichever is over first. */
export async function fly(
  { program, lease, moment, tools }: Crew,
  run: string,
  effect: Perform,
  givenUp: AbortSignal,
): Promise<PerformResult> {
  const { clock, needs, atBoundary, onTrouble } = tools;
  const deadline = new AbortController();
  const timeIsOver = (): void => deadline.abort(new Error("its time is over"));
  const cancel = clock.after(timeFor(effect, moment().at), timeIsOver);
  const answer = perform({
    run,
    effect,
    called: calledBy(program, effect),
    needs,
    signal: AbortSignal.any([givenUp, lease.signal, deadline.signal]),
    onThrown: (error) => onTrouble({ what: "effect_broke_off", run, error }),
  });
  await atBoundary("effect_sent", run);
  const result = await answer;
  cancel();
  await atBoundary("effect_answered", run);
  return result;
}

/**
 * An effect is stopped a little before the machine gives it up, so that it can still say whether
 * anything was sent.
 */
function timeFor({ until }: Perform, now: number): number {
  const left = until - now;
  return Math.max(left - LAST_WORDS, left / 2, 0);
}

const LAST_WORDS = 1_000;
