import { theRun } from "../route/over.ts";
import { route } from "../route/route.ts";
import { ChartsView } from "../views/charts-view.ts";

export const runCharts = route({
  method: "GET",
  path: "/v1/runs/:run/charts",
  summary:
    "Shows what steps and checks of a run have read over time, and when it changed something.",
  right: "see",
  of: theRun,
  view: ChartsView,
  refuses: ["E312"],
  handle: ({ params }, { charts }) => charts(params.run),
});
