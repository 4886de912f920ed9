import { z } from "zod";
import { MATCH_RESULTS } from "../../../../ports/alerts/match-report.ts";
import { answer } from "../../refusal.ts";
import { pitcrew } from "../../route/over.ts";
import { route } from "../../route/route.ts";
import { AlertsView, WhyView } from "../../views/alert-view.ts";
import { truth } from "../truth.ts";

export const listAlerts = route({
  method: "GET",
  path: "/v1/alerts",
  summary: "Lists alerts and what came of them, the newest first.",
  right: "see",
  of: pitcrew,
  query: z.strictObject({
    open: truth.optional(),
    result: z.enum(MATCH_RESULTS).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    before: z.uuid().toLowerCase().optional(),
  }),
  view: AlertsView,
  handle: async ({ query: { open, result, limit, before } }, { alerts }) => {
    const filter = {
      ...(open !== undefined && { isOpen: open }),
      ...(result !== undefined && { result }),
    };
    const page = { limit, ...(before !== undefined && { before }) };
    return answer({ alerts: await alerts.list(filter, page) });
  },
});

export const explainAlert = route({
  method: "GET",
  path: "/v1/alerts/:alert/why",
  summary: "Says why a run was started for an alert, or none, with every playbook's verdict.",
  right: "see",
  of: pitcrew,
  view: WhyView,
  refuses: ["E378"],
  handle: ({ params }, { alerts }) => alerts.why(params.alert),
});
