import type { Context } from "hono";
import { listRuns } from "../../intake/api/endpoints/list-runs.ts";
import { type Answer, answer } from "../../intake/api/refusal.ts";
import { askedFor } from "../frame/asked-for.ts";
import type { Shown } from "../live/shown.ts";
import type { ConsoleNeeds } from "../needs.ts";
import type { Visitor } from "../visitor.ts";
import { drawRuns } from "./draw-runs.ts";

const SHOWN_AT_ONCE = 50;

/** Runs by playbook and outcome, the newest first. */
export async function runsPage(
  context: Context,
  { actor }: Visitor,
  needs: ConsoleNeeds,
): Promise<Answer<Shown>> {
  const asked = askedFor(context, ["playbook", "outcome", "ended", "before"]);
  const query = { ...asked, limit: SHOWN_AT_ONCE };
  const found = await listRuns.ask({ query }, actor, needs.desk);
  if (!found.ok) return found;
  const { runs } = found.value;
  const now = { at: needs.now(), zone: needs.zone() };
  return answer({
    of: [runs],
    title: "Runs",
    draw: () => drawRuns(runs, { asked, fullAt: SHOWN_AT_ONCE }, now),
  });
}
