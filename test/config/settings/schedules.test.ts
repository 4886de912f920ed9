import { expect, test } from "vitest";
import { Schedules } from "../../../src/config/settings/schedules.ts";

test.each(["0 3 * * *", "*/15 8-18 * * 1-5", "0 12 29 2 *"])("%s is a time that comes", (cron) => {
  expect(Schedules.safeParse({ nightly: { cron, playbook: "look" } }).success).toBe(true);
});

test.each([
  ["0 3 * *", "five fields"],
  ["* 0 3 * * *", "it has 6"],
  ["61 3 * * *", "must be a cron expression: "],
  ["0 3 * * mo nday", "it has 6"],
  ["0 0 30 2 *", "impossible day of month"],
])("%s is refused, and it says why", (cron, because) => {
  const { error } = Schedules.safeParse({ nightly: { cron, playbook: "look" } });

  expect(error?.issues[0]?.message).toContain(because);
});

test("a time zone that nobody knows is refused", () => {
  const nightly = { cron: "0 3 * * *", playbook: "look", time_zone: "Europe/Bonn" };

  expect(Schedules.safeParse({ nightly }).success).toBe(false);
});
