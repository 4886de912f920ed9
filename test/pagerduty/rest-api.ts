import { z } from "zod";
import type { Account, Incident } from "./account.ts";
import { type Answer, type Asked, complain } from "./answer.ts";

const MOST_NOTES = 2_000;

/** The part of the REST API, version 2, that Pitcrew uses, with the rules of its documentation. */
export function restApi(account: Account): (asked: Asked) => Answer {
  return (asked) => {
    const { method, url, headers } = asked;
    if (headers["authorization"] !== `Token token=${account.token}`) {
      return complain(401, "Unauthorized");
    }
    if (headers["accept"] !== "application/vnd.pagerduty+json;version=2") {
      return complain(406, "Not acceptable");
    }
    if (method === "POST" && headers["content-type"] !== "application/json") {
      return complain(415, "Unsupported media type");
    }
    const [, ...way] = url.pathname.split("/");
    const [resource, id, part] = way;
    if (method === "GET" && resource === "incidents" && id === undefined) {
      return listIncidents(account, url.searchParams);
    }
    if (method === "GET" && resource === "oncalls") return listDuty(account, url.searchParams);
    if (method === "GET" && resource === "abilities")
      return { status: 200, body: { abilities: [] } };
    const incident = account.incidents.find((each) => each.id === id);
    if (resource !== "incidents" || incident === undefined) return complain(404, "Not Found");
    if (method === "GET" && part === "alerts") return listAlerts(incident);
    if (method === "GET" && part === "notes") return listNotes(incident);
    if (method === "POST" && part === "notes") return addNote(asked, incident, account);
    return complain(404, "Not Found");
  };
}

function listIncidents({ incidents }: Account, query: URLSearchParams): Answer {
  const found = incidents.filter(
    ({ key, service, status }) =>
      isWanted(query.getAll("incident_key"), key) &&
      isWanted(query.getAll("service_ids[]"), service) &&
      isWanted(query.getAll("statuses[]"), status),
  );
  const limit = Number(query.get("limit") ?? "25");
  return {
    status: 200,
    body: { incidents: found.slice(0, limit).map(view), limit, offset: 0, more: false },
  };
}

function isWanted(wanted: readonly string[], value: string): boolean {
  return wanted.length === 0 || wanted.includes(value);
}

/** An incident that came from an event has alerts, and therefore no key of its own. */
function view({ id, title, status, service }: Incident) {
  return {
    id,
    type: "incident",
    title,
    status,
    incident_key: null,
    html_url: `https://acme.pagerduty.com/incidents/${id}`,
    service: { id: service, type: "service_reference" },
    assignments: [{ at: "2026-11-20T03:12:00Z", assignee: { id: "PADA123" } }],
  };
}

function listAlerts({ key, status }: Incident): Answer {
  return { status: 200, body: { alerts: [{ alert_key: key, status }], more: false } };
}

function listNotes({ notes }: Incident): Answer {
  return {
    status: 200,
    body: { notes: notes.map((content, index) => ({ id: `PNOTE${index}`, content })) },
  };
}

const NewNote = z.strictObject({ note: z.strictObject({ content: z.string().min(1) }) });

function addNote({ headers, body }: Asked, incident: Incident, { users }: Account): Answer {
  if (!users.some(({ email }) => email === headers["from"])) {
    return complain(400, "Invalid Input Provided", "Requester User Not Found");
  }
  const parsed = NewNote.safeParse(JSON.parse(body));
  if (!parsed.success) return complain(400, "Invalid Input Provided", "Content cannot be empty");
  if (incident.notes.length >= MOST_NOTES) {
    return complain(400, "Invalid Input Provided", "The incident has too many notes");
  }
  incident.notes.push(parsed.data.note.content);
  return { status: 201, body: { note: { id: `PNOTE${incident.notes.length}` } } };
}

function listDuty({ duty }: Account, query: URLSearchParams): Answer {
  const people = query.getAll("schedule_ids[]").flatMap((id) => duty.get(id) ?? []);
  // Whoever is on call by two escalation policies is listed twice.
  const oncalls = [...people, ...people].map((user) => ({ user, escalation_level: 1 }));
  return { status: 200, body: { oncalls, more: false } };
}
