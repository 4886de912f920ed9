import { describe, expect, test } from "vitest";
import { type Pair, sideBySide } from "../../../src/console/playbooks/side-by-side.ts";

const LINES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

describe("two texts beside each other", () => {
  test("have what was changed in one row", () => {
    const pairs = sideBySide("a\nb\nc", "a\nB\nc");

    expect(pairs).toEqual([
      { is: "same", text: "a" },
      { is: "changed", before: "b", after: "B" },
      { is: "same", text: "c" },
    ]);
  });

  test("show what is gone, and what is new, where it was and is", () => {
    expect(sideBySide("a\nb", "b")).toEqual([
      { is: "gone", before: "a" },
      { is: "same", text: "b" },
    ]);
    expect(sideBySide("b", "b\nc")).toEqual([
      { is: "same", text: "b" },
      { is: "new", after: "c" },
    ]);
  });

  test("leave out what is the same far from any difference", () => {
    const pairs = sideBySide(LINES.join("\n"), [...LINES, "ten"].join("\n"));

    expect(pairs[0]).toEqual({ is: "left_out", lines: 6 });
    expect(pairs).toHaveLength(5);
  });

  test("hold each text whole, however they differ", () => {
    for (const [before, after] of [
      [LINES.slice(0, 4), LINES.slice(0, 4).toReversed()],
      [LINES.slice(0, 3), LINES.slice(3, 6)],
      [["x"], LINES.slice(0, 3)],
    ] as const) {
      const pairs = sideBySide(before.join("\n"), after.join("\n"));

      expect(pairs.flatMap(beforeOf)).toEqual(before);
      expect(pairs.flatMap(afterOf)).toEqual(after);
    }
  });
});

function beforeOf(pair: Pair): readonly string[] {
  if (pair.is === "same") return [pair.text];
  return pair.is === "gone" || pair.is === "changed" ? [pair.before] : [];
}

function afterOf(pair: Pair): readonly string[] {
  if (pair.is === "same") return [pair.text];
  return pair.is === "new" || pair.is === "changed" ? [pair.after] : [];
}
