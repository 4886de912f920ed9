import { z } from "zod";
import { theRun } from "../route/over.ts";
import { route } from "../route/route.ts";
import { RunView } from "../views/run-view.ts";

export const recoverRun = route({
  method: "POST",
  path: "/v1/runs/:run/recover",
  summary: "Has a run taken up again that was left alone because nobody got anywhere with it.",
  right: "start",
  of: theRun,
  body: z.strictObject({}),
  status: 202,
  view: RunView,
  refuses: ["E312", "E315", "E420"],
  again: "It is refused once the run goes on.",
  handle: ({ params, actor }, { recover }) => recover(params.run, actor),
});
