import { thePlaybook } from "../route/over.ts";
import { route } from "../route/route.ts";
import { PlanView } from "../views/plan-view.ts";
import { RunWish } from "./run-wish.ts";

export const planRun = route({
  method: "POST",
  path: "/v1/plan",
  summary: "Says what a run would do; looks, and changes nothing.",
  right: "see",
  of: thePlaybook,
  body: RunWish,
  view: PlanView,
  refuses: ["E301", "E311"],
  again: "It looks again.",
  handle: ({ body }, { plan }) => plan(body),
});
