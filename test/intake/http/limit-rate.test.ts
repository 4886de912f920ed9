import { describe, expect, test } from "vitest";
import { limitRate } from "../../../src/intake/http/limit-rate.ts";

describe("a rate limit", () => {
  test("lets a minute's worth in at once, and then as much as time brings back", () => {
    const { limit, pass } = limited(60);

    expect(waits(limit, 61)).toEqual([...Array<number>(60).fill(0), 1]);
    pass(1_000);
    expect(waits(limit, 2)).toEqual([0, 1]);
    pass(60_000);
    expect(waits(limit, 61).filter((wait) => wait === 0)).toHaveLength(60);
  });

  test("says how long to wait", () => {
    const { limit } = limited(2);

    expect(waits(limit, 3)).toEqual([0, 0, 30]);
  });

  test("counts each caller apart", () => {
    const { limit } = limited(1);

    expect([limit("ann"), limit("ben"), limit("ann")]).toEqual([0, 0, 60]);
  });

  test("does not forget somebody who keeps asking in vain", () => {
    const { limit, pass } = limited(1);
    limit("ann");
    for (let i = 0; i < 5; i++) {
      pass(10_000);
      limit("ann");
      limit(`stranger ${i}`);
    }
    pass(9_000);

    expect(limit("ann")).toBe(1);
  });
});

function waits(limit: (who: string) => number, times: number): readonly number[] {
  return Array.from({ length: times }, () => limit("ann"));
}

function limited(perMinute: number) {
  let now = 0;
  const clock = { now: () => now, monotonic: () => now, after: () => () => undefined };
  const pass = (ms: number): void => {
    now += ms;
  };
  return { limit: limitRate(perMinute, clock), pass };
}
