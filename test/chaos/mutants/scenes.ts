import type { Chance } from "../chance.ts";
import { crashLoop } from "../experiments/crash-loop.ts";
import { crowd } from "../experiments/crowd.ts";
import type { Experiment, Judged, Place } from "../experiments/experiment.ts";
import { dieOf } from "../experiments/kill-boundaries.ts";
import { lostAnswers } from "../experiments/lost-answers.ts";
import { lostCommits } from "../experiments/lost-commits.ts";
import { slowEffects } from "../experiments/slow-effects.ts";
import { stops } from "../experiments/stops.ts";
import { sleepThrough } from "../experiments/zombie.ts";
import type { Moment } from "../replica/trap.ts";
import { wishFor } from "../world/wish.ts";

/** One round that is aimed at one promise. */
export interface Scene {
  readonly name: string;
  readonly play: (chance: Chance, place: Place) => Promise<Judged>;
}

export const SCENES = {
  deathBeforeIntent: deaths("before_intent_commit"),
  deathAfterAnswer: deaths("effect_answered"),
  wakingAtTheClaim: {
    name: "a zombie writes when its successor has claimed and done nothing",
    play: (chance, place) => {
      const wish = () => wishFor("keyed", chance);
      const sleep = { moment: "before_outcome_commit", wakes: "at_the_claim" } as const;
      return sleepThrough(
        [1, 2].map(() => ({ ...sleep, wish: wish() })),
        chance,
        place,
      );
    },
  },
  wakingTooLate: {
    name: "a zombie goes on when its effect has been settled and sent again",
    play: (chance, place) => {
      const wish = () => wishFor("once", chance);
      const sleep = { moment: "after_intent_commit", wakes: "settled" } as const;
      return sleepThrough(
        [1, 2].map(() => ({ ...sleep, wish: wish() })),
        chance,
        place,
      );
    },
  },
  wakingBeforeIntent: {
    name: "a zombie has yet to commit to an effect that its successor has sent",
    play: (chance, place) => {
      const wish = () => wishFor("once", chance);
      const sleep = { moment: "before_intent_commit", wakes: "late" } as const;
      return sleepThrough(
        [1, 2].map(() => ({ ...sleep, wish: wish() })),
        chance,
        place,
      );
    },
  },
  lostAnswers: roundOf(lostAnswers, 20),
  lostCommits: roundOf(lostCommits, 20),
  stops: roundOf(stops, 20),
  slowEffects: roundOf(slowEffects, 6),
  crashLoop: roundOf(crashLoop, 1),
  crowd: roundOf(crowd, 20),
} satisfies Readonly<Record<string, Scene>>;

function deaths(moment: Moment): Scene {
  return {
    name: `replicas are killed at ${moment}, after a while`,
    play: (chance, place) => {
      const trap = { moment, passage: 1, signal: "SIGKILL", lingerMs: 100 } as const;
      const wish = () => wishFor("once", chance);
      return dieOf(
        [1, 2, 3].map(() => ({ trap, wishes: [wish()] })),
        chance,
        place,
      );
    },
  };
}

function roundOf({ name, round }: Experiment, tries: number): Scene {
  return { name, play: (chance, place) => round(tries, chance, place) };
}
