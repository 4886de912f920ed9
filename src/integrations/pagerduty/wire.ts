import { createHash } from "node:crypto";
import { z } from "zod";
import type { JsonObject } from "../../model/json.ts";
import { plainText } from "../../model/plain-text.ts";
import type { Severity } from "../../model/severity.ts";
import type {
  ChangeRecord,
  Note,
  OnCall,
  OpenIncident,
  Page,
  PageLink,
} from "../../ports/pager.ts";
import { cutDetails, cutText } from "./cut.ts";
import { LARGEST_EVENT, LONGEST_KEY, LONGEST_NOTE, LONGEST_SUMMARY } from "./limits.ts";

const CLIENT = "Pitcrew";

const SEVERITIES = {
  critical: "critical",
  high: "error",
  low: "warning",
  info: "info",
} as const satisfies Readonly<Record<Severity, string>>;

/** A key as PagerDuty takes it. A long one is hashed, so that two of them never become one. */
export function dedupKey(key: string): string {
  const isShort = key.length <= LONGEST_KEY && key.isWellFormed();
  return isShort ? key : createHash("sha256").update(key).digest("hex");
}

export function triggerBody(page: Page, routingKey: string) {
  return fitting(page.details, (details) => ({
    routing_key: routingKey,
    event_action: "trigger" as const,
    dedup_key: dedupKey(page.key),
    client: CLIENT,
    payload: {
      summary: oneLine(page.summary, LONGEST_SUMMARY),
      source: oneLine(page.source, LONGEST_KEY),
      severity: SEVERITIES[page.severity],
      custom_details: details,
    },
    links: linksOf(page.links),
  }));
}

export function changeBody(change: ChangeRecord, routingKey: string) {
  return fitting(change.details, (details) => ({
    routing_key: routingKey,
    payload: {
      summary: oneLine(change.summary, LONGEST_SUMMARY),
      source: oneLine(change.source, LONGEST_KEY),
      timestamp: new Date(change.at).toISOString(),
      custom_details: details,
    },
    links: linksOf(change.links),
  }));
}

function fitting<Body>(details: JsonObject, bodyWith: (details: JsonObject) => Body): Body {
  const fits = (cut: JsonObject): boolean =>
    Buffer.byteLength(JSON.stringify(bodyWith(cut))) <= LARGEST_EVENT;
  return bodyWith(cutDetails(details, fits));
}

/** What is read on a locked phone; PagerDuty takes none that is empty. */
function oneLine(text: string, most: number): string {
  return cutText(plainText(text).replaceAll("\n", " "), most).trim() || "-";
}

const MOST_LINKS = 20;

function linksOf(links: readonly PageLink[]): { href: string; text: string }[] {
  return links
    .slice(0, MOST_LINKS)
    .map(({ href, text }) => ({ href, text: cutText(text, LONGEST_KEY) }));
}

/** The line that tells our notes apart. Nothing but the id varies, so that it can be searched for. */
export function noteMark(id: string): string {
  return `[pitcrew note ${id}]`;
}

export function noteContent({ text, id }: Note): string {
  return `${cutText(plainText(text), LONGEST_NOTE)}\n\n${noteMark(id)}`;
}

/** Asks for the open incident of a key: `incident_key` finds incidents by their alerts' keys too. */
export function incidentQuery(serviceId: string, key: string) {
  return {
    incident_key: dedupKey(key),
    "service_ids[]": [serviceId],
    "statuses[]": ["triggered", "acknowledged"],
    date_range: "all",
    limit: "1",
  };
}

const Incidents = z.object({
  incidents: z.array(
    z.object({
      id: z.string(),
      html_url: z.string(),
      status: z.enum(["triggered", "acknowledged"]),
      assignments: z.array(z.object({ assignee: z.object({ id: z.string() }) })).default([]),
    }),
  ),
});

const OpenIncidents = Incidents.transform(({ incidents }): OpenIncident | null => {
  const [found] = incidents;
  if (found === undefined) return null;
  const { id, html_url: url, status, assignments } = found;
  return { id, url, status, assigned: assignments.map(({ assignee }) => assignee.id) };
});

export function readIncident(body: unknown) {
  return OpenIncidents.safeParse(body);
}

const Notes = z
  .object({ notes: z.array(z.object({ content: z.string() })) })
  .transform(({ notes }) => notes.map(({ content }) => content));

export function readNotes(body: unknown) {
  return Notes.safeParse(body);
}

const Duties = z.object({
  oncalls: z.array(
    z.object({
      user: z.object({
        id: z.string(),
        name: z.string().optional(),
        summary: z.string().nullish(),
        email: z.string().nullish(),
      }),
    }),
  ),
});

/** One person may be on call by several rules at once. */
const People = Duties.transform(({ oncalls }): readonly OnCall[] => {
  const people = oncalls.map(({ user: { id, name, summary, email } }) => ({
    id,
    name: name ?? summary ?? id,
    email: email ?? null,
  }));
  return [...new Map(people.map((person) => [person.id, person])).values()];
});

export function readOnCall(body: unknown) {
  return People.safeParse(body);
}

const Keys = z
  .object({ alerts: z.array(z.object({ alert_key: z.string().nullish() })) })
  .transform(({ alerts }) => alerts.flatMap(({ alert_key: key }) => key ?? []));

export function readKeys(body: unknown) {
  return Keys.safeParse(body);
}

const Anything = z.unknown().transform(() => null);

/** For an answer whose status says all. */
export function readNothing(body: unknown) {
  return Anything.safeParse(body);
}
