import { expect, test } from "vitest";
import { describeSpan } from "../../../src/cli/follow/describe-span.ts";

test.each([
  [0, "0.0s"],
  [840, "0.8s"],
  [12_900, "12s"],
  [72_000, "1m12s"],
  [-5, "0.0s"],
])("says %d ms as %s", (span, text) => {
  expect(describeSpan(1_000, 1_000 + span)).toBe(text);
});
