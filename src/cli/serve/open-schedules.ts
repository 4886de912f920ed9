import type { Settings } from "../../config/settings.ts";
import type { ScheduleDesk } from "../../intake/api/desk/schedules.ts";
import { openScheduleDesk } from "../../intake/api/desk/schedules.ts";
import type { ApiNeeds } from "../../intake/api/needs.ts";
import { openScheduleStore } from "../../integrations/postgres/schedules/open-schedule-store.ts";
import { systemClock as clock } from "../../integrations/system/clock.ts";
import { milliseconds } from "../../model/duration.ts";
import type { Chore, Schedule } from "../../schedule/schedule.ts";
import { startScheduler } from "../../schedule/start-scheduler.ts";
import type { ServedDatabase } from "./open-database.ts";

export interface SchedulesOptions {
  readonly database: ServedDatabase;
  readonly settings: Settings;
  /** What Pitcrew does for itself at certain times. */
  readonly chores: readonly Chore[];
  readonly note: (what: string) => void;
  readonly warn: (what: string, error: unknown) => void;
}

export interface ServedSchedules {
  readonly desk: ScheduleDesk;
  /** From now on they fire, through whatever starts runs for everybody else. */
  readonly begin: (start: ApiNeeds["start"]) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** The schedules of pitcrew.yaml. */
export function openSchedules(options: SchedulesOptions): ServedSchedules {
  const { database, settings, chores, note, warn } = options;
  const { store, close } = openScheduleStore(database.address, database.onBroken);
  const schedules = schedulesOf(settings);
  let stop = async (): Promise<void> => undefined;
  return {
    desk: openScheduleDesk(schedules, store),
    begin: async (start) => {
      const scheduler = await startScheduler({
        schedules: [...schedules, ...chores],
        store,
        clock,
        start: async (run, wish, actor) => {
          const started = await start(run, wish, actor);
          if (started.ok) return { ok: true };
          const { code, message } = started.refusal;
          return { ok: false, because: `${code} ${message}` };
        },
        onMissed: (name, times) => note(`The schedule ${name} has missed ${times.length} times.`),
        onTrouble: (error) => warn("Schedules broke off", error),
      });
      stop = scheduler.stop;
    },
    stop: async () => {
      await stop();
      await close();
    },
  };
}

function schedulesOf({ schedules }: Settings): readonly Schedule[] {
  return Object.entries(schedules).map(
    ([name, { cron, time_zone: timeZone, playbook, params, jitter }]) => ({
      name,
      cron,
      timeZone,
      playbook,
      params,
      jitterMs: milliseconds(jitter),
    }),
  );
}
