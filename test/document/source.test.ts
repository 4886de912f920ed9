import { describe, expect, test } from "vitest";
import { type Fault, findingAt, sourceOf } from "../../src/document/source.ts";

const fault: Fault = { code: "E103", message: "m", fix: "f", level: "error" };

describe("findingAt", () => {
  test.each([
    [0, 1, 1, "one"],
    [2, 1, 3, "one"],
    [3, 1, 4, "one"],
    [4, 2, 1, "two"],
    [8, 3, 1, ""],
    [9, 4, 1, "four"],
    [13, 4, 5, "four"],
  ])("shows offset %i as line %i, column %i", (start, line, column, source) => {
    const finding = findingAt(
      sourceOf("a.yaml", "one\ntwo\n\nfour"),
      { start, end: start + 1 },
      fault,
    );

    expect(finding).toMatchObject({ file: "a.yaml", line, column, source });
  });

  test("ends a place that spans lines with its first line", () => {
    expect(findingAt(sourceOf("a", "one\ntwo"), { start: 1, end: 6 }, fault).length).toBe(2);
  });

  test("leaves the line break of Windows out of the line", () => {
    expect(findingAt(sourceOf("a", "one\r\ntwo\r\n"), { start: 5, end: 8 }, fault)).toMatchObject({
      line: 2,
      column: 1,
      length: 3,
      source: "two",
    });
  });

  test("gives an empty place one column, so that a caret can stand there", () => {
    expect(findingAt(sourceOf("a", ""), { start: 0, end: 0 }, fault)).toMatchObject({
      line: 1,
      column: 1,
      length: 1,
      source: "",
    });
  });
});
