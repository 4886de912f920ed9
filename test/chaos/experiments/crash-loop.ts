import { CLAIMS_WITHOUT_PROGRESS } from "../../../src/ports/run-store.ts";
import type { Chance } from "../chance.ts";
import type { History } from "../history/history.ts";
import type { Violation } from "../history/invariants.ts";
import type { Moment, Trap } from "../replica/trap.ts";
import { type Wish, wishFor } from "../world/wish.ts";
import { openWorld } from "../world/world.ts";
import { type Experiment, judge } from "./experiment.ts";

/** A run that kills every replica which comes to this moment with it. */
export interface Poison {
  readonly wish: Wish;
  readonly moment: Moment;
}

export const crashLoop: Experiment = {
  name: "crash-loop",
  about: "some runs kill whoever opens them; they are left alone, and all others end",
  sizes: { short: 2, long: 20 },
  perRound: 2,
  round: async (tries, chance, place) => {
    const poisons = planPoisons(tries, chance);
    const traps = poisons.map(trapOf);
    await using world = await openWorld({ ...place, settings: { traps } });
    const { begin, crew, fault } = world;
    let deaths = 0;
    crew.onDeath(({ replica }) => {
      deaths++;
      fault(`${replica} was killed by a run`);
    });
    const healthy = Array.from({ length: 3 * tries }, () => wishFor("keyed", chance));
    const wishes = [...poisons.map(({ wish }) => wish), ...healthy];
    await Promise.all(wishes.map((wish) => begin(wish)));
    await world.rest(() => deaths > 2 * tries * CLAIMS_WITHOUT_PROGRESS);
    const history = await world.history();
    const judged = judge(tries, history);
    const alongside = takenAlong(healthy, history);
    return { ...judged, violations: [...judged.violations, ...alongside] };
  },
};

/** Runs that harm nobody, and were left alone because they stood beside one that does. */
export function takenAlong(
  healthy: readonly Wish[],
  { runs }: Pick<History, "runs">,
): readonly Violation[] {
  const ended = new Set(
    runs.flatMap(({ record: { id, endedAt } }) => (endedAt === null ? [] : id)),
  );
  return healthy
    .filter(({ run }) => !ended.has(run))
    .map(({ run }) => ({
      invariant: "I14 a run that nobody can move on is left alone",
      what: `run ${run} could be moved on, and was left alone as well`,
    }));
}

/** Some kill before they have done anything, some with an effect on its way. */
export function planPoisons(count: number, chance: Chance): readonly Poison[] {
  return Array.from({ length: count }, (_, index) => ({
    wish: wishFor("keyed", chance),
    moment: index % 2 === 0 ? "after_claim" : "effect_sent",
  }));
}

function trapOf({ wish: { run }, moment }: Poison): Trap {
  return { moment, run, passage: 1, signal: "SIGKILL", lingerMs: 0 };
}
