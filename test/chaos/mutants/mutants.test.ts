import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { change } from "./mutant.ts";
import { MUTANTS } from "./mutants.ts";

const CHANGE = { file: "a.ts", text: "two", by: "three" };

describe("a broken build", () => {
  test.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))(
    "finds what it breaks: %s",
    async (_name, { changes }) => {
      for (const one of changes) {
        const content = await readFile(
          new URL(`../../../src/${one.file}`, import.meta.url),
          "utf8",
        );
        expect(change(content, one)).not.toBe(content);
      }
    },
  );

  test("has one text in the place of another", () => {
    expect(change("one two one", CHANGE)).toBe("one three one");
  });

  test.each(["one", "two two"])(
    "is not made of %j, where it would break something else",
    (text) => {
      expect(() => change(text, CHANGE)).toThrow("src/a.ts must have this text once");
    },
  );
});
