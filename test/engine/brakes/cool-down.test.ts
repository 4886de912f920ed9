import { expect, test } from "vitest";
import { coolDown } from "../../../src/engine/brakes/cool-down.ts";

const NOW = Date.UTC(2026, 10, 21, 3, 10);
const MINUTE = 60_000;
const USE = { playbook: "restart-cart", target: "cart", run: "r-1", at: NOW - 4 * MINUTE };
const WISH = { run: "r-2", playbook: "restart-cart", targets: ["cart"], cooldownMs: 30 * MINUTE };

test("a playbook leaves a target alone for a while after another run of it", () => {
  expect(coolDown(WISH, [USE], NOW)).toMatchObject({
    brake: "cooldown",
    rule: "safety.cooldown: 30m",
    message: "restart-cart leaves cart alone for 30m after run r-1, until 03:36 UTC",
    until: NOW + 26 * MINUTE,
  });
  expect(coolDown(WISH, [USE], NOW + 26 * MINUTE)).toBeUndefined();
});

test("neither the run itself nor other playbooks and targets are in the way", () => {
  const others = [
    { ...USE, run: "r-2" },
    { ...USE, playbook: "other" },
    { ...USE, target: "shop" },
  ];

  expect(coolDown(WISH, others, NOW)).toBeUndefined();
  expect(coolDown({ ...WISH, cooldownMs: null }, [USE], NOW)).toBeUndefined();
});

test("of several targets, the one that was changed last decides", () => {
  const uses = [USE, { ...USE, target: "shop", run: "r-3", at: NOW - MINUTE }];

  expect(coolDown({ ...WISH, targets: ["cart", "shop"] }, uses, NOW)).toMatchObject({
    values: { target: "shop", run: "r-3" },
    until: NOW + 29 * MINUTE,
  });
});
