import { expect, test } from "vitest";
import { exitOf } from "../../../src/cli/follow/exit-of.ts";
import type { Outcome } from "../../../src/model/outcome.ts";

test.each<[Outcome, number]>([
  ["resolved", 0],
  ["nothing_to_do", 0],
  ["suggested", 0],
  ["failed", 4],
  ["cancelled", 4],
  ["escalated", 5],
  ["denied", 6],
  ["refused", 7],
  ["unknown", 8],
])("a run that ends as %s ends its command with %d", (outcome, code) => {
  expect(exitOf(outcome)).toBe(code);
});
