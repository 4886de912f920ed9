import { comeIn } from "../world/come-in.ts";
import { SHARED } from "../playbooks.ts";
import { wishFor } from "../world/wish.ts";
import { openWorld } from "../world/world.ts";
import { type Experiment, judge } from "./experiment.ts";

export const crowd: Experiment = {
  name: "crowd",
  about: "many runs want the same target at once, and a replica dies among them",
  sizes: { short: 20, long: 500 },
  perRound: 20,
  round: async (tries, chance, place) => {
    await using world = await openWorld({ ...place, replicas: 3 });
    const { crew, oracle, fault } = world;
    await crew.complete();
    await oracle.setScript(SHARED, { then: { is: "take_long", ms: 30 } });
    const wishes = Array.from({ length: tries }, () => wishFor("meets", chance));
    const coming = comeIn(world, 6, () => wishes.pop());
    const victim = chance.oneOf(crew.fit());
    await crew.kill(victim);
    fault(`${victim.name} was killed`);
    await coming;
    await world.rest();
    return judge(tries, await world.history());
  },
};
