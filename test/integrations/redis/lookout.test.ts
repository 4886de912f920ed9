import { describe, expect, test } from "vitest";
import { keepLooking } from "../../../src/integrations/redis/lookout.ts";
import { fakeClock, settled } from "../../engine/fake-clock.ts";

describe("a lookout", () => {
  test("is not sure before the first good look", async () => {
    const { lookout } = start([true]);

    expect(lookout.isWell()).toBe(false);
    await settled();

    expect(lookout.isWell()).toBe(true);
  });

  test("is patient with bad looks for five seconds", async () => {
    const { lookout, clock } = start([true, false]);

    await clock.pass(5_000);
    expect(lookout.isWell()).toBe(true);
    await clock.pass(1);

    expect(lookout.isWell()).toBe(false);
  });

  test("takes a look that throws for a bad one, and reports it", async () => {
    const broken = new Error("it broke");
    const { lookout, clock, troubles } = start([true, broken]);

    await clock.pass(6_000);

    expect(lookout.isWell()).toBe(false);
    expect(troubles).toContain(broken);
  });

  test("is sure again with the next good look", async () => {
    const { lookout, clock } = start([false, false, true]);

    await clock.pass(2_000);

    expect(lookout.isWell()).toBe(true);
  });

  test("looks out of turn when it is told to, and then at its pace again", async () => {
    const { lookout, clock, looks } = start([true]);
    await clock.pass(500);

    lookout.lookNow();
    await clock.pass(1_000);

    expect(looks()).toBe(3);
    expect(clock.pending()).toBe(1);
  });

  test("looks no more and is not well once it is stopped", async () => {
    const { lookout, clock, looks } = start([true]);
    await settled();

    lookout.stop();
    await clock.pass(3_000);

    expect(looks()).toBe(1);
    expect(lookout.isWell()).toBe(false);
  });
});

/** Sees these one after the other, and the last of them for ever. */
function start(sights: readonly (boolean | Error)[]) {
  const clock = fakeClock();
  const troubles: unknown[] = [];
  let looks = 0;
  const look = async () => {
    const sight = sights[Math.min(looks++, sights.length - 1)] ?? false;
    if (sight instanceof Error) throw sight;
    return sight;
  };
  const onTrouble = (error: unknown) => void troubles.push(error);
  const lookout = keepLooking({ look, clock, everyMs: 1_000, onTrouble });
  return { lookout, clock, troubles, looks: () => looks };
}
