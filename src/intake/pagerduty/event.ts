import { z } from "zod";

/** The part of a webhook of version 3 that means something here; all the rest may change. */
export const PagerDutyEvent = z.looseObject({
  event: z.looseObject({
    id: z.string().min(1).max(200),
    event_type: z.string(),
    agent: z.looseObject({ id: z.string(), type: z.string() }).nullish(),
    data: z.looseObject({
      id: z.string().nullish(),
      incident_key: z.string().nullish(),
      incident: z.looseObject({ id: z.string() }).nullish(),
      action: z.looseObject({ summary: z.string().nullish() }).nullish(),
    }),
  }),
});

export type PagerDutyEvent = z.infer<typeof PagerDutyEvent>;

/** What somebody did in PagerDuty, as far as it concerns us. */
export type Deed =
  | { readonly is: "acknowledged" | "resolved"; readonly incident: IncidentName }
  /** They pressed the action of this name. */
  | { readonly is: "run"; readonly playbook: string; readonly incident: IncidentName }
  | { readonly is: "nothing" };

export interface IncidentName {
  readonly id: string;
  /** Where PagerDuty tells it; an incident made of alerts has none of its own. */
  readonly key: string | null;
}

const RUN_PLAYBOOK = /^run playbook ([a-z0-9][a-z0-9-]{0,62})$/i;

export function deedOf({ event: { event_type: type, data } }: PagerDutyEvent): Deed {
  const { id, incident_key: key, incident, action } = data;
  switch (type) {
    case "incident.acknowledged":
    case "incident.resolved": {
      if (!id) return { is: "nothing" };
      const how = type === "incident.resolved" ? "resolved" : "acknowledged";
      return { is: how, incident: { id, key: key ?? null } };
    }
    case "incident.action_invocation.created": {
      const [, playbook] = RUN_PLAYBOOK.exec(action?.summary ?? "") ?? [];
      if (playbook === undefined || !incident) return { is: "nothing" };
      return { is: "run", playbook, incident: { id: incident.id, key: null } };
    }
    default:
      return { is: "nothing" };
  }
}
