import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createQueue } from "../../../src/engine/dispatch/queue.ts";

describe("a queue", () => {
  test("gives out first what comes before all others, whenever it was added", () => {
    const action = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constant("take" as const));
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        const queue = createQueue<number>((a, b) => a < b);
        let model: readonly number[] = [];
        for (const one of actions) {
          const expected = one === "take" ? model[0] : undefined;
          const taken = one === "take" ? queue.take() : queue.add(one);
          model = one === "take" ? model.slice(1) : [...model, one].toSorted((a, b) => a - b);
          expect([taken, queue.first(), queue.size()]).toEqual([expected, model[0], model.length]);
        }
      }),
    );
  });

  test("is empty once it was cleared", () => {
    const queue = createQueue<number>((a, b) => a < b);
    queue.add(1);

    queue.clear();

    expect([queue.take(), queue.size()]).toEqual([undefined, 0]);
  });
});
