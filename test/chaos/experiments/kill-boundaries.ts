import type { Chance } from "../chance.ts";
import { type Moment, MOMENTS, type Trap } from "../replica/trap.ts";
import { mixedWishes, type Wish, wishFor } from "../world/wish.ts";
import { openWorld, type World } from "../world/world.ts";
import { type Experiment, judge, type Judged, type Place } from "./experiment.ts";

/** One death, and the runs that it comes upon. */
export interface Death {
  readonly trap: Trap;
  readonly wishes: readonly Wish[];
}

export const killBoundaries: Experiment = {
  name: "kill-boundaries",
  about: "a replica is killed at each moment between two commits; n: deaths at each",
  sizes: { short: 3, long: 50 },
  perRound: 1,
  round: (tries, chance, place) => dieOf(planDeaths(tries, chance), chance, place),
};

export async function dieOf(
  deaths: readonly Death[],
  chance: Chance,
  place: Place,
): Promise<Judged> {
  await using world = await openWorld(place);
  for (const death of deaths) await die(world, death, chance);
  await world.rest();
  const history = await world.history();
  return judge(history.faults.length, history);
}

/** So many deaths at each moment. */
export function planDeaths(each: number, chance: Chance): readonly Death[] {
  return MOMENTS.flatMap((moment) => Array.from({ length: each }, () => planDeath(moment, chance)));
}

function planDeath(moment: Moment, chance: Chance): Death {
  // Only runs inside others send messages from within.
  const isSending = moment === "before_send" || moment === "after_send";
  return {
    trap: {
      moment,
      passage: isSending ? 1 : 1 + chance.below(3),
      signal: "SIGKILL",
      lingerMs: chance.oneOf([0, 0, 30]),
    },
    wishes: [wishFor(isSending ? "calls" : "once", chance), ...mixedWishes(2, chance)],
  };
}

async function die(world: World, { trap, wishes }: Death, chance: Chance): Promise<void> {
  const { crew, begin, fault, untilAtRest } = world;
  await crew.complete();
  const victim = chance.oneOf(crew.fit());
  await victim.ask({ is: "trap", trap });
  const struck = victim.exited.then(() => true);
  for (const wish of wishes) void begin(wish, victim);
  const isStruck = await Promise.race([struck, untilAtRest(wishes).then(() => false)]);
  if (isStruck) fault(`${victim.name} was killed at ${trap.moment}`);
  // A trap that is still open would go off in the middle of something else.
  else await crew.kill(victim);
}
