import { setTimeout as pause } from "node:timers/promises";
import { Redis } from "ioredis";
import { startRedis } from "../../redis/server.ts";
import { comeIn, wishesUntil } from "../world/come-in.ts";
import { mixedWish } from "../world/wish.ts";
import { openWorld } from "../world/world.ts";
import { type Experiment, judge } from "./experiment.ts";

export const redisOutage: Experiment = {
  name: "redis-outage",
  about: "Redis carries the wakes, and forgets everything or is killed each second",
  sizes: { short: 15, long: 300 },
  perRound: 30,
  round: async (tries, chance, place) => {
    const redis = await startRedis();
    try {
      await using world = await openWorld({ ...place, settings: { redis: redis.url } });
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
        await pause(1_000);
        if (chance.below(4) > 0) {
          await forgetAll(redis.url);
          world.fault("Redis forgot everything");
        } else {
          await redis.kill();
          world.fault("Redis was killed");
          await pause(chance.below(2_000));
          await redis.start();
        }
      }
      isOver = true;
      await load;
      await world.rest();
      return judge(tries, await world.history());
    } finally {
      await redis.stop();
    }
  },
};

async function forgetAll(url: string): Promise<void> {
  const connection = new Redis(url);
  await connection.flushall();
  connection.disconnect();
}
