import type { IncidentKey, Pager, PagerAnswer } from "../../ports/pager.ts";
import { eventSender } from "./events.ts";
import type { PagerDutyNeeds } from "./needs.ts";
import { writeNote } from "./notes.ts";
import { openRest } from "./rest.ts";
import {
  changeBody,
  dedupKey,
  incidentQuery,
  readIncident,
  readKeys,
  readOnCall,
  triggerBody,
} from "./wire.ts";

/** Pages through PagerDuty: events for what opens and closes an incident, the REST API for the rest. */
export function createPager(needs: PagerDutyNeeds): Pager {
  const { account } = needs;
  const send = eventSender(needs);
  const rest = openRest(needs);

  const look: Pager["look"] = async ({ service, key }, signal) => {
    const id = account.serviceId(service);
    if (id.is !== "done") return id;
    return rest.read("/incidents", incidentQuery(id.value, key), readIncident, signal);
  };

  const followUp =
    (action: "acknowledge" | "resolve") =>
    ({ service, key }: IncidentKey, signal: AbortSignal): Promise<PagerAnswer<null>> =>
      send(
        service,
        (routingKey) => ({
          is: "event",
          data: { routing_key: routingKey, event_action: action, dedup_key: dedupKey(key) },
        }),
        signal,
      );

  return {
    trigger: (page, signal) =>
      send(page.service, (key) => ({ is: "event", data: triggerBody(page, key) }), signal),
    acknowledge: followUp("acknowledge"),
    resolve: followUp("resolve"),
    recordChange: (change, signal) =>
      send(change.service, (key) => ({ is: "change", data: changeBody(change, key) }), signal),
    note: async (note, signal) => {
      const incident = await look(note, signal);
      if (incident.is !== "done") return incident;
      if (incident.value === null) return { is: "done", value: "no_incident" };
      return writeNote(note, incident.value.id, rest, signal);
    },
    look,
    keysOf: (incidentId, signal) =>
      rest.read(`/incidents/${encodeURIComponent(incidentId)}/alerts`, {}, readKeys, signal),
    onCall: async (schedule, signal) => {
      const id = account.scheduleId(schedule);
      if (id.is !== "done") return id;
      const query = { "schedule_ids[]": [id.value], "include[]": ["users"] };
      return rest.read("/oncalls", query, readOnCall, signal);
    },
  };
}
