import { createTask, type ScheduledTask } from "node-cron";
import type { JsonObject } from "../model/json.ts";

/** A playbook that is started at certain times. */
export interface Schedule {
  readonly name: string;
  readonly cron: string;
  readonly timeZone: string;
  readonly jitterMs: number;
  readonly playbook: string;
  readonly params: JsonObject;
}

/** When, in one text: with another, it is another schedule. */
export function timesOf({ cron, timeZone }: Schedule): string {
  return `${cron} ${timeZone}`;
}

/** The next times at which it is due, by the clock of this machine. */
export function nextTimes(schedule: Schedule, count: number): readonly number[] {
  return asked(schedule, (task) => task.getNextRuns(count).map((date) => date.getTime()));
}

const MINUTE = 60_000;

/** Each full minute from the one time to the other, both excluded, at which it was due. */
export function timesBetween(schedule: Schedule, from: number, to: number): readonly number[] {
  return asked(schedule, (task) => {
    const times: number[] = [];
    const first = Math.floor(from / MINUTE) * MINUTE + MINUTE;
    for (let at = first; at < to; at += MINUTE) {
      if (task.match(new Date(at))) times.push(at);
    }
    return times;
  });
}

function asked<Value>({ cron, timeZone }: Schedule, ask: (task: ScheduledTask) => Value): Value {
  const task = createTask(cron, () => undefined, { timezone: timeZone });
  try {
    return ask(task);
  } finally {
    void task.destroy();
  }
}
