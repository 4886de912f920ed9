import { describe, expect, test } from "vitest";
import { failuresAlike, reasonOf } from "../../../../src/integrations/redis-keys/queues/reason.ts";

describe("the reason of a failure", () => {
  test.each([
    ["Task 17 timed out after 30s\n  at work (a.ts:3)", "Task # timed out after #s"],
    ["No user 0b5f6c1e-8a53-4b7e-9d0c-1f2e3d4c5b6a", "No user #"],
    ["blob 0xdeadBEEF and 5f1cab0de3f4a2", "blob # and #"],
    ["  too   many\tspaces ", "too many spaces"],
    ["defaced facade", "defaced facade"],
    ["", ""],
  ])("of %j is %j", (failure, reason) => {
    expect(reasonOf(failure)).toBe(reason);
  });

  test("is cut before anybody has to read a novel", () => {
    expect(reasonOf("x".repeat(100_000)).length).toBe(300);
  });
});

describe("failures that are alike", () => {
  test.each([
    [["Error: row 1\n at a", "Error: row 2\n at b"], "row #", 2],
    [["Error: no disk", "Error: row 2"], "row #", 1],
    [["Error: row 1", "Error: no disk", "Error: row 2"], "row #", 1],
    [[], "row #", 1],
  ])("%j ends %j %i times", (traces, reason, times) => {
    expect(failuresAlike(traces, reason)).toBe(times);
  });
});
