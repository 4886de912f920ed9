import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isCollection, parseDocument, visit } from "yaml";
import { MAX_DEPTH, MAX_LEXEMES, tokenize } from "../../src/document/tokens.ts";

describe("tokenize", () => {
  test.each([
    ["brackets", (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`],
    ["braces", (depth: number) => `${"{a: ".repeat(depth)}1${"}".repeat(depth)}`],
    ["dashes", (depth: number) => `${"- ".repeat(depth)}a`],
    ["question marks", (depth: number) => `${"? ".repeat(depth)}a`],
    ["indentation", (depth: number) => staircase(depth)],
  ])("allows %s as deep as the limit, and not one level more", (_, nested) => {
    expect(tokenize(nested(MAX_DEPTH)).is).toBe("tokens");
    expect(tokenize(nested(MAX_DEPTH + 1)).is).toBe("too-deep");
  });

  test("does not count brackets in quotes, comments, blocks and plain text", () => {
    const brackets = "[".repeat(200);
    const text = [
      `a: "${brackets}"`,
      `b: '${brackets}'`,
      `# ${brackets}`,
      `c: |\n  ${brackets}`,
      `d: x${brackets}`,
    ].join("\n");

    expect(tokenize(text).is).toBe("tokens");
  });

  test("is not fooled by a quote that opens nothing", () => {
    expect(tokenize(`a: don't\nb: ${"[".repeat(40)}'`).is).toBe("too-deep");
    expect(tokenize(`# "\na: ${"[".repeat(40)}"`).is).toBe("too-deep");
    expect(tokenize(`a: |\n  "\nb: ${"[".repeat(40)}"`).is).toBe("too-deep");
  });

  test("says where it becomes too deep", () => {
    expect(tokenize(`# a\n${"[".repeat(100)}`)).toEqual({ is: "too-deep", offset: 4 + MAX_DEPTH });
  });

  test("stops at more pieces than a real file has", () => {
    expect(tokenize("-\n".repeat(MAX_LEXEMES / 2)).is).toBe("tokens");
    expect(tokenize("-\n".repeat(MAX_LEXEMES / 2 + 1)).is).toBe("too-many");
  });

  test("never lets through a tree that is deeper than it measured", () => {
    const openers = ["[", "{", "- ", "? ", "[a: ", "{a: ", "a: [", ": ", "!a ", "&a "];
    const others = ["\n", "\n  ", "]", "}", "'", '"', "#", "| ", ",", "a"];
    const piece = fc.oneof(
      { weight: 20, arbitrary: fc.constantFrom(...openers) },
      fc.constantFrom(...others),
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 20, maxLength: 90 }), (pieces) => {
        const text = pieces.join("");
        const depth = tokenize(text).is === "tokens" ? depthOfTree(text) : 0;
        // A pair inside brackets is a map of its own in the tree, so a level there counts twice.
        expect(depth).toBeLessThanOrEqual(2 * MAX_DEPTH);
      }),
      { numRuns: 500 },
    );
  });
});

function staircase(depth: number): string {
  return Array.from({ length: depth }, (_, level) => `${" ".repeat(level)}a:`).join("\n");
}

function depthOfTree(text: string): number {
  let deepest = 0;
  visit(parseDocument(text, { logLevel: "silent" }), {
    Collection: (_, __, path) => {
      deepest = Math.max(deepest, path.filter(isCollection).length + 1);
    },
  });
  return deepest;
}
