import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { coversGlob, fitsGlob } from "../../src/model/glob.ts";

describe("fitsGlob", () => {
  test.each([
    ["orders", "orders", true],
    ["orders", "orders-dlq", false],
    ["orders*", "orders", true],
    ["orders*", "orders-dlq", true],
    ["*-dlq", "orders-dlq", true],
    ["a*a", "a", false],
    ["a*b*c", "a-b-b-c", true],
    ["a*b*c", "acb", false],
    ["*ab*ab", "ab", false],
    ["*", "", true],
    ["**", "anything", true],
    ["a.c", "abc", false],
    ["[a-z]", "q", false],
    ["Orders", "orders", false],
  ])("%s on %j is %s", (pattern, text, expected) => {
    expect(fitsGlob(pattern, text)).toBe(expected);
  });

  test("agrees with the definition of a star, tried out at every place", () => {
    fc.assert(
      fc.property(
        anyGlob,
        fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 8 }),
        (glob, text) => {
          expect(fitsGlob(glob, text)).toBe(fitsByDefinition(glob, text));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

test("coversGlob is true exactly when no text fits the inner pattern alone", () => {
  const texts = allTexts("abz", 5);
  fc.assert(
    fc.property(anyGlob, anyGlob, (outer, inner) => {
      const escapes = texts.some((text) => fitsGlob(inner, text) && !fitsGlob(outer, text));
      expect(coversGlob(outer, inner)).toBe(!escapes);
    }),
    { numRuns: 500 },
  );
});

const anyGlob = fc.string({ unit: fc.constantFrom("a", "b", "*"), minLength: 1, maxLength: 4 });

function fitsByDefinition(glob: string, text: string): boolean {
  if (glob === "") return text === "";
  if (glob.startsWith("*")) {
    const rest = glob.slice(1);
    return fitsByDefinition(rest, text) || (text !== "" && fitsByDefinition(glob, text.slice(1)));
  }
  return text.startsWith(glob.slice(0, 1)) && fitsByDefinition(glob.slice(1), text.slice(1));
}

function allTexts(letters: string, longest: number): string[] {
  if (longest === 0) return [""];
  const shorter = allTexts(letters, longest - 1);
  return ["", ...Array.from(letters).flatMap((letter) => shorter.map((text) => letter + text))];
}
