import { expect, test } from "vitest";
import { readQuantity } from "../../../../src/drills/practice-cluster/objects/quantity.ts";

test.each([
  ["250m", 0.25],
  ["1.5", 1.5],
  ["128Mi", 134_217_728],
  ["1e3", 1_000],
  ["2G", 2_000_000_000],
  ["-1", -1],
])("%s is a quantity", (text, amount) => {
  expect(readQuantity(text)).toBe(amount);
});

test.each(["", "lots", "1 Gi", "1GiB", "0x10", "1e", "--1"])("%j is none", (text) => {
  expect(readQuantity(text)).toBeUndefined();
});
