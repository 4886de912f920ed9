import { describe, expect, test } from "vitest";
import { Budgets } from "../../../src/config/settings/budgets.ts";
import {
  type ChangeFacts,
  judgeChanges,
  type Wish,
} from "../../../src/engine/brakes/judge-changes.ts";
import type { Demand } from "../../../src/ports/demand.ts";

const FACTS: ChangeFacts = { now: 0, switches: [], effects: [], uses: [], taken: [] };

describe("changes that are judged together", () => {
  test("count for those behind them", () => {
    const budgets = Budgets.parse({ effects_per_minute: 2 });
    const wishes = [wish(), wish(), wish()];

    const judged = judgeChanges(wishes, FACTS, budgets).map(({ is }) => is);

    expect(judged).toEqual(["allowed", "allowed", "held_back"]);
  });

  test("that are not allowed take nothing from others", () => {
    const losses = (takes: number) => [{ workload: "cart", wanted: 10, takes }];
    const wishes = [
      wish({ key: "1", losses: losses(5) }),
      wish({ key: "2", losses: losses(1) }),
      wish({ key: "3", losses: losses(1) }),
    ];

    const judged = judgeChanges(
      wishes,
      FACTS,
      Budgets.parse({ unavailable: { share: "10%" } }),
    ).map(({ is }) => is);

    expect(judged).toEqual(["refused", "allowed", "held_back"]);
  });

  test("are limited by switches and cool-downs alone without budgets", () => {
    const losses = [{ workload: "cart", wanted: 10, takes: 10 }];

    expect(judgeChanges([wish({ losses })], FACTS, undefined)).toEqual([{ is: "allowed" }]);
  });
});

function wish(more: Partial<Demand> = {}): Wish {
  const id = { step: "restart", item: 0, phase: "run", attempt: 1, key: "key" } as const;
  const about = { playbook: "restart-cart", team: "shop", targets: ["cart"], cooldownMs: null };
  return { run: "r-1", demand: { ...id, ...about, losses: [], ...more } };
}
