import { describe, expect, test } from "vitest";
import { Windows } from "../../../../src/config/settings/windows.ts";
import { windowsOf } from "../../../../src/intake/alerts/windows/window.ts";

describe("a window that comes again", () => {
  test.each([
    ["before it begins", "2026-11-22T20:59:59Z", undefined],
    ["as it begins, by the clock of its zone", "2026-11-22T21:00:00Z", "2026-11-23T01:00:00Z"],
    ["after midnight", "2026-11-23T00:59:59Z", "2026-11-23T01:00:00Z"],
    ["when it is over", "2026-11-23T01:00:00Z", undefined],
    ["on another day", "2026-11-24T21:30:00Z", undefined],
    [
      "in summer, an hour earlier by the clock of the world",
      "2026-07-19T20:00:00Z",
      "2026-07-20T00:00:00Z",
    ],
  ])("%s", (_when, now, until) => {
    expect(openUntil({ cron: "0 22 * * sun", lasts: "4h", time_zone: "Europe/Berlin" }, now)).toBe(
      until,
    );
  });
});

describe("a window that comes once", () => {
  test.each([
    ["2026-11-26T23:59:59+01:00", undefined],
    ["2026-11-27T00:00:00+01:00", "2026-11-27T23:00:00.000Z"],
    ["2026-11-28T00:00:00+01:00", undefined],
  ])("at %s", (now, until) => {
    const times = { from: "2026-11-27T00:00:00+01:00", until: "2026-11-28T00:00:00+01:00" };
    expect(openUntil(times, now)).toBe(until && new Date(until).toISOString().replace(".000", ""));
  });
});

test.each([
  [{ cron: "every day", lasts: "4h", time_zone: "Europe/Berlin" }, "cron expression"],
  [{ cron: "0 22 * * sun", lasts: "25h", time_zone: "Europe/Berlin" }, "from 1m to 24h"],
  [{ cron: "0 22 * * sun", lasts: "4h", time_zone: "Berlin" }, "time zone"],
  [{ from: "tomorrow", until: "2026-11-28T00:00:00Z" }, "must be a time"],
])("a window %j is refused", (times, because) => {
  const parsed = Windows.safeParse([{ ...ABOUT, ...times }]);

  expect(JSON.stringify(parsed.error)).toContain(because);
});

const ABOUT = { name: "works", kind: "maintenance", reason: "new switches" };

function openUntil(times: object, now: string): string | undefined {
  const [window] = windowsOf(Windows.parse([{ ...ABOUT, ...times }]));
  const until = window?.openUntil(Date.parse(now));
  return until === undefined ? undefined : new Date(until).toISOString().replace(".000", "");
}
