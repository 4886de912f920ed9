import { expect, onTestFinished, test, vi } from "vitest";
import { type Habit, keepDoing } from "../../src/engine/keep-doing.ts";
import { systemClock as clock } from "../../src/integrations/system/clock.ts";

/** The test ends by itself when it takes too long. */
const FOREVER = { timeout: 0x7fff_ffff, interval: 2 };

const HABIT: Habit = { clock, pauseMs: 1, pauseAfterTroubleMs: 1, onTrouble: () => undefined };

test("work is done again and again, one after the other", async () => {
  const open: number[] = [];
  let done = 0;
  const stop = keepDoing(async () => {
    open.push(open.length);
    expect(open).toEqual([0]);
    await Promise.resolve();
    open.pop();
    done += 1;
  }, HABIT);
  onTestFinished(stop);

  await vi.waitUntil(() => done >= 3, FOREVER);
});

test("what goes wrong is told, and the work goes on", async () => {
  const troubles: unknown[] = [];
  const onTrouble = (error: unknown) => troubles.push(error);
  let tries = 0;
  const stop = keepDoing(
    async () => {
      tries += 1;
      throw new Error(`try ${tries}`);
    },
    { ...HABIT, onTrouble },
  );
  onTestFinished(stop);

  await vi.waitUntil(() => troubles.length >= 2, FOREVER);

  expect(troubles.slice(0, 2).map(String)).toEqual(["Error: try 1", "Error: try 2"]);
});

test("a stop is heard by the work, waited for, and the last", async () => {
  const began = Promise.withResolvers<AbortSignal>();
  let done = 0;
  const stop = keepDoing(async (signal) => {
    began.resolve(signal);
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    done += 1;
  }, HABIT);
  const signal = await began.promise;

  await stop();

  expect([signal.aborted, done]).toEqual([true, 1]);
});
