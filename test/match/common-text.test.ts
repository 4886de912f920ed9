import fc from "fast-check";
import { expect, test } from "vitest";
import { findCommonText } from "../../src/match/common-text.ts";
import { fitsGlob } from "../../src/model/glob.ts";

test.each<[string[][], string[], string | undefined]>([
  [[["orders"]], [], "orders"],
  [[["orders"], ["mails"]], [], undefined],
  [
    [
      ["orders", "mails"],
      ["disks", "mails"],
    ],
    [],
    "mails",
  ],
  [[["orders*"], ["*-dlq"]], [], "orders-dlq"],
  [[["orders*"], ["mails*"]], [], undefined],
  [[["*"], ["*"]], [], "x"],
  [[["orders*"]], ["orders"], "ordersx"],
  [[["orders*"]], ["orders*"], undefined],
  [[["orders*"]], ["*s", "*x"], "ordersy"],
  [[["*"]], ["*"], undefined],
  [[["*"], ["a*"]], ["ab*", "a"], "ax"],
  [[["🏁*"]], ["🏁"], "🏁x"],
  [[["a"], []], [], undefined],
])("what fits %j and not %j: %j", (wanted, unwanted, expected) => {
  const found = findCommonText(wanted, unwanted);

  expect(found?.length).toBe(expected?.length);
  if (found !== undefined) expectProof(found, wanted, unwanted);
});

test("finds a text exactly when trying all texts finds one, and none shorter exists", () => {
  const texts = allTexts("abz", 6).filter((text) => text !== "");
  const list = fc.array(anyGlob, { minLength: 1, maxLength: 3 });
  const lists = fc.array(list, { minLength: 1, maxLength: 2 });
  fc.assert(
    fc.property(lists, fc.array(anyGlob, { maxLength: 3 }), (wanted, unwanted) => {
      const shortest = texts.find((text) => isCommon(text, wanted, unwanted));
      const found = findCommonText(wanted, unwanted);

      expect(found?.length).toBe(shortest?.length);
      if (found !== undefined) expectProof(found, wanted, unwanted);
    }),
    { numRuns: 400 },
  );
});

test("decides about two patterns of the greatest length", () => {
  const left = `${"*ab".repeat(66)}*`;
  const right = `${"*ba".repeat(66)}*`;

  const found = findCommonText([[left], [right]], []);

  expect(found === undefined ? [] : [fitsGlob(left, found), fitsGlob(right, found)]).toEqual([
    true,
    true,
  ]);
  expect(findCommonText([[`${left}c`], [`${right}d`]], [])).toBeUndefined();
});

test("gives up on patterns made to hurt instead of claiming what it did not prove", () => {
  const bomb = Array.from(
    { length: 50 },
    (_, index) => `*a${"*b".repeat(index)}*${"ab".repeat(40)}${index}*c`,
  );

  expect(
    findCommonText([[`${"*ab".repeat(60)}*d`], [`*e${"*ba".repeat(60)}`]], bomb),
  ).toBeUndefined();
});

const anyGlob = fc.string({ unit: fc.constantFrom("a", "b", "*"), minLength: 1, maxLength: 3 });

function isCommon(text: string, wanted: readonly string[][], unwanted: readonly string[]): boolean {
  const fits = (pattern: string) => fitsGlob(pattern, text);
  return wanted.every((list) => list.some(fits)) && !unwanted.some(fits);
}

function expectProof(
  found: string,
  wanted: readonly string[][],
  unwanted: readonly string[],
): void {
  expect([found, isCommon(found, wanted, unwanted)]).toEqual([found, true]);
}

/** From short to long. */
function allTexts(letters: string, longest: number): string[] {
  const texts = [""];
  let last = texts;
  for (let length = 1; length <= longest; length++) {
    last = last.flatMap((text) => Array.from(letters).map((letter) => text + letter));
    texts.push(...last);
  }
  return texts;
}
