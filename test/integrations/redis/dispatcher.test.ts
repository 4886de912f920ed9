import { afterAll, afterEach, beforeEach, vi } from "vitest";
import { exerciseDispatcher } from "../../contract/dispatcher.ts";
import { fakeClock } from "../../engine/fake-clock.ts";
import { findRedis } from "../../redis/server.ts";
import { watchWakes } from "./watch-wakes.ts";
import { LOOK_EVERY_MS, open, until } from "./world.ts";

const redis = await findRedis();
afterAll(() => redis.stop());

// BullMQ reads the clock of this machine to see what is due.
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

exerciseDispatcher(() => {
  const clock = fakeClock();
  const wakes = watchWakes();
  return {
    clock,
    open: async (onThrown) => {
      const { dispatcher } = open(redis.url, { clock, onThrown });
      await until(() => dispatcher.health().isWell, clock);
      return wakes.watched(dispatcher);
    },
    pass: async (ms) => {
      vi.setSystemTime(Date.now() + ms);
      await clock.pass(ms);
      await until(wakes.areSettled);
      await clock.pass(LOOK_EVERY_MS);
      await until(() => clock.pending() > 0 || wakes.areOver());
    },
  };
});
