import type { Context } from "hono";
import { explainAlert } from "../../intake/api/endpoints/alerts/alerts.ts";
import { type Answer, answer } from "../../intake/api/refusal.ts";
import type { Shown } from "../live/shown.ts";
import type { ConsoleNeeds } from "../needs.ts";
import type { Visitor } from "../visitor.ts";
import { drawWhy } from "./draw-why.ts";

/** One alert, and why a run was started for it or none. */
export async function alertPage(
  { req }: Context,
  { actor }: Visitor,
  needs: ConsoleNeeds,
): Promise<Answer<Shown>> {
  const params = { alert: req.param("alert") };
  const found = await explainAlert.ask({ params }, actor, needs.desk);
  if (!found.ok) return found;
  const why = found.value;
  const now = { at: needs.now(), zone: needs.zone() };
  return answer({
    of: [why],
    title: why.alert.labels["alertname"] ?? "An alert without a name",
    draw: () => drawWhy(why, now),
  });
}
