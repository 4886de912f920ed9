import { expect, test } from "vitest";
import { span } from "../../../src/notify/wording/span.ts";

test.each([
  [400, "0.4 s"],
  [1_000, "1 s"],
  [59_000, "59 s"],
  [60_000, "1 min"],
  [667_000, "11 min 7 s"],
  [7_500_000, "2 h 5 min"],
])("%d ms are said as %j", (ms, said) => {
  expect(span(ms)).toBe(said);
});
