import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { derivedId } from "../../src/engine/derived-id.ts";

describe("a derived id", () => {
  test("is the same for the same words, and a UUID that no generator makes", () => {
    expect(derivedId("child", "r-1", "call", "0")).toBe(derivedId("child", "r-1", "call", "0"));
    expect(derivedId("child")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
  });

  test("differs for other words, and for the same text cut elsewhere", () => {
    const words = fc.array(fc.string(), { maxLength: 4 });
    fc.assert(
      fc.property(words, words, (one, other) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(other));
        expect(derivedId(...one)).not.toBe(derivedId(...other));
      }),
    );
    expect(derivedId("ab", "c")).not.toBe(derivedId("a", "bc"));
  });
});
