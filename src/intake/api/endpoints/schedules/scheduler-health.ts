import { answer } from "../../refusal.ts";
import { someOf } from "../../route/over.ts";
import { route } from "../../route/route.ts";
import { seenBy } from "./seen-by.ts";
import { SchedulerHealthView } from "../../views/schedule-view.ts";

export const schedulerHealth = route({
  method: "GET",
  path: "/v1/health/scheduler",
  summary: "Says whether schedules start what they should, and what was missed.",
  right: "see",
  of: someOf,
  view: SchedulerHealthView,
  handle: async ({ actor }, needs) => answer(await needs.schedules.health(seenBy(actor, needs))),
});
