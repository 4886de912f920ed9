import { theRun } from "../route/over.ts";
import { route } from "../route/route.ts";
import { ReportView } from "../views/report-view.ts";

export const runReport = route({
  method: "GET",
  path: "/v1/runs/:run/report",
  summary:
    "Tells everything about a run that people ask for afterwards: why, who decided, what was sent, what it proved.",
  right: "see",
  of: theRun,
  view: ReportView,
  refuses: ["E312", "E315"],
  handle: ({ params }, { report }) => report(params.run),
});
