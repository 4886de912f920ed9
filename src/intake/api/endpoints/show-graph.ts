import { theRun } from "../route/over.ts";
import { route } from "../route/route.ts";
import { GraphView } from "../views/graph-view.ts";

export const showGraph = route({
  method: "GET",
  path: "/v1/runs/:run/graph",
  summary: "Shows the steps of a run as nodes and edges, with how each stands.",
  right: "see",
  of: theRun,
  view: GraphView,
  refuses: ["E312", "E315"],
  handle: ({ params }, { graph }) => graph(params.run),
});
