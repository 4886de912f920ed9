import { setTimeout as pause } from "node:timers/promises";
import type { History } from "../history/history.ts";
import { wishFor } from "../world/wish.ts";
import { openWorld } from "../world/world.ts";
import { type Experiment, judge } from "./experiment.ts";

/** As the service has it. */
const LEASE = { leaseMs: 10_000, renewMs: 3_000 };

const RUNS_AT_EACH = 3;

interface Killed {
  readonly at: number;
  readonly runs: readonly string[];
}

export const takeover: Experiment = {
  name: "takeover",
  about: "with the lease of the service, how long from a kill to the next commit of a survivor",
  sizes: { short: 3, long: 50 },
  perRound: 5,
  round: async (tries, chance, place) => {
    await using world = await openWorld({ ...place, settings: LEASE });
    const { crew, begin, fault } = world;
    const kills: Killed[] = [];
    for (let kill = 0; kill < tries; kill++) {
      await crew.complete();
      const victim = chance.oneOf(crew.fit());
      const slow = { is: "answer_late", ms: 2_000 } as const;
      const wishes = Array.from({ length: RUNS_AT_EACH }, () => wishFor("keyed", chance, slow));
      await Promise.all(wishes.map((wish) => begin(wish, victim)));
      await pause(200 + chance.below(1_000));
      const { at } = await crew.kill(victim);
      fault(`${victim.name} was killed`);
      kills.push({ at, runs: wishes.map(({ run }) => run) });
    }
    await world.rest();
    const history = await world.history();
    return judge(tries, history, timesUntilCommit(kills, history));
  },
};

/** From each kill to the first event after it, for every run that was in the hands of the killed. */
export function timesUntilCommit(
  kills: readonly Killed[],
  { runs }: Pick<History, "runs">,
): readonly number[] {
  const byId = new Map(runs.map((run) => [run.record.id, run]));
  return kills.flatMap(({ at, runs: held }) =>
    held.flatMap((run) => {
      const next = byId.get(run)?.events.find(({ entry }) => entry.at > at);
      return next === undefined ? [] : [next.entry.at - at];
    }),
  );
}
