import { describe, expect, test } from "vitest";
import { atMost } from "../../../src/engine/dispatch/at-most.ts";
import { settled } from "../fake-clock.ts";

describe("a handler that several share", () => {
  test("is never at work more often than it may, and the first to wait goes first", async () => {
    const { bounded, begun, end } = start(2);

    const all = ["a", "b", "c", "d"].map((run) => bounded.handle(run, 0));
    await settled();
    expect(begun).toEqual(["a", "b"]);
    expect([bounded.working(), bounded.waiting()]).toEqual([2, 2]);
    end("b");
    await settled();
    expect(begun).toEqual(["a", "b", "c"]);
    for (const run of ["a", "c"]) end(run);
    await settled();
    end("d");
    await Promise.all(all);

    expect(begun).toEqual(["a", "b", "c", "d"]);
    expect([bounded.working(), bounded.waiting()]).toEqual([0, 0]);
  });

  test("has a place free again after it threw, and whoever called learns of it", async () => {
    const bounded = atMost(1, async (run) => {
      if (run === "bad") throw new Error("it broke");
    });

    await expect(bounded.handle("bad", 0)).rejects.toThrow("it broke");

    await bounded.handle("good", 0);
    expect(bounded.working()).toBe(0);
  });
});

function start(concurrency: number) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const bounded = atMost(concurrency, async (run) => {
    begun.push(run);
    await new Promise<void>((resolve) => ends.set(run, resolve));
  });
  return { bounded, begun, end: (run: string) => ends.get(run)?.() };
}
