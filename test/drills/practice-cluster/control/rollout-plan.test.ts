import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  limitsOf,
  planRollout,
  type Rollout,
  type SetSize,
} from "../../../../src/drills/practice-cluster/control/rollout-plan.ts";

describe("a rollout", () => {
  test("grows the new replica set first, as far as the surge allows", () => {
    expect(planRollout(rollout(4, set("new", 0), [set("old", 4)]))).toEqual([
      { name: "new", to: 1 },
    ]);
  });

  test("lets old pods go once new ones are available", () => {
    expect(planRollout(rollout(4, set("new", 1), [set("old", 4)]))).toEqual([
      { name: "old", to: 2 },
    ]);
  });

  test("waits while the new pods do not get available", () => {
    expect(planRollout(rollout(4, set("new", 2, 0), [set("old", 3)]))).toEqual([]);
  });

  test("takes broken old pods away first", () => {
    const plan = planRollout(rollout(4, set("new", 2), [set("broken", 1, 0), set("old", 2)]));

    expect(plan[0]).toEqual({ name: "broken", to: 0 });
  });

  test("of a Recreate deployment starts nothing while an old pod is there", () => {
    const strategy = { type: "Recreate" };
    const leaving = { ...set("old", 0, 0), there: 2 };

    expect(planRollout({ ...rollout(3, set("new", 0), [set("old", 3)]), strategy })).toEqual([
      { name: "old", to: 0 },
    ]);
    expect(planRollout({ ...rollout(3, set("new", 0), [leaving]), strategy })).toEqual([
      { name: "new", to: 3 },
    ]);
  });

  test("that is paused is only scaled", () => {
    const paused = { ...rollout(6, set("new", 1), [set("old", 3)]), isPaused: true };

    expect(planRollout(paused)).toEqual([{ name: "old", to: 5 }]);
  });

  test("keeps within its limits and ends, whatever the sizes and shares are", () => {
    const share = fc.oneof(
      fc.integer({ min: 0, max: 5 }),
      fc.integer({ min: 0, max: 100 }).map((percent) => `${percent}%`),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), share, share, (replicas, surge, unavailable) => {
        const strategy = {
          type: "RollingUpdate",
          rollingUpdate: { maxSurge: surge, maxUnavailable: unavailable },
        };
        const limits = limitsOf({ replicas, strategy });
        let current = set("new", 0);
        let old = set("old", replicas);
        for (let step = 0; step < 200; step++) {
          const plan = planRollout({ ...rollout(replicas, current, [old]), strategy });
          if (plan.length === 0) break;
          for (const { name, to } of plan) {
            // What is wanted gets available before the next look.
            if (name === "new") current = set("new", to);
            else old = set("old", to);
          }
          expect(current.wanted + old.wanted).toBeLessThanOrEqual(replicas + limits.surge);
          expect(current.available + old.available).toBeGreaterThanOrEqual(
            replicas - limits.unavailable,
          );
        }
        expect([current.wanted, old.wanted]).toEqual([replicas, 0]);
      }),
    );
  });
});

function set(name: string, wanted: number, available = wanted): SetSize {
  return { name, wanted, available, there: wanted };
}

function rollout(replicas: number, current: SetSize, old: readonly SetSize[]): Rollout {
  const rollingUpdate = { maxSurge: "25%", maxUnavailable: "25%" };
  return {
    replicas,
    strategy: { type: "RollingUpdate", rollingUpdate },
    isPaused: false,
    current,
    old,
  };
}
