import { crashLoop } from "../experiments/crash-loop.ts";
import { crowd } from "../experiments/crowd.ts";
import type { Experiment } from "../experiments/experiment.ts";
import { killBoundaries } from "../experiments/kill-boundaries.ts";
import { lostAnswers } from "../experiments/lost-answers.ts";
import { lostCommits } from "../experiments/lost-commits.ts";
import { postgresOutage } from "../experiments/postgres-outage.ts";
import { race } from "../experiments/race.ts";
import { randomKills } from "../experiments/random-kills.ts";
import { redisOutage } from "../experiments/redis-outage.ts";
import { rolling } from "../experiments/rolling.ts";
import { slowEffects } from "../experiments/slow-effects.ts";
import { stops } from "../experiments/stops.ts";
import { takeover } from "../experiments/takeover.ts";
import { zombie } from "../experiments/zombie.ts";

/** In the order in which they are done. */
export const EXPERIMENTS: readonly Experiment[] = [
  killBoundaries,
  takeover,
  randomKills,
  zombie,
  slowEffects,
  crashLoop,
  race,
  lostCommits,
  lostAnswers,
  stops,
  crowd,
  postgresOutage,
  redisOutage,
  rolling,
];
