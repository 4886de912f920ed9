import { expect, test } from "vitest";
import { clockTime } from "../../../src/notify/wording/clock-time.ts";

const AT = Date.parse("2026-11-21T02:19:00Z");

test("a time of day never stands without its zone", () => {
  expect(clockTime(AT, "UTC")).toBe("02:19 UTC");
  expect(clockTime(AT, "Europe/Berlin")).toBe("03:19 CET");
});

test("the day is named when it is another", () => {
  expect(clockTime(AT, "UTC", AT + 86_400_000)).toBe("21 Nov 02:19 UTC");
});
