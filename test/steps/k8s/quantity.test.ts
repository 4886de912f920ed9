import { describe, expect, test } from "vitest";
import { amountOf, isSameAmount, QUANTITY } from "../../../src/steps/k8s/quantity.ts";

describe("a quantity", () => {
  test.each([
    ["2", 2],
    ["500m", 0.5],
    ["1.5", 1.5],
    ["250000n", 0.00025],
    ["64Mi", 64 * 2 ** 20],
    ["2Gi", 2 * 2 ** 30],
    ["2G", 2e9],
  ])("%s amounts to %d", (text, amount) => {
    expect(amountOf(text)).toBeCloseTo(amount, 12);
  });

  test.each(["", "2 Gi", "-1", "1e3", "2gi", "Gi", "1.", "0x10", "1Gi\n", "toString"])(
    "%j is none",
    (text) => {
      expect([QUANTITY.test(text), amountOf(text)]).toEqual([false, undefined]);
    },
  );

  test.each([
    ["1Gi", "1024Mi", true],
    ["1", "1000m", true],
    ["1Gi", "1G", false],
    ["1Gi", undefined, false],
    [undefined, undefined, true],
  ])("%s and %s are the same: %s", (one, other, same) => {
    expect(isSameAmount(one, other)).toBe(same);
  });
});
