import { expect, test } from "vitest";
import { effectRate } from "../../../src/engine/brakes/effect-rate.ts";

const NOW = 1_000_000;

test("as many changes as are allowed may be made within a minute, and the next waits for the oldest", () => {
  const effects = [NOW - 59_000, NOW - 30_000, NOW - 1_000];

  expect(effectRate(effects, 4, NOW)).toBeUndefined();
  expect(effectRate(effects, 3, NOW)).toMatchObject({
    brake: "effect_rate",
    rule: "budgets.effects_per_minute: 3",
    until: NOW + 1_000,
  });
  expect(effectRate(effects, 2, NOW)).toMatchObject({ until: NOW + 30_000 });
});

test("what was made a minute ago does not count any more", () => {
  expect(effectRate([NOW - 60_000], 1, NOW)).toBeUndefined();
});
