import { expect, test } from "vitest";
import { openScheduleDesk } from "../../../../src/intake/api/desk/schedules.ts";
import type { LastFiring } from "../../../../src/ports/schedule-store.ts";
import type { Schedule } from "../../../../src/schedule/schedule.ts";

const NIGHTLY: Schedule = {
  name: "nightly",
  cron: "0 3 * * *",
  timeZone: "UTC",
  jitterMs: 0,
  playbook: "look",
  params: {},
};

test("a schedule is shown with its next five times and what came of it last", async () => {
  const [shown] = await deskWith({ is: "started", run: "r1" }).list(everything);

  expect(shown).toMatchObject({
    name: "nightly",
    last: { at: "1970-01-01T00:00:00.000Z", result: "started", run: "r1" },
    missedThisWeek: 2,
  });
  expect(shown?.next).toHaveLength(5);
});

test.each([
  [{ is: "started" }, []],
  [{ is: "claimed" }, []],
  [{ is: "refused", because: "E311 No" }, ["nightly was not started: E311 No"]],
  [{ is: "missed" }, ["nightly was due at 1970-01-01T00:00:00.000Z, and no Pitcrew was there."]],
  [{ is: "goes_on" }, ["nightly was not started, because its run before that still went on."]],
] as const)("after %j its health is said in sentences", async (last, troubles) => {
  const is = troubles.length === 0 ? "well" : "troubled";

  expect(await deskWith(last).health(everything)).toEqual({ is, schedules: 1, troubles });
});

test("a schedule that there is not is refused with its name", () => {
  expect(deskWith({ is: "started" }).find("weekly")).toMatchObject({
    refusal: { code: "E560", message: 'pitcrew.yaml has no schedule "weekly"' },
  });
});

test("what somebody may not see is not there for them", async () => {
  const nothing = async () => false;
  const desk = deskWith({ is: "missed" });

  expect(await desk.list(nothing)).toEqual([]);
  expect(await desk.health(nothing)).toEqual({ is: "well", schedules: 0, troubles: [] });
});

const everything = async () => true;

function deskWith(last: Pick<LastFiring, "is"> & Partial<LastFiring>) {
  const firing = { at: 0, run: null, because: null, ...last };
  const state = { name: "nightly", since: 0, missed: 2, last: firing };
  return openScheduleDesk([NIGHTLY], { states: async () => [state] });
}
