import { expect, test } from "vitest";
import { ageOf } from "../../../../src/drills/practice-cluster/table/age.ts";

test.each([
  [45, "45s"],
  [119, "119s"],
  [125, "2m5s"],
  [600, "10m"],
  [3 * 3_600, "3h"],
  [3 * 3_600 + 120, "3h2m"],
  [30 * 3_600, "30h"],
  [3 * 86_400 + 3_600, "3d1h"],
  [30 * 86_400, "30d"],
])("%i seconds are shown as %s", (seconds, shown) => {
  const now = Date.parse("2026-01-02T03:04:05Z");

  expect(ageOf(new Date(now - seconds * 1_000).toISOString(), now)).toBe(shown);
});
