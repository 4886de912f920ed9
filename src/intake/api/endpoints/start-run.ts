import { thePlaybook } from "../route/over.ts";
import { RunId } from "../route/path-params.ts";
import { route } from "../route/route.ts";
import { RunView } from "../views/run-view.ts";
import { RunWish } from "./run-wish.ts";

/** The caller chooses the id, so that asking again after a lost answer starts nothing twice. */
export const startRun = route({
  method: "POST",
  path: "/v1/runs",
  summary: "Starts a run under the id that you choose.",
  right: "start",
  of: thePlaybook,
  body: RunWish.extend({ id: RunId }),
  status: 201,
  view: RunView,
  refuses: ["E301", "E311", "E314"],
  again: "The same wish under the same id is one run, and answered with it.",
  handle: ({ body: { id, ...wish }, actor }, { start }) => start(id, wish, actor),
});
