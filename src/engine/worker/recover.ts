import type { Run } from "../machine/state.ts";
import type { Perform } from "../machine/effect.ts";
import type { PerformResult } from "../machine/event.ts";
import { calledBy } from "./called-kind.ts";
import { answered, type Happening, notSent, type Unsent } from "./happening.ts";
import { inDoubt, settleIntent } from "./settle-intent.ts";
import type { Interrupted } from "./take-up.ts";
import type { Work } from "./work.ts";

/**
 * Takes care of what an earlier worker set out to do. What may be done twice is done again under
 * the same key. What may not is never sent from here: it is probed, or left to a person.
 */
export async function recover(
  work: Work,
  run: Run,
  interrupted: readonly Interrupted[],
): Promise<readonly Happening[]> {
  const repeated = interrupted.filter(({ intent }) => intent.effect !== "once");
  const once = interrupted.filter(({ intent }) => intent.effect === "once");
  const lost = repeated.filter(({ effect }) => effect === undefined);
  for (const { effect } of repeated) if (effect !== undefined) work.flights.launch(effect);
  const settled = await Promise.all(
    once.map(async (one) => answered(one.intent, await settle(work, run, one), work.moment())),
  );
  return [...settled, ...lost.map(({ intent }) => answered(intent, UNKNOWN, work.moment()))];
}

async function settle(
  { program, lease, moment, tools }: Work,
  { id: run }: Run,
  { effect }: Interrupted,
): Promise<PerformResult> {
  if (effect === undefined) return inDoubt();
  const { needs, clock, onTrouble } = tools;
  return settleIntent({
    run,
    effect,
    called: calledBy(program, effect),
    needs,
    signal: lease.signal,
    onThrown: (error) => onTrouble({ what: "effect_broke_off", run, error }),
    clock,
    now: () => moment().at,
  });
}

/** Effects that waited so long to be sent that they would not have the time they need. */
export function startAnew(
  { moment }: Work,
  { started }: Run,
  uncommitted: readonly Perform[],
): readonly Happening[] {
  const { at } = moment();
  const stale = uncommitted.filter(({ until }) => at - started > (until - started) / 2);
  // Without luck there is no back-off: the machine sends it again in the same move.
  return stale.map((effect) => notSent(effect, WAITED, { at, chance: 0 }));
}

const WAITED: Unsent = {
  code: "E308",
  message: "It was not sent in time, because no worker was free",
  remedy: "Nothing; it is tried again by itself.",
};

const UNKNOWN: PerformResult = {
  is: "failed",
  failure: {
    code: "E307",
    message: "It was interrupted, and this version of Pitcrew cannot repeat it as it was",
    remedy: "Nothing; it is tried again by itself if the step may be repeated.",
    retry: "later",
  },
};
