import { expect, test } from "vitest";
import { type Asking, type Deed, pressKey } from "../../../src/cli/follow/press-key.ts";

test.each([
  ["a yes is said to the plan that is shown", "ay", [{ is: "approve" }]],
  ["no single key says yes", "a", []],
  ["any other key takes it back", "an", []],
  ["nor is a yes said before anybody is asked", "yyy", []],
  ["a no has a reason", "dnot now\r", [{ is: "deny", reason: "not now" }]],
  ["a no without one is none", "d  \r", []],
  ["what was written can be mended", "dnoo\u007Ft now\r", [{ is: "deny", reason: "not now" }]],
  ["Esc leaves it as it was", "dnot now\u001B", []],
  ["letters of a reason are no keys", "daa\r", [{ is: "deny", reason: "aa" }]],
  ["a plan is looked at and put away before a yes", "ppay", [{ is: "approve" }]],
  ["other keys do nothing", "xz?ay", [{ is: "approve" }]],
] as const)("%s", (_, keys, deeds) => {
  expect(pressed(keys).deeds).toEqual(deeds);
});

test("the plan is on the screen while a yes is asked for", () => {
  expect(pressed("p").asking).toEqual({ is: "plan" });
  expect(pressed("pp").asking).toEqual({ is: "nothing" });
  expect(pressed("pa").asking).toEqual({ is: "confirm" });
});

function pressed(keys: string) {
  let asking: Asking = { is: "nothing" };
  const deeds: Deed[] = [];
  for (const key of keys) {
    const next = pressKey(asking, key);
    ({ asking } = next);
    if (next.deed !== undefined) deeds.push(next.deed);
  }
  return { asking, deeds };
}
