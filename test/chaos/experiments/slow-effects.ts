import type { Chance } from "../chance.ts";
import { wishFor } from "../world/wish.ts";
import { openWorld, type World } from "../world/world.ts";
import { type Experiment, judge } from "./experiment.ts";

/** Longer than a takeover takes, and much shorter than the step's own time. */
const SLOW = { is: "take_long", ms: 2_600 } as const;

export const slowEffects: Experiment = {
  name: "slow-effects",
  about: "a replica dies while the outside is still at work, so that a probe sees nothing yet",
  sizes: { short: 3, long: 100 },
  perRound: 10,
  round: async (tries, chance, place) => {
    await using world = await openWorld(place);
    for (let death = 0; death < tries; death++) await dieMeanwhile(world, chance);
    await world.rest();
    return judge(tries, await world.history());
  },
};

async function dieMeanwhile({ crew, begin, fault }: World, chance: Chance): Promise<void> {
  await crew.complete();
  const victim = chance.oneOf(crew.fit());
  const wish = wishFor("slow", chance, SLOW);
  const { run } = wish;
  const trap = {
    moment: "effect_sent",
    run,
    passage: 1,
    signal: "SIGKILL",
    lingerMs: 100,
  } as const;
  await victim.ask({ is: "trap", trap });
  void begin(wish, victim);
  await victim.exited;
  fault(`${victim.name} was killed while its effect was under way`);
}
