import { describe, expect, test } from "vitest";
import { isNews, nextLook } from "../../../src/engine/worker/next-look.ts";

const SECOND = 1_000;
const LATE = 3_600 * SECOND;

describe("a change on its way", () => {
  test.each([
    ["at first every two seconds", 0, 2],
    ["after a minute every fifteen", 60, 15],
    ["at last every thirty", 600, 30],
  ])("is looked at %s", (_, since, pause) => {
    expect(nextLook(0, LATE, since * SECOND)).toBe((since + pause) * SECOND);
  });

  test("is looked at when its time is over, and after that at once", () => {
    expect(nextLook(0, 70 * SECOND, 60 * SECOND)).toBe(70 * SECOND);
    expect(nextLook(0, 70 * SECOND, 80 * SECOND)).toBe(80 * SECOND);
  });

  test("is news at first, and then when it has moved and some time has passed", () => {
    const seen = { progress: "1 of 3", at: 0 };

    expect(isNews(null, "1 of 3", 0)).toBe(true);
    expect(isNews(seen, "1 of 3", LATE)).toBe(false);
    expect(isNews(seen, "2 of 3", 9 * SECOND)).toBe(false);
    expect(isNews(seen, "2 of 3", 10 * SECOND)).toBe(true);
  });
});
