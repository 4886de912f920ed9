import { expect, test } from "vitest";
import { stop } from "../../../src/steps/control/stop.ts";

test.each(["escalated", "failed", "denied", "unknown", "suggested", "cancelled", "refused"])(
  "an author cannot end a run as %s",
  (outcome) => {
    expect(stop.params.safeParse({ outcome, reason: "because" }).success).toBe(false);
  },
);

test("the author's reason is part of what stop says", () => {
  const params = stop.params.parse({ outcome: "nothing_to_do", reason: "Only 3 left" });

  expect(stop.describe(params)).toBe("End the run as nothing_to_do: Only 3 left");
});
