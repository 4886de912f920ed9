import { answer } from "../../refusal.ts";
import { someOf } from "../../route/over.ts";
import { route } from "../../route/route.ts";
import { seenBy } from "./seen-by.ts";
import { SchedulesView } from "../../views/schedule-view.ts";

export const listSchedules = route({
  method: "GET",
  path: "/v1/schedules",
  summary: "Lists schedules: when they are due next, and what came of them last.",
  right: "see",
  of: someOf,
  view: SchedulesView,
  handle: async ({ actor }, needs) =>
    answer({ schedules: await needs.schedules.list(seenBy(actor, needs)) }),
});
