import { answer } from "../refusal.ts";
import { pitcrew } from "../route/over.ts";
import { route } from "../route/route.ts";
import { WorkersView } from "../views/worker-view.ts";

export const listWorkers = route({
  method: "GET",
  path: "/v1/workers",
  summary: "Lists the processes that carry runs out, live and dead, of the last day.",
  right: "see",
  of: pitcrew,
  view: WorkersView,
  handle: async (_, { workers }) => answer({ workers: await workers() }),
});
