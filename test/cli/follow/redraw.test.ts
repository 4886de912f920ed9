import { describe, expect, test } from "vitest";
import { redraw } from "../../../src/cli/follow/redraw.ts";

describe("drawing a run again", () => {
  test("writes below what is there the first time", () => {
    const { text, lines } = redraw(0, ["one", "two"], 24);

    expect(text).toContain("one\ntwo\n");
    expect(text).not.toContain("A\u001B[0J");
    expect(lines).toBe(2);
  });

  test("goes back up over the lines that it drew before", () => {
    expect(redraw(3, ["one"], 24).text.startsWith("\u001B[3A\u001B[0J")).toBe(true);
  });

  test("keeps the first line and the last ones when the screen is too small", () => {
    const { text, lines } = redraw(0, ["head", "a", "b", "c", "d"], 4);

    expect(text).toContain("head\nc\nd\n");
    expect(lines).toBe(3);
  });
});
