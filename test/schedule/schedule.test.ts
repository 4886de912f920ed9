import { expect, test } from "vitest";
import { nextTimes, type Schedule, timesBetween } from "../../src/schedule/schedule.ts";

const NIGHTLY: Schedule = {
  name: "nightly",
  cron: "30 2 * * *",
  timeZone: "Europe/Berlin",
  jitterMs: 0,
  playbook: "look",
  params: {},
};

test("a schedule is meant in its time zone, in summer and in winter", () => {
  const summer = timesBetween(
    NIGHTLY,
    Date.parse("2026-07-01T00:00Z"),
    Date.parse("2026-07-02T00:00Z"),
  );
  const winter = timesBetween(
    NIGHTLY,
    Date.parse("2026-12-01T00:00Z"),
    Date.parse("2026-12-02T00:00Z"),
  );

  expect([...summer, ...winter].map(text)).toEqual([
    "2026-07-01T00:30:00.000Z",
    "2026-12-01T01:30:00.000Z",
  ]);
});

test("day of month and day of week must both fit", () => {
  const friday13th = { ...NIGHTLY, cron: "0 12 13 * 5", timeZone: "UTC" };

  const times = timesBetween(
    friday13th,
    Date.parse("2026-02-01T00:00Z"),
    Date.parse("2026-04-01T00:00Z"),
  );

  expect(times.map(text)).toEqual(["2026-02-13T12:00:00.000Z", "2026-03-13T12:00:00.000Z"]);
});

test("the ends of a stretch of time are left out", () => {
  const from = Date.parse("2026-07-01T00:30Z");

  expect(timesBetween(NIGHTLY, from, from + 86_400_000)).toEqual([]);
});

test("the next times lie ahead, in order", () => {
  const times = nextTimes(NIGHTLY, 3);

  expect(times).toHaveLength(3);
  expect(times.toSorted((a, b) => a - b)).toEqual(times);
  expect(times.every((at) => at > Date.now())).toBe(true);
});

function text(at: number): string {
  return new Date(at).toISOString();
}
