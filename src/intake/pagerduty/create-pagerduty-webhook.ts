import { type Context, Hono } from "hono";
import { isSigned } from "../../integrations/pagerduty/verify.ts";
import type { PagerEvents } from "../../ports/pager-events.ts";
import { problem } from "../api/http-problem.ts";
import { findHostile } from "../webhook/hostile-key.ts";
import { readBody } from "../webhook/read-body.ts";
import { PagerDutyEvent } from "./event.ts";

export interface PagerDutyWebhookNeeds {
  /** Any of them may have signed; nothing when there is none, or one cannot be read. */
  readonly secrets: () => Promise<readonly string[] | undefined>;
  readonly events: Pick<PagerEvents, "keep">;
  readonly onThrown: (error: unknown) => void;
}

/**
 * `POST /webhooks/pagerduty`: what happens in PagerDuty, stored before it is answered and acted on
 * later. PagerDuty drops what is answered with 4xx, and switches the subscription off after three
 * of them, so whatever may still become right is answered with 503.
 */
export function createPagerDutyWebhook(needs: PagerDutyWebhookNeeds): Hono {
  const webhook = new Hono();
  webhook.post("*", (context) => receive(context, needs));
  webhook.onError((error, context) => {
    needs.onThrown(error);
    return problem(context, NOT_STORED, 503);
  });
  return webhook;
}

async function receive(
  context: Context,
  { secrets, events }: PagerDutyWebhookNeeds,
): Promise<Response> {
  const known = await secrets();
  if (known === undefined) return problem(context, NO_SECRET, 503);
  const read = await readBody(context.req.raw);
  if (read.is !== "read") return problem(context, NO_EVENT, 400);
  const signature = context.req.header("x-pagerduty-signature");
  if (!isSigned(signature, Buffer.from(read.text), known)) return problem(context, NOT_SIGNED, 401);
  const body = PagerDutyEvent.safeParse(parse(read.text));
  if (!body.success || findHostile(body.data) !== undefined) {
    return problem(context, NO_EVENT, 400);
  }
  const { event } = body.data;
  // The event was read from JSON, and is still nothing else.
  const kept = JSON.parse(read.text) as Parameters<PagerEvents["keep"]>[1];
  await events.keep(context.req.header("x-webhook-id") ?? event.id, kept);
  return context.body(null, 204);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const NOT_SIGNED = {
  code: "E670",
  message: "No secret that Pitcrew knows has signed this call",
  remedy: "Compare pagerduty.webhook_secrets with the secret of the webhook subscription.",
} as const;

const NO_SECRET = {
  code: "E671",
  message: "Pitcrew has no secret by which it could believe PagerDuty",
  remedy:
    "Set pagerduty.webhook_secrets in pitcrew.yaml to the secret of the webhook subscription.",
} as const;

const NO_EVENT = {
  code: "E672",
  message: "The body is not an event of PagerDuty's webhooks of version 3",
  remedy: "Send what a webhook subscription of version 3 sends.",
} as const;

const NOT_STORED = {
  code: "E521",
  message: "Pitcrew could not store this event",
  remedy: "Send it again; if it happens again, read the log of the server.",
} as const;
