import { describe, expect, test } from "vitest";
import { brakedBySwitch, switchOver } from "../../../src/engine/brakes/switched-on.ts";
import type { Switch } from "../../../src/ports/switches.ts";

const NOON = Date.UTC(2026, 10, 21, 12);
const CART = { playbook: "restart-cart", team: "shop" };

describe("a switch", () => {
  test.each([
    ["all", true],
    ["team:shop", true],
    ["playbook:restart-cart", true],
    ["team:platform", false],
    ["playbook:restart", false],
  ] as const)("over %s covers a playbook of the shop: %s", (scope, covers) => {
    expect(switchOver("freeze", CART, [on({ scope })]) !== undefined).toBe(covers);
  });

  test("of another kind does not count", () => {
    expect(switchOver("freeze", CART, [on({ kind: "pause" })])).toBeUndefined();
  });

  test("over everything is named before narrower ones", () => {
    const both = [on({ scope: "team:shop" }), on({ scope: "all" })];

    expect(switchOver("freeze", CART, both)?.scope).toBe("all");
  });

  test("says who, since when, until when and why", () => {
    const until = NOON + 30 * 60_000;

    expect(brakedBySwitch(on({ scope: "team:shop", until }), NOON)).toMatchObject({
      code: "E340",
      rule: "freeze team:shop",
      message: "What shop owns is frozen by ann since 11:00 UTC until 12:30 UTC: failover",
      until,
    });
    expect(brakedBySwitch(on({ kind: "pause" }), NOON + 86_400_000).message).toBe(
      "Everything is paused by ann since 2026-11-21 11:00 UTC: failover",
    );
  });
});

function on(more: Partial<Switch>): Switch {
  const since = NOON - 3_600_000;
  const about = { by: "ann", reason: "failover", since, until: null, inFlight: "hold" } as const;
  return { kind: "freeze", scope: "all", ...about, ...more };
}
