import { describe, expect, test } from "vitest";
import { Budgets } from "../../../src/config/settings/budgets.ts";
import { judgeLoss, type Taken } from "../../../src/engine/brakes/unavailability.ts";

const { unavailable } = Budgets.parse({ unavailable: { share: "10%" } });
const NOW = 10_000_000;
const MINUTE = 60_000;

describe("the budget of what is unavailable", () => {
  test("is a tenth of what is wanted, and never less than one", () => {
    expect(judge({ wanted: 3, takes: 1 })).toEqual({ is: "allowed" });
    expect(judge({ wanted: 19, takes: 1 })).toEqual({ is: "allowed" });
    expect(judge({ wanted: 30, takes: 3 })).toEqual({ is: "allowed" });
    expect(judge({ wanted: 30, takes: 4 })).toMatchObject({ is: "refused" });
  });

  test("refuses at once what would never fit, and says what would", () => {
    expect(judge({ wanted: 10, takes: 3 })).toMatchObject({
      is: "refused",
      failure: {
        code: "E343",
        message: "It would make 3 of the 10 pods of cart unavailable at once, and 1 may be",
        retry: "never",
      },
    });
  });

  test("holds back what does not fit beside what was taken, until enough is given back", () => {
    const before = [taken(1, NOW - 9 * MINUTE), taken(1, NOW - 5 * MINUTE), taken(1, NOW)];

    expect(judge({ wanted: 30, takes: 1 }, before)).toMatchObject({
      is: "held_back",
      by: { until: NOW + MINUTE, values: { taken: 3, most: 3 } },
    });
    expect(judge({ wanted: 30, takes: 2 }, before)).toMatchObject({
      by: { until: NOW + 5 * MINUTE },
    });
    expect(judge({ wanted: 40, takes: 1 }, before)).toEqual({ is: "allowed" });
  });

  test("does not count what works already as it should not, nor a repeat of the same effect", () => {
    const before = [taken(1, NOW, "mine")];

    expect(judge({ wanted: 3, takes: 0 }, before)).toEqual({ is: "allowed" });
    expect(judge({ wanted: 3, takes: 1 }, before)).toEqual({ is: "allowed" });
  });

  test("forgets after its window, and knows nothing of other workloads", () => {
    const before = [taken(1, NOW - 10 * MINUTE), { ...taken(1, NOW), workload: "shop" }];

    expect(judge({ wanted: 3, takes: 1 }, before)).toEqual({ is: "allowed" });
  });
});

function taken(takes: number, at: number, key = "another"): Taken {
  return { workload: "cart", key, takes, at };
}

function judge(loss: { wanted: number; takes: number }, before: readonly Taken[] = []) {
  return judgeLoss({ workload: "cart", ...loss }, "mine", before, unavailable, NOW);
}
