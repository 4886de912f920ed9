import { z } from "zod";
import { type Account, openIncident, type Service } from "./account.ts";
import type { Answer, Asked } from "./answer.ts";

const LARGEST = 512 * 1_024;
const A_MINUTE = 60_000;
const EVENTS_A_MINUTE = 120;

const RoutingKey = z.string().length(32);
const DedupKey = z.string().min(1).max(255);
const Links = z.array(z.strictObject({ href: z.url(), text: z.string().optional() })).default([]);

const Trigger = z.strictObject({
  routing_key: RoutingKey,
  event_action: z.literal("trigger"),
  dedup_key: DedupKey.optional(),
  client: z.string().optional(),
  payload: z.strictObject({
    summary: z.string().min(1).max(1_024),
    source: z.string().min(1),
    severity: z.enum(["critical", "error", "warning", "info"]),
    custom_details: z.unknown(),
  }),
  links: Links,
});

const FollowUp = z.strictObject({
  routing_key: RoutingKey,
  event_action: z.enum(["acknowledge", "resolve"]),
  dedup_key: DedupKey,
});

const Event = z.discriminatedUnion("event_action", [Trigger, FollowUp]);

const ChangeEvent = z.strictObject({
  routing_key: RoutingKey,
  payload: z.strictObject({
    summary: z.string().min(1).max(1_024),
    source: z.string().optional(),
    timestamp: z.iso.datetime({ offset: true }),
    custom_details: z.unknown(),
  }),
  links: Links,
});

/** The Events API, version 2, with the rules of its documentation, which are stricter than its schema. */
export function eventsApi(account: Account, now: () => number): (asked: Asked) => Answer {
  const taken = new Map<string, number[]>();

  function isTooFast(key: string): boolean {
    const lately = (taken.get(key) ?? []).filter((at) => at > now() - A_MINUTE);
    const isFull = lately.length >= EVENTS_A_MINUTE;
    taken.set(key, isFull ? lately : [...lately, now()]);
    return isFull;
  }

  return ({ method, url, headers, body }) => {
    if (method !== "POST") return invalid(404, "No such address");
    if (headers["content-type"] !== "application/json") return invalid(415, "Not JSON");
    if (Buffer.byteLength(body) > LARGEST) return invalid(413, "Event object is too large");
    const isChange = url.pathname === "/v2/change/enqueue";
    const parsed = (isChange ? ChangeEvent : Event).safeParse(JSON.parse(body));
    if (!parsed.success) return invalid(400, z.prettifyError(parsed.error));
    const { data } = parsed;
    const service = [...account.services.values()].find(
      ({ routingKey }) => routingKey === data.routing_key,
    );
    if (service === undefined) return invalid(400, "Invalid routing key");
    if (isTooFast(service.routingKey))
      return { status: 429, body: { status: "throttle exceeded" } };
    if (!("event_action" in data)) {
      account.changes.push({ service: service.id, summary: data.payload.summary });
      return { status: 202, body: { status: "success", message: "Change event processed" } };
    }
    const key = take(data, service, account);
    return { status: 202, body: { status: "success", message: "Event processed", dedup_key: key } };
  };
}

function take(event: z.infer<typeof Event>, { id: service }: Service, account: Account): string {
  const { incidents } = account;
  const key = event.dedup_key ?? `made-${incidents.length}`;
  const open = openIncident(account, service, key);
  if (event.event_action !== "trigger") {
    // Without an open incident, both are dropped without a word.
    if (open !== undefined) {
      open.status = event.event_action === "resolve" ? "resolved" : "acknowledged";
    }
    return key;
  }
  if (open !== undefined) {
    open.triggers += 1;
    return key;
  }
  const { summary: title, severity, custom_details: details } = event.payload;
  const incident = { service, key, title, severity, details, links: event.links };
  const own = { status: "triggered" as const, triggers: 1, notes: [] };
  incidents.push({ id: `PINC${incidents.length + 1}`, ...incident, ...own });
  return key;
}

function invalid(status: number, ...errors: string[]): Answer {
  return { status, body: { status: "invalid event", message: "Event object is invalid", errors } };
}
