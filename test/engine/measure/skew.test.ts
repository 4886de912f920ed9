import { describe, expect, test } from "vitest";
import { judgeSkew, type Skew, skewInWords, watchSkew } from "../../../src/engine/measure/skew.ts";
import { fakeClock, settled } from "../fake-clock.ts";

const SECOND = 1_000;

describe("the clock of this machine", () => {
  test.each([
    [0, "close"],
    [5 * SECOND, "close"],
    [-6 * SECOND, "apart"],
    [30 * SECOND, "apart"],
    [-31 * SECOND, "too_far"],
  ] as const)("that is %d ms behind is %s", (ms, is) => {
    expect(judgeSkew(ms)).toEqual({ is, ms });
  });

  test("is looked at again and again, and each change is told once", async () => {
    const clock = fakeClock();
    let ahead = 0;
    const turns: Skew[] = [];
    const watch = watchSkew({
      store: { now: async () => clock.now() + ahead },
      clock,
      everyMs: 5 * SECOND,
      onTurn: (skew) => turns.push(skew),
      onTrouble: () => undefined,
    });
    await settled();
    expect(watch.latest()).toEqual({ is: "close", ms: 0 });

    ahead = 40 * SECOND;
    await clock.pass(20 * SECOND);
    expect(watch.latest().is).toBe("too_far");
    ahead = 0;
    await clock.pass(10 * SECOND);

    expect(turns).toEqual([
      { is: "too_far", ms: 40 * SECOND },
      { is: "close", ms: 0 },
    ]);
    await watch.stop();
  });

  test("is not judged by an answer that took long, nor by none", async () => {
    const clock = fakeClock();
    const answers = [
      async () => {
        await clock.pass(3 * SECOND);
        return 90 * SECOND;
      },
      () => Promise.reject(new Error("away")),
    ];
    const troubles: unknown[] = [];
    const watch = watchSkew({
      store: { now: () => answers.shift()?.() ?? Promise.resolve(clock.now()) },
      clock,
      everyMs: SECOND,
      onTurn: () => expect.unreachable("it was judged"),
      onTrouble: (error) => troubles.push(error),
    });

    await clock.pass(10 * SECOND);

    expect(watch.latest().is).toBe("close");
    expect(troubles).toEqual([new Error("away")]);
    await watch.stop();
  });

  test("is spoken of by how it differs", () => {
    expect(skewInWords({ is: "apart", ms: 10 * SECOND })).toBe(
      "This machine's clock is 10s behind that of the database",
    );
    expect(skewInWords({ is: "too_far", ms: -60 * SECOND })).toBe(
      "This machine's clock is 1m ahead of that of the database, so no run is taken up here",
    );
  });
});
