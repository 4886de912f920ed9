import { setTimeout as pause } from "node:timers/promises";
import { startBreakablePostgres } from "../outage/breakable-postgres.ts";
import { comeIn, wishesUntil } from "../world/come-in.ts";
import { mixedWish } from "../world/wish.ts";
import { openWorld } from "../world/world.ts";
import { type Experiment, judge } from "./experiment.ts";

export const postgresOutage: Experiment = {
  name: "postgres-outage",
  about: "PostgreSQL ends at once or is killed every 5 to 10 s, and is away for up to 2 s",
  sizes: { short: 4, long: 80 },
  perRound: 10,
  round: async (tries, chance, place) => {
    await using postgres = await startBreakablePostgres(place.folder);
    await using world = await openWorld({ ...place, database: postgres.database });
    await world.crew.complete();
    let isOver = false;
    const load = comeIn(
      world,
      4,
      wishesUntil(
        () => isOver,
        () => mixedWish(chance),
      ),
    );
    for (let outage = 0; outage < tries; outage++) {
      await pause(5_000 + chance.below(5_000));
      const signal = chance.oneOf(["SIGQUIT", "SIGKILL"] as const);
      await postgres.end(signal);
      world.fault(`PostgreSQL was ended with ${signal}`);
      await pause(chance.below(2_000));
      await postgres.start();
    }
    isOver = true;
    await load;
    await world.rest();
    return judge(tries, await world.history());
  },
};
