import type { Mode } from "../oracle/mode.ts";
import { comeIn } from "../world/come-in.ts";
import { wishFor } from "../world/wish.ts";
import { openWorld } from "../world/world.ts";
import { type Experiment, judge } from "./experiment.ts";

const LOST: readonly Mode[] = [
  { is: "apply_and_cut" },
  { is: "apply_and_fail", status: 500 },
  { is: "fail", status: 503 },
];

export const lostAnswers: Experiment = {
  name: "lost-answers",
  about: "the outside does what it is asked for, or does not, and nobody is told",
  sizes: { short: 30, long: 1_000 },
  perRound: 50,
  round: async (tries, chance, place) => {
    await using world = await openWorld(place);
    await world.crew.complete();
    const wishes = Array.from({ length: tries }, () => {
      const playbook = chance.oneOf(["once", "keyed", "undone", "beside", "approved"] as const);
      return wishFor(playbook, chance, chance.oneOf(LOST));
    });
    for (const { modes } of wishes) world.fault(`${modes[0]?.is} instead of an answer`);
    await comeIn(world, 6, () => wishes.pop());
    await world.rest();
    return judge(tries, await world.history());
  },
};
