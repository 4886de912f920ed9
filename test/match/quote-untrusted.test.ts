import fc from "fast-check";
import { expect, test } from "vitest";
import { quoteUntrusted } from "../../src/match/quote-untrusted.ts";

test.each([
  ["orders", '"orders"'],
  ['a "b"', '"a \\"b\\""'],
  [5, "5"],
  [[1, null], "[1,null]"],
  ["a".repeat(100), `"${"a".repeat(79)}… (102 characters)`],
  ["🏁".repeat(100), `"${"🏁".repeat(79)}… (202 characters)`],
])("shows %j as %s", (value, shown) => {
  expect(quoteUntrusted(value)).toBe(shown);
});

test("whatever the text, what is shown is short and holds no invisible character", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      const shown = quoteUntrusted(text);

      expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect(shown.length).toBeLessThan(1_000);
    }),
  );
});
