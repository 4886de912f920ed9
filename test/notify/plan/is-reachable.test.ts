import { expect, test } from "vitest";
import { isReachable } from "../../../src/notify/plan/is-reachable.ts";

const NIGHT = { from: 22 * 60, until: 7 * 60 };
const NOON = { from: 12 * 60, until: 13 * 60 };

test.each([
  ["whoever has said nothing", undefined, "03:00", "high", true],
  [
    "whoever wants no direct messages",
    { isDirect: false, quiet: null },
    "12:00",
    "critical",
    false,
  ],
  ["somebody at night", { isDirect: true, quiet: NIGHT }, "03:00", "high", false],
  [
    "somebody at night, about what is critical",
    { isDirect: true, quiet: NIGHT },
    "03:00",
    "critical",
    true,
  ],
  ["somebody when the night begins", { isDirect: true, quiet: NIGHT }, "22:00", "high", false],
  ["somebody when the night is over", { isDirect: true, quiet: NIGHT }, "07:00", "high", true],
  ["somebody at lunch", { isDirect: true, quiet: NOON }, "12:59", "low", false],
  ["somebody after lunch", { isDirect: true, quiet: NOON }, "13:00", "low", true],
] as const)("%s is reached: %#", (_, wish, time, severity, reached) => {
  // Berlin is an hour ahead of UTC in November.
  const at = Date.parse(`2026-11-21T${time}:00+01:00`);

  expect(isReachable(wish, severity, at, "Europe/Berlin")).toBe(reached);
});
