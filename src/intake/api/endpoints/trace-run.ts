import { theRun } from "../route/over.ts";
import { route } from "../route/route.ts";
import { TraceView } from "../views/trace-view.ts";

export const traceRun = route({
  method: "GET",
  path: "/v1/runs/:run/trace",
  summary: "Shows what a run did when: a span for each step, and every event.",
  right: "see",
  of: theRun,
  view: TraceView,
  refuses: ["E312", "E315"],
  handle: ({ params }, { trace }) => trace(params.run),
});
