import { describe, expect, test } from "vitest";
import { keepByRun } from "../../../../src/intake/api/desk/keep-by-run.ts";

const countUp = async (before: number): Promise<number> => before + 1;

describe("what is kept of runs", () => {
  test("is what each of them goes on from", async () => {
    const kept = keepByRun(0);

    expect([await kept("one", countUp), await kept("one", countUp)]).toEqual([1, 2]);
    expect(await kept("two", countUp)).toBe(1);
  });

  test("is given up for the run that was looked at longest ago", async () => {
    const kept = keepByRun(0);
    await kept("one", countUp);
    await kept("two", countUp);
    await kept("one", countUp);

    for (let other = 0; other < 19; other++) await kept(`other-${other}`, countUp);

    expect(await kept("one", countUp)).toBe(3);
    expect(await kept("two", countUp)).toBe(1);
  });
});
