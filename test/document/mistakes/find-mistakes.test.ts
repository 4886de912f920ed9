import { describe, expect, test } from "vitest";
import { findingsOf, readValue } from "../reading.ts";

describe("findMistakes", () => {
  test.each([
    ["a negation", "when: !has(x.y) && z\nb: 1", 7, 'when: "!has(x.y) && z"'],
    ["a negation of a text", 'when: !ran("kick")', 7, "when: '!ran(\"kick\")'"],
    ["a negation of a name", "when: !dry_run", 7, 'when: "!dry_run"'],
    [
      "a negation in a one-line map",
      "a: { when: !has(x), b: 1 }",
      12,
      'a: { when: "!has(x)", b: 1 }',
    ],
    ["an expression cut at a #", "a: ${{ x # c }}", 4, 'a: "${{ x # c }}"'],
    ["a text cut at a #", 'when: a == "b # c"', 7, "when: 'a == \"b # c\"'"],
    ["braces without a dollar", "a: {{ x }}", 4, 'write a: "${{ x }}"'],
    ["braces without a dollar and text", "a: {{ x }}-b\nc: 1", 4, 'write a: "${{ x }}-b"'],
    ["a hole in a one-line map", "a: { k: ${{ x.y }}, l: 1 }", 9, 'a: { k: "${{ x.y }}", l: 1 }'],
    ["a hole with text in a one-line map", "a: { k: w-${{ x }}-y }", 9, 'a: { k: "w-${{ x }}-y" }'],
    ["a hole in a list", "a: [${{ x }}]", 5, 'a: ["${{ x }}"]'],
    [
      "a hole with texts in a one-line map",
      'a: { k: ${{ x["y"] }} }',
      9,
      "a: { k: '${{ x[\"y\"] }}' }",
    ],
    ["a value that starts with a text", 'when: "a" in labels', 7, "when: '\"a\" in labels'"],
    ["a value that starts with a list", "when: [1, 2] == x", 7, 'when: "[1, 2] == x"'],
    ["a text before more in a list", 'a: ["x" y, z]', 5, "a: ['\"x\" y', z]"],
    ["a glob", "queue: *orders # all", 8, 'queue: "*orders"'],
    ["a glob in a list", "a: [*x, b]", 5, 'a: ["*x", b]'],
    ["a star alone", "env: *", 6, 'env: "*"'],
  ])("shows the line to paste for %s", (_, text, column, fix) => {
    expect(findingsOf(text)).toMatchObject([
      { code: "E106", line: 1, column, fix: expect.stringContaining(fix) },
    ]);
  });

  test("gives fixes that are read as they were meant", () => {
    const broken = [
      "when: !has(x) && y",
      "a: ${{ x # c }}",
      'when: "a" in labels',
      "a: { k: ${{ x }} }",
      "queue: *orders",
      "a: {{ x }}",
    ];
    for (const text of broken) {
      const [finding] = findingsOf(text);
      const line = finding?.fix.replace(/^(?:put the whole value in quotes:|write) /, "") ?? "";
      expect(() => readValue(line)).not.toThrow();
    }
  });

  test.each([
    ["a tag", "a: !!str 1", "E104", 4],
    ["a tag of one's own", "a: !Ref b", "E104", 4],
    ["an anchor", "a: &x 1", "E104", 4],
    ["an anchor without a value", "a: &x", "E104", 4],
    ["a directive that changes the version of YAML", "%YAML 1.1\n---\na: yes", "E104", 1],
    ["a quote that is never closed", "a: 'b\nc: 1", "E103", 4],
    ["a bracket that is never closed", "a: [1, 2\nb: 3", "E103", 4],
    ["a brace that is never closed", "a: [{ b: 1\nc: 3", "E103", 5],
  ])("refuses %s where it opens", (_, text, code, column) => {
    expect(findingsOf(text)).toMatchObject([{ code, line: 1, column }]);
  });

  test("takes an alias for one when the file defines its anchor", () => {
    expect(findingsOf("a: &x 1\nb: *x")).toMatchObject([
      { code: "E104", line: 1 },
      { code: "E104", line: 2, message: expect.stringContaining("alias *x") },
    ]);
  });

  test("explains a text over several lines once", () => {
    expect(findingsOf('a: "x\n  y" z\nb: 1')).toMatchObject([{ code: "E106", line: 1 }]);
  });

  test.each([
    "a: don't # a comment",
    'a: 5" disk # 3 left',
    "a: ${{ x }} # a comment",
    "a: x#y",
    'a: "x" # a comment',
    'a: { b: "x", c: [1, 2] } # a comment',
    "a: ${{ x }}-${{ y }}",
    "a: >-\n  !has(x) {{ y }} *z # w",
    'a: |\n  "x" y',
    "# !a *b {{ c }}",
    "a: { b: { c: {} } }",
    "a: {b: c}",
    "a: x !y *z &w",
    '"a": "b"',
    "[a, b]",
  ])("finds nothing in %j", (text) => {
    expect(() => readValue(text)).not.toThrow();
  });
});
