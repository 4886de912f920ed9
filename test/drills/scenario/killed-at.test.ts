import { expect, test } from "vitest";
import { chooseBlow } from "../../../src/drills/scenario/killed-at.ts";
import { Scenario } from "../../../src/drills/scenario/scenario.ts";

const scenario = (recover?: number): Scenario =>
  Scenario.parse({
    format: 1,
    summary: "No engine answers",
    fault: "engine-down",
    begins: { alert: "EngineDown" },
    expect: { playbook: "engine-down", outcome: "resolved" },
    targets: { detect: 1, decide: 1, act: 1, ...(recover !== undefined && { recover }) },
  });

/** Draws these numbers, one after the other. */
function drawing(...numbers: readonly number[]): () => number {
  const left = [...numbers];
  return () => left.shift() ?? 0;
}

test.each([
  [0, "heard"],
  [0.34, "asked"],
  [0.99, "answered"],
])("a drill's server dies at any of its moments: %d", (drawn, at) => {
  expect(chooseBlow(scenario(60), drawing(drawn, 0)).at).toBe(at);
});

test("where nothing is mended it dies when it has heard of it, as nobody may be asked", () => {
  for (const drawn of [0, 0.5, 0.99]) {
    expect(chooseBlow(scenario(), drawing(drawn, 0)).at).toBe("heard");
  }
});

test("it dies a moment later, also while it waits for what it has brought about", () => {
  expect(chooseBlow(scenario(60), drawing(0.99, 0.5))).toEqual({ at: "answered", afterMs: 1_000 });
});
