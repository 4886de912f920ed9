import { describe, expect, test } from "vitest";
import {
  courseInWords,
  courseOf,
  shortNumber,
} from "../../../src/engine/charts/course-in-words.ts";

function line(name: string, ...values: readonly (number | undefined)[]) {
  return { name, points: values.map((value, at) => ({ at, value })) };
}

describe("a course in words", () => {
  test("says where it began and ended, and what was between", () => {
    expect(courseInWords([line("orders", undefined, 120, 14_000.04, 4)])).toBe(
      "orders went from 120 to 4, between 4 and 14,000.",
    );
  });

  test("tells of three lines, and how many more there are", () => {
    const lines = ["a", "b", "c", "d", "e"].map((name) => line(name, 1, 2));

    expect(courseInWords(lines)).toMatch(/^a went .*; b went .*; c went .*; and 2 more\.$/);
  });

  test("leaves out a line without a number", () => {
    expect(courseOf(line("gone", undefined))).toBeUndefined();
  });

  test.each([
    [0, "0"],
    [0.000_123_456, "0.0001235"],
    [1_234_567, "1,235,000"],
    [-2.5, "-2.5"],
  ])("writes %d as %s", (value, text) => {
    expect(shortNumber(value)).toBe(text);
  });
});
