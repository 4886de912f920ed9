import { describe, expect, test } from "vitest";
import { cleanHistory, doubtfulHistory } from "./example-history.ts";
import { violationsOf } from "./invariants.ts";

describe("the invariants", () => {
  test.each([
    ["ended", cleanHistory()],
    ["waits for a person to settle a doubt", doubtfulHistory()],
  ])("accept a run that %s as it should", (_how, history) => {
    expect(history.arrivals.length).toBeGreaterThan(0);
    expect(violationsOf(history)).toEqual([]);
  });

  test("name the promise that was broken, and what broke it", () => {
    const history = { ...cleanHistory(), accepted: [{ occurrence: "alert-1", decisions: [] }] };

    expect(violationsOf(history)).toEqual([
      {
        invariant: "I1 what is accepted becomes one run",
        what: "alert-1 was accepted, and nothing became of it",
      },
    ]);
  });
});
