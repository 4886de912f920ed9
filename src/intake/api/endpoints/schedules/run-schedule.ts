import { z } from "zod";
import type { Over } from "../../route/over.ts";
import { RunId } from "../../route/path-params.ts";
import type { Asked } from "../../route/asked.ts";
import { route } from "../../route/route.ts";
import { RunView } from "../../views/run-view.ts";

const Body = z.strictObject({ schedule: z.string().min(1).max(63), id: RunId });

/** Whoever may start the playbook may start it as the schedule would. */
const itsPlaybook: Over<Asked<unknown, unknown, z.infer<typeof Body>>> = {
  says: "the playbook of the schedule",
  find: async ({ body, actor }, { schedules, ownerOfPlaybook }) => {
    const found = schedules.find(body.schedule);
    return found.ok ? ownerOfPlaybook(found.value.playbook, actor) : found;
  },
};

export const runSchedule = route({
  method: "POST",
  path: "/v1/schedules/run",
  summary: "Starts now what a schedule would start, under the id that you choose.",
  right: "start",
  of: itsPlaybook,
  body: Body,
  status: 201,
  view: RunView,
  refuses: ["E301", "E311", "E314", "E560"],
  again: "The same schedule under the same id is one run, and answered with it.",
  handle: async ({ body, actor }, { schedules, start }) => {
    const found = schedules.find(body.schedule);
    if (!found.ok) return found;
    const { playbook, params } = found.value;
    return start(body.id, { playbook, params }, actor);
  },
});
