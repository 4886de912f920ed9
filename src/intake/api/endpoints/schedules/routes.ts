import type { Route } from "../../route/route.ts";
import { listSchedules } from "./list-schedules.ts";
import { runSchedule } from "./run-schedule.ts";
import { schedulerHealth } from "./scheduler-health.ts";

/** Everything about schedules. */
export const SCHEDULE_ROUTES: readonly Route[] = [listSchedules, runSchedule, schedulerHealth];
