import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import type { Finding } from "../../src/model/problem.ts";
import { valueAt } from "../../src/document/shape/schema-walk.ts";
import { read } from "./reading.ts";

type Style = "PLAIN" | "QUOTE_SINGLE" | "QUOTE_DOUBLE" | "BLOCK_FOLDED" | "BLOCK_LITERAL";

describe("placeInScalar", () => {
  test.each([
    ["plain", "a: one two", "two", 1, 8],
    ["plain over lines", "a: one\n  two\n\n  three", "three", 4, 3],
    ["single quotes", "a: 'it''s two'", "two", 1, 11],
    ["single quotes over lines", "a: 'one\n  two'", "two", 2, 3],
    ["double quotes", 'a: "\\u0041\\t\\"two"', "two", 1, 15],
    ["double quotes with a joined line", 'a: "one \\\n   two"', "two", 2, 4],
    ["double quotes with a long escape", 'a: "\\U0001F600 two"', "two", 1, 16],
    ["folded", "a: >-\n  one\n  two\n\n    three\n", "three", 5, 5],
    ["folded with a comment", "a: >- # why\n  one\n  two\n", "two", 3, 3],
    ["literal", "a: |\n  one\n    two\n", "two", 3, 5],
    ["literal with its own indentation", "a: |2-\n    one\n  two\n", "two", 3, 3],
    ["literal after blank lines", "a: |\n\n\n  one\n", "one", 4, 3],
    ["literal from Windows", "a: |\r\n  one\r\n  two\r\n", "two", 3, 3],
    ["folded from Windows", "a: >-\r\n  one\r\n  two\r\n", "two", 3, 3],
    ["wide characters", "a: 😀 two", "two", 1, 7],
  ])("finds a word in text that is %s", (_, text, word, line, column) => {
    const finding = locateWord(text, word);

    expect(finding).toMatchObject({ line, column, length: word.length });
    expect(finding.source.slice(column - 1)).toMatch(new RegExp(`^${word}`));
  });

  test("underlines an escape from its backslash on", () => {
    expect(locatePart('a: "x\\ty"', { start: 1, end: 2 })).toMatchObject({ column: 6 });
  });

  test("places a point after the last character behind it", () => {
    expect(locatePart("a: abc", { start: 3, end: 3 })).toMatchObject({ column: 7, length: 1 });
  });

  test("shows the whole value when the part lies outside of it", () => {
    expect(locatePart("a: abc", { start: 10, end: 12 })).toMatchObject({ column: 4, length: 3 });
  });

  test("finds each letter of any text, however it is written", () => {
    const letter = fc.constantFrom(...Array.from("ab'\"\\:#-{}$ \n\té😀"));
    const style = fc.constantFrom<Style>(
      "PLAIN",
      "QUOTE_SINGLE",
      "QUOTE_DOUBLE",
      "BLOCK_FOLDED",
      "BLOCK_LITERAL",
    );
    fc.assert(
      fc.property(
        fc.array(letter, { maxLength: 60 }),
        style,
        fc.integer({ min: 20, max: 60 }),
        (letters, type, lineWidth) => {
          const value = letters.join("");
          const text = stringify({ a: value }, { defaultStringType: type, lineWidth });
          for (const [index, character] of textOf(text).split("").entries()) {
            if (!/[a-z:#${}-]/.test(character)) continue;
            const { source, column } = locatePart(text, { start: index, end: index + 1 });
            expect(source[column - 1]).toBe(character);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

function locateWord(text: string, word: string): Finding {
  const start = textOf(text).indexOf(word);
  return locatePart(text, { start, end: start + word.length });
}

function textOf(text: string): string {
  return String(valueAt(read(text).value, ["a"]));
}

function locatePart(text: string, span: { readonly start: number; readonly end: number }): Finding {
  return read(text).locate({
    code: "E201",
    at: ["a"],
    span,
    message: "m",
    fix: "f",
    level: "error",
  });
}
