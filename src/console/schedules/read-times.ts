import { addWindow, endWindow, listWindows } from "../../intake/api/endpoints/alerts/windows.ts";
import { listSchedules } from "../../intake/api/endpoints/schedules/list-schedules.ts";
import { runSchedule } from "../../intake/api/endpoints/schedules/run-schedule.ts";
import { type Answer, answer } from "../../intake/api/refusal.ts";
import type { WindowView } from "../../intake/api/views/alert-view.ts";
import type { ScheduleView } from "../../intake/api/views/schedule-view.ts";
import type { ConsoleNeeds } from "../needs.ts";
import { obstacleTo } from "../orders/obstacle-to.ts";
import type { Visitor } from "../visitor.ts";

/** What starts by the clock, and when nothing starts for alerts. */
export interface Times {
  readonly schedules: readonly Startable[];
  readonly windows: readonly WindowView[];
  /** Why whoever looks cannot open or end one; null when they can. */
  readonly obstacles: Readonly<Record<"add" | "end", string | null>>;
}

export type Startable = ScheduleView & { readonly obstacle: string | null };

export async function readTimes(visitor: Visitor, needs: ConsoleNeeds): Promise<Answer<Times>> {
  const { actor } = visitor;
  const listed = await listSchedules.ask({}, actor, needs.desk);
  if (!listed.ok) return listed;
  const opened = await listWindows.ask({}, actor, needs.desk);
  if (!opened.ok) return opened;
  const starting = (schedule: string) => ({ schedule, id: NO_RUN });
  return answer({
    schedules: await Promise.all(
      listed.value.schedules.map(async (each) => ({
        ...each,
        obstacle: await obstacleTo(runSchedule, starting(each.name), visitor, needs),
      })),
    ),
    windows: opened.value.windows,
    obstacles: {
      add: await obstacleTo(addWindow, { kind: "maintenance" }, visitor, needs),
      end: await obstacleTo(endWindow, { id: NO_RUN }, visitor, needs),
    },
  });
}

/** Stands where an id belongs, while nothing is started or ended yet. */
const NO_RUN = "00000000-0000-0000-0000-000000000000";
