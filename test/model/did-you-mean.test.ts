import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { didYouMean } from "../../src/model/did-you-mean.ts";

const FIELDS = ["backlog", "rate_in", "rate_out", "rate_per_pod"];

describe("didYouMean", () => {
  test.each([
    ["backlg", "backlog"],
    ["bakclog", "backlog"],
    ["backlogs", "backlog"],
    ["rate_oyt", "rate_out"],
    ["RATE_IN", "rate_in"],
    ["rateperpod", "rate_per_pod"],
  ])("takes %s for %s", (word, meant) => {
    expect(didYouMean(word, FIELDS)).toBe(meant);
  });

  test("stays silent when no candidate is close", () => {
    expect(didYouMean("owner", FIELDS)).toBeUndefined();
    expect(didYouMean("backlog", [])).toBeUndefined();
  });

  test("allows one slip in a short word, not two", () => {
    expect(didYouMean("iff", ["if"])).toBe("if");
    expect(didYouMean("ab", ["cd"])).toBeUndefined();
  });

  test("prefers the nearest, and the first of two equally near", () => {
    expect(didYouMean("rate_oun", ["rate_in", "rate_out"])).toBe("rate_out");
    expect(didYouMean("cat", ["bat", "hat"])).toBe("bat");
  });

  test("does not spend time on texts too long to be a name", () => {
    const long = "x".repeat(100_000);
    expect(didYouMean(long, FIELDS)).toBeUndefined();
    expect(didYouMean("backlog", [long])).toBeUndefined();
  });

  test("finds any name again after one letter was lost", () => {
    const name = fc.stringMatching(/^[a-z_]{3,20}$/);
    fc.assert(
      fc.property(name, fc.nat(), (meant, position) => {
        const drop = position % meant.length;
        const slip = meant.slice(0, drop) + meant.slice(drop + 1);
        expect(didYouMean(slip, [meant])).toBe(meant);
      }),
    );
  });
});
