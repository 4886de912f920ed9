import { describe, expect, test } from "vitest";
import { findingsOf, readValue } from "./reading.ts";

describe("toValue", () => {
  test.each(["__proto__", "constructor", "prototype"])(
    "refuses the key %s wherever it stands",
    (key) => {
      expect(findingsOf(`a:\n  - { ${key}: 1 }`)).toMatchObject([
        { code: "E111", line: 2, column: 7 },
      ]);
      expect(findingsOf(`"${key}": 1`)).toMatchObject([{ code: "E111" }]);
    },
  );

  test("names the line of a key's first place when it is written again", () => {
    expect(findingsOf("a: 1\nb: 2\n'a': 3")).toMatchObject([
      { code: "E105", line: 3, column: 1, message: 'The key "a" is already written on line 1' },
    ]);
  });

  test("finds a key written twice on one line and at any depth", () => {
    expect(findingsOf("x: [{ k: 1, k: 2 }]")).toMatchObject([{ code: "E105", column: 13 }]);
  });

  test("lets two maps have the same key", () => {
    expect(readValue("a: { k: 1 }\nb: { k: 1 }")).toEqual({ a: { k: 1 }, b: { k: 1 } });
  });

  test.each(["? [a]\n: b", "{ a: b }: c", "? - a\n: b"])(
    "refuses the complex key in %j",
    (text) => {
      expect(findingsOf(text)).toMatchObject([{ code: "E104" }]);
    },
  );

  test("refuses a merge key, but not a text that looks like one", () => {
    expect(findingsOf("<<: { a: 1 }")).toMatchObject([{ code: "E104", line: 1, column: 1 }]);
    expect(readValue('"<<": 1')).toEqual({ "<<": 1 });
  });

  test("refuses a colon without a key", () => {
    expect(findingsOf(": a")).toMatchObject([{ code: "E103" }]);
  });

  test.each([".inf", "-.inf", ".nan", "1e999"])(
    "refuses %s, which is no number in JSON",
    (text) => {
      expect(findingsOf(`a: ${text}`)).toMatchObject([{ code: "E112", column: 4 }]);
    },
  );

  test("refuses a number that would lose digits, and shows how to keep them", () => {
    expect(findingsOf("id: 12345678901234567890")).toMatchObject([
      { code: "E112", fix: expect.stringContaining('"12345678901234567890"') },
    ]);
    expect(readValue("id: 9007199254740991")).toEqual({ id: 9_007_199_254_740_991 });
  });
});
