import { z } from "zod";
import { theRun } from "../route/over.ts";
import { RunId } from "../route/path-params.ts";
import { route } from "../route/route.ts";
import { RunView } from "../views/run-view.ts";

export const retryRun = route({
  method: "POST",
  path: "/v1/runs/:run/retry",
  summary:
    "Runs an ended run again, in the playbook's version of today, under the id that you choose.",
  right: "start",
  of: theRun,
  body: z.strictObject({ id: RunId }),
  status: 201,
  view: RunView,
  refuses: ["E301", "E311", "E312", "E313", "E314", "E315"],
  again: "The same run under the same id is one run, and answered with it.",
  handle: ({ params, body, actor }, { retry }) => retry(params.run, body.id, actor),
});
