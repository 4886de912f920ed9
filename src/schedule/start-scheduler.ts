import { createTask, type RunCoordinator, type ScheduledTask } from "node-cron";
import { keepDoing } from "../engine/keep-doing.ts";
import type { Clock } from "../ports/clock.ts";
import type { ScheduleStore } from "../ports/schedule-store.ts";
import { start, type StartingNeeds } from "./start-due.ts";
import { type Chore, type Schedule, timesBetween, timesOf } from "./schedule.ts";

export interface SchedulerOptions extends Omit<StartingNeeds, "store"> {
  readonly schedules: readonly (Schedule | Chore)[];
  readonly store: ScheduleStore;
  readonly clock: Pick<Clock, "after" | "now">;
  /** Told of times that have passed while nobody was there. */
  readonly onMissed: (schedule: string, times: readonly number[]) => void;
  readonly onTrouble: (error: unknown) => void;
}

export interface Scheduler {
  readonly stop: () => Promise<void>;
}

const ROUND = { pauseMs: 30_000, pauseAfterTroubleMs: 5_000 };
/** Longer than a start takes, beside the jitter. */
const LEFT_MS = 60_000;
/** What is due this moment is not missed yet. */
const PATIENCE_MS = 120_000;
/** Further back, nobody wants to know. */
const LOOK_BACK_MS = 86_400_000;

/** Fires schedules in time; of several processes one does. What nobody fired is reported, not made up for. */
export async function startScheduler(options: SchedulerOptions): Promise<Scheduler> {
  const { schedules, store } = options;
  await store.keep(schedules.map((each) => ({ name: each.name, times: timesOf(each) })));
  const starting = new Set<Promise<void>>();
  const startAt = async (schedule: Schedule | Chore, at: number): Promise<void> => {
    const begun = start(schedule, at, options).catch(options.onTrouble);
    starting.add(begun);
    await begun;
    starting.delete(begun);
  };
  const tasks = schedules.map((schedule) => taskOf(schedule, startAt, options));
  for (const task of tasks) await task.start();
  const stopRounds = keepDoing(() => goRound(options), { ...options, ...ROUND });
  return {
    stop: async () => {
      for (const task of tasks) await task.destroy();
      await stopRounds();
      await Promise.all(starting);
    },
  };
}

function taskOf(
  schedule: Schedule | Chore,
  startAt: (schedule: Schedule | Chore, at: number) => Promise<void>,
  { store, onTrouble }: SchedulerOptions,
): ScheduledTask {
  const { name, cron, timeZone: timezone, jitterMs: maxRandomDelay } = schedule;
  const runCoordinator: RunCoordinator = {
    shouldRun: async (key) => {
      // node-cron puts the name and the time together, and tells the coordinator nothing else.
      const at = Date.parse(key.slice(name.length + 1));
      return (await store.claim(name, at)) === "yours";
    },
  };
  const quiet = (): void => undefined;
  const logger = { info: quiet, warn: quiet, debug: quiet, error: onTrouble };
  return createTask(cron, ({ date }) => startAt(schedule, date.getTime()), {
    name,
    timezone,
    maxRandomDelay,
    distributed: true,
    runCoordinator,
    logger,
    suppressMissedWarning: true,
  });
}

async function goRound(options: SchedulerOptions): Promise<void> {
  const { schedules, store } = options;
  const longest = Math.max(0, ...schedules.map(({ jitterMs }) => jitterMs));
  for (const { schedule: name, at } of await store.left(LEFT_MS + longest)) {
    const schedule = schedules.find((each) => each.name === name);
    if (schedule !== undefined) await start(schedule, at, options);
  }
  await reportMissed(options);
}

async function reportMissed({
  schedules,
  store,
  clock,
  onMissed,
}: SchedulerOptions): Promise<void> {
  const states = new Map((await store.states()).map((state) => [state.name, state]));
  const now = clock.now();
  for (const schedule of schedules) {
    const since = states.get(schedule.name)?.since ?? now;
    const from = Math.max(since, now - LOOK_BACK_MS);
    const times = timesBetween(schedule, from, now - PATIENCE_MS - schedule.jitterMs);
    const missed = times.length === 0 ? [] : await store.miss(schedule.name, times);
    if (missed.length > 0) onMissed(schedule.name, missed);
  }
}
