import type { ScheduleState, ScheduleStore } from "../../../ports/schedule-store.ts";
import { nextTimes, type Schedule } from "../../../schedule/schedule.ts";
import { type Answer, answer, refuse } from "../refusal.ts";
import type { ScheduleView, SchedulerHealthView } from "../views/schedule-view.ts";
import { timeText } from "./view-summary.ts";

/** What people can see of schedules. */
export interface ScheduleDesk {
  readonly list: (maySee: MaySee) => Promise<readonly ScheduleView[]>;
  readonly health: (maySee: MaySee) => Promise<SchedulerHealthView>;
  /** What it starts, for somebody who wants that now. */
  readonly find: (name: string) => Answer<Schedule>;
}

export type MaySee = (schedule: Schedule) => Promise<boolean>;

const MOST_SHOWN = 5;

export function openScheduleDesk(
  schedules: readonly Schedule[],
  store: Pick<ScheduleStore, "states">,
): ScheduleDesk {
  const read = async (
    maySee: MaySee,
  ): Promise<readonly (readonly [Schedule, ScheduleState | undefined])[]> => {
    const states = new Map((await store.states()).map((state) => [state.name, state]));
    const seen = await Promise.all(schedules.map(maySee));
    return schedules
      .filter((_, index) => seen[index])
      .map((schedule) => [schedule, states.get(schedule.name)]);
  };
  return {
    list: async (maySee) =>
      (await read(maySee)).map(([schedule, state]) => viewSchedule(schedule, state)),
    health: async (maySee) => {
      const seen = await read(maySee);
      const troubles = seen.flatMap(([{ name }, state]) => troublesOf(name, state));
      const is = troubles.length === 0 ? "well" : "troubled";
      return { is, schedules: seen.length, troubles };
    },
    find: (name) => {
      const found = schedules.find((schedule) => schedule.name === name);
      return found === undefined ? noSchedule(name) : answer(found);
    },
  };
}

function viewSchedule(schedule: Schedule, state: ScheduleState | undefined): ScheduleView {
  const { name, cron, timeZone, playbook, params } = schedule;
  const last = state?.last ?? null;
  return {
    name,
    cron,
    timeZone,
    playbook,
    params,
    next: nextTimes(schedule, MOST_SHOWN).map(timeText),
    last:
      last === null
        ? null
        : { at: timeText(last.at), result: last.is, run: last.run, because: last.because },
    missedThisWeek: state?.missed ?? 0,
  };
}

function troublesOf(name: string, state: ScheduleState | undefined): readonly string[] {
  const last = state?.last ?? null;
  switch (last?.is) {
    case "refused":
      return [`${name} was not started: ${last.because}`];
    case "missed":
      return [`${name} was due at ${timeText(last.at)}, and no Pitcrew was there.`];
    case "goes_on":
      return [`${name} was not started, because its run before that still went on.`];
    case "claimed":
    case "started":
    case undefined:
      return [];
  }
}

function noSchedule(name: string): Answer<never> {
  return refuse(
    "E560",
    `pitcrew.yaml has no schedule "${name}"`,
    "pitcrew schedule list shows the schedules with their names.",
  );
}
