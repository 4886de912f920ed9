import { describe, expect, test } from "vitest";
import {
  cleanHistory,
  doubtfulHistory,
  doubtfulUndoHistory,
  undoneHistory,
} from "./example-history.ts";
import { violationsOf } from "./invariants.ts";

describe("the invariants", () => {
  test.each([
    ["ended", cleanHistory()],
    ["waits for a person to settle a doubt", doubtfulHistory()],
    ["ended, and had its changes taken back,", undoneHistory()],
    ["waits for a person to settle the doubt about an undo", doubtfulUndoHistory()],
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
