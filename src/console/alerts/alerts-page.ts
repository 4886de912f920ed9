import type { Context } from "hono";
import { listAlerts } from "../../intake/api/endpoints/alerts/alerts.ts";
import { type Answer, answer } from "../../intake/api/refusal.ts";
import { askedFor } from "../frame/asked-for.ts";
import type { Shown } from "../live/shown.ts";
import type { ConsoleNeeds } from "../needs.ts";
import type { Visitor } from "../visitor.ts";
import { drawAlerts } from "./draw-alerts.ts";

const SHOWN_AT_ONCE = 50;

/** What has fired, and what came of it. */
export async function alertsPage(
  context: Context,
  { actor }: Visitor,
  needs: ConsoleNeeds,
): Promise<Answer<Shown>> {
  const asked = askedFor(context, ["open", "result", "before"]);
  const query = { ...asked, limit: SHOWN_AT_ONCE };
  const found = await listAlerts.ask({ query }, actor, needs.desk);
  if (!found.ok) return found;
  const { alerts } = found.value;
  const now = { at: needs.now(), zone: needs.zone() };
  return answer({
    of: [alerts],
    title: "Alerts",
    draw: () => drawAlerts(alerts, { asked, fullAt: SHOWN_AT_ONCE }, now),
  });
}
