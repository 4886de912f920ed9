import { describe, expect, test } from "vitest";
import { Budgets } from "../../../src/config/settings/budgets.ts";
import { tooFar } from "../../../src/engine/brakes/change-size.ts";

const { growth } = Budgets.parse({});

describe("the size of one change", () => {
  test.each([
    [8, 18],
    [8, 16],
    [40, 80],
    [0, 10],
    [1, 1],
    [3, 1],
    [10, 5],
    [0, 0],
  ])("lets %d become %d", (before, after) => {
    expect(tooFar({ before, after }, growth, undefined)).toBeUndefined();
  });

  test.each([
    [8, 19],
    [40, 81],
    [0, 11],
    [10, 4],
    [1, 0],
    [10, 0],
    [3, 1_000_000_000],
    [3, -1],
    [3, Number.NaN],
  ])("does not let %d become %d", (before, after) => {
    expect(tooFar({ before, after }, growth, undefined)).toMatchObject({ code: "E344" });
  });

  test.each([
    [8, 16, true],
    [8, 17, false],
    [2, 5, false],
  ])("is bounded by max_change 100%% as well: %d to %d", (before, after, fits) => {
    expect(tooFar({ before, after }, growth, "100%") === undefined).toBe(fits);
  });

  test("says how far it may go, and what says so", () => {
    expect(tooFar({ before: 8, after: 40 }, growth, "50%")).toMatchObject({
      message: "From 8 to 40 is too far for one change: from 4 to 12 it may go",
      remedy:
        "Go in several runs, or by hand; the limit is made by budgets.growth and safety.max_change, which is 50%.",
      retry: "never",
    });
  });
});
