import { describe, expect, test } from "vitest";
import { z } from "zod";
import { chanceOf } from "./chance.ts";

describe("a chance", () => {
  test("brings the same to whoever begins with the same words, and something else to others", () => {
    const some = (...words: readonly (string | number)[]) => {
      const { next, below, uuid } = chanceOf(...words);
      return [next(), below(1_000_000), uuid()];
    };

    expect(some("kill", 7)).toEqual(some("kill", 7));
    expect(some("kill", 7)).not.toEqual(some("kill", 8));
  });

  test("gives every thing its turn, about as often as the others", () => {
    const { oneOf } = chanceOf("turns");
    const drawn = Array.from({ length: 3_000 }, () => oneOf(["a", "b", "c"]));

    for (const thing of ["a", "b", "c"]) {
      const share = drawn.filter((one) => one === thing).length / drawn.length;
      expect(share).toBeGreaterThan(0.3);
      expect(share).toBeLessThan(0.37);
    }
  });

  test("makes ids that the store takes, and none twice", () => {
    const { uuid } = chanceOf("ids");
    const ids = Array.from({ length: 1_000 }, uuid);

    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(z.uuidv4().safeParse(id).success).toBe(true);
  });
});
