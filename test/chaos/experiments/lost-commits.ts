import { join } from "node:path";
import { systemClock } from "../../../src/integrations/system/clock.ts";
import type { Chance } from "../chance.ts";
import type { Fault } from "../proxy/fault.ts";
import { startFaultProxy } from "../proxy/fault-proxy.ts";
import { loseCommitAnswer } from "../proxy/postgres.ts";
import { comeIn } from "../world/come-in.ts";
import { mixedWishes } from "../world/wish.ts";
import { openWorld } from "../world/world.ts";
import { type Experiment, judge } from "./experiment.ts";

export const lostCommits: Experiment = {
  name: "lost-commits",
  about: "a statement about a run is lost on its way to PostgreSQL, or the word that it was done",
  sizes: { short: 20, long: 300 },
  perRound: 50,
  round: async (tries, chance, place) => {
    const server = { path: join(place.database.host, ".s.PGSQL.5432") };
    const proxy = await startFaultProxy({ server, clock: systemClock });
    try {
      const way = { ...place.database, host: "127.0.0.1", port: proxy.port };
      await using world = await openWorld({ ...place, way });
      await world.crew.complete();
      const wishes = mixedWishes(tries, chance);
      const planned = wishes.map(({ run }) => proxy.plan(planLoss(run, chance)));
      const waiting = [...wishes];
      await comeIn(world, 4, () => waiting.pop());
      for (const { cancel } of planned) cancel();
      for (const { what } of proxy.fired) world.fault(what);
      await world.rest();
      return judge(proxy.fired.length, await world.history());
    } finally {
      await proxy.close();
    }
  },
};

/** From the first word about the run to somewhere in the middle of its life. */
function planLoss(run: string, chance: Chance): Fault {
  const nth = 1 + chance.below(6);
  const lost = chance.oneOf([
    loseCommitAnswer(run),
    // A change is committed by a statement of its own, which names no run.
    loseCommitAnswer("commit"),
    { on: { is: "request", containing: run }, does: { is: "cut" } } as const,
  ]);
  return { ...lost, on: { ...lost.on, nth } };
}
