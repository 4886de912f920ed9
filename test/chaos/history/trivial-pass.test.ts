import { describe, expect, test } from "vitest";
import { cleanHistory, doubtfulHistory, withRun } from "./example-history.ts";
import { countsOf, whyTrivial } from "./trivial-pass.ts";

describe("an experiment", () => {
  test("counts when a fault fired and most effects succeeded all the same", () => {
    expect([...whyTrivial(countsOf(cleanHistory()))]).toEqual([]);
  });

  test("proves nothing when no fault fired", () => {
    expect([...whyTrivial(countsOf({ ...cleanHistory(), faults: [] }))]).toEqual([
      "no fault fired",
    ]);
  });

  test("proves nothing when most effects did not succeed", () => {
    expect([...whyTrivial(countsOf(doubtfulHistory()))]).toEqual(["only 0 of 1 effects succeeded"]);
  });

  test("proves nothing when nothing was tried", () => {
    const idle = withRun(cleanHistory(), () => ({ intents: [] }));

    expect([...whyTrivial(countsOf(idle))]).toEqual(["no effect was set out for"]);
  });
});
