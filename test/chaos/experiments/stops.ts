import { setTimeout as pause } from "node:timers/promises";
import type { Chance } from "../chance.ts";
import { stop } from "../world/person.ts";
import { type Wish, wishFor } from "../world/wish.ts";
import { openWorld, type World } from "../world/world.ts";
import { type Experiment, judge } from "./experiment.ts";

export const stops: Experiment = {
  name: "stops",
  about: "a stop is sent through another replica than the one that works on the run",
  sizes: { short: 30, long: 1_000 },
  perRound: 50,
  round: async (tries, chance, place) => {
    await using world = await openWorld(place);
    await world.crew.complete();
    const wishes = Array.from({ length: tries }, () => {
      const slow = { is: "answer_late", ms: chance.below(150) } as const;
      return wishFor(chance.oneOf(["keyed", "undone", "beside", "reads"]), chance, slow);
    });
    await Promise.all(
      [0, 1, 2].map(async () => {
        for (let wish = wishes.pop(); wish !== undefined; wish = wishes.pop()) {
          await stopHalfway(world, wish, chance);
        }
      }),
    );
    await world.rest();
    return judge(tries, await world.history());
  },
};

async function stopHalfway(world: World, wish: Wish, chance: Chance): Promise<void> {
  const { crew, begin, tell, fault, untilAtRest } = world;
  const [working, other] = crew.fit();
  await begin(wish, working);
  await pause(chance.below(200));
  await tell(stop(wish.run, chance.next() < 0.5), other);
  fault(`run ${wish.run} was stopped by another replica`);
  await untilAtRest([wish]);
}
