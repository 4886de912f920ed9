import { describe, expect, test } from "vitest";
import { findingsOf } from "./reading.ts";

describe("explainSyntax", () => {
  test.each([
    ["a tab", "a:\n\tb: 1", 2, "replace each tab by two spaces"],
    ["a value that starts with @", "a: @here now", 1, 'a: "@here now"'],
    ["a value that starts with a backtick", "a: `b`", 1, 'a: "`b`"'],
    ["a value that starts with %", "- %5", 1, '- "%5"'],
    ["a colon inside a value", "summary: Note: this", 1, 'summary: "Note: this"'],
    ["a choice with ? and :", 'when: a ? "b" : "c"', 1, 'when: \'a ? "b" : "c"\''],
    ["a value with a line indented below it", "a: 1\n  b: 2", 1, "same indentation"],
    ["no space after the colon", "a: 1\nname:foo\nb: 2", 2, "write name: foo"],
    ["no space after the colon of the last line", "a: 1\n  \nname:foo", 3, "write name: foo"],
    ["a line without a colon", "a: 1\nbaz\nb: 2", 2, "write it as key: value"],
    ["a line that is indented differently", "a:\n  b: 1\n c: 2", 3, "as many spaces"],
    ["an escape that does not exist", 'a: "\\q"', 1, "write \\\\ for a backslash"],
    ["a list on the line of its key", "a: - b", 1, 'a: "- b"'],
    ["a sign of a block with more behind it", "a: > 5", 1, 'a: "> 5"'],
  ])("says how to mend %s", (_, text, line, fix) => {
    expect(findingsOf(text)).toMatchObject([
      { code: "E103", line, fix: expect.stringContaining(fix) },
    ]);
  });

  test("has a sentence and a fix for whatever the parser says", () => {
    const broken = [
      "a: |2x\n  b",
      "[a, b",
      "{,}",
      "- a\nb: 1",
      "a: [b]]",
      "a: !<",
      "%YAML 9\na: 1",
      `${"k".repeat(1100)}: 1`,
      "&",
      "a: *",
      "a\n... x",
      "- - a\n - b",
    ];
    for (const text of broken) {
      for (const { message, fix } of findingsOf(text)) {
        expect(message).toMatch(/^\S.*\S$/);
        expect(fix).toMatch(/^\S.*\S$/);
      }
    }
  });
});
