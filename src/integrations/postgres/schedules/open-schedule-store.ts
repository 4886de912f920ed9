import type { ScheduleStore } from "../../../ports/schedule-store.ts";
import type { Address } from "../connection.ts";
import { openDatabase } from "../database.ts";
import { claimTime, leftTimes, missTimes, settleTime } from "./fire-times.ts";
import { keepSchedules, readStates } from "./keep-schedules.ts";

export interface OpenScheduleStore {
  readonly store: ScheduleStore;
  readonly close: () => Promise<void>;
}

/** When schedules have fired, in PostgreSQL. */
export function openScheduleStore(
  address: Address,
  onBroken: (error: Error) => void,
): OpenScheduleStore {
  const database = openDatabase(address, { max: 2, onBroken });
  return {
    store: {
      keep: (schedules) => keepSchedules(database, schedules),
      claim: (schedule, at) => claimTime(database, schedule, at),
      settle: (schedule, at, fired) => settleTime(database, schedule, at, fired),
      left: (sinceMs) => leftTimes(database, sinceMs),
      miss: (schedule, times) => missTimes(database, schedule, times),
      states: () => readStates(database),
    },
    close: () => database.destroy(),
  };
}
