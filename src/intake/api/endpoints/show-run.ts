import { theRun } from "../route/over.ts";
import { route } from "../route/route.ts";
import { RunView } from "../views/run-view.ts";

export const showRun = route({
  method: "GET",
  path: "/v1/runs/:run",
  summary: "Shows a run step by step, what it waits for, and how it ended.",
  right: "see",
  of: theRun,
  view: RunView,
  refuses: ["E312", "E315"],
  handle: ({ params }, { get }) => get(params.run),
});
