import { createTask, type ScheduledTask } from "node-cron";
import type { JsonObject } from "../model/json.ts";

/** What has its times. */
export interface Timed {
  readonly name: string;
  readonly cron: string;
  readonly timeZone: string;
  readonly jitterMs: number;
}

/** What Pitcrew does for itself at certain times. */
export interface Chore extends Timed {
  /** Another process may have begun it and died; so doing it twice must do no harm. */
  readonly work: () => Promise<void>;
}

/** A playbook that is started at certain times. */
export interface Schedule extends Timed {
  readonly playbook: string;
  readonly params: JsonObject;
}

/** When, in one text: with another, it is another schedule. */
export function timesOf({ cron, timeZone }: Timed): string {
  return `${cron} ${timeZone}`;
}

/** The next times at which it is due, by the clock of this machine. */
export function nextTimes(schedule: Timed, count: number): readonly number[] {
  return asked(schedule, (task) => task.getNextRuns(count).map((date) => date.getTime()));
}

const MINUTE = 60_000;

/** Each full minute from the one time to the other, both excluded, at which it was due. */
export function timesBetween(schedule: Timed, from: number, to: number): readonly number[] {
  return asked(schedule, (task) => {
    const times: number[] = [];
    const first = Math.floor(from / MINUTE) * MINUTE + MINUTE;
    for (let at = first; at < to; at += MINUTE) {
      if (task.match(new Date(at))) times.push(at);
    }
    return times;
  });
}

function asked<Value>({ cron, timeZone }: Timed, ask: (task: ScheduledTask) => Value): Value {
  const task = createTask(cron, () => undefined, { timezone: timeZone });
  try {
    return ask(task);
  } finally {
    void task.destroy();
  }
}
