import { createTask } from "node-cron";

/** More than the minutes of a day, so that each minute is worked out once. */
const KEPT = 2_000;

/** Whether something begins in a minute, by the clock of a time zone. */
export function beginsAt(cron: string, timezone: string): (minute: number) => boolean {
  const task = createTask(cron, () => undefined, { timezone });
  const known = new Map<number, boolean>();
  return (minute) => {
    const before = known.get(minute);
    if (before !== undefined) return before;
    if (known.size >= KEPT) known.clear();
    const begins = task.match(new Date(minute));
    known.set(minute, begins);
    return begins;
  };
}
