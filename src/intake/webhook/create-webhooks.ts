import { type Context, Hono } from "hono";
import type { Refusal } from "../api/refusal.ts";
import { problem } from "../api/http-problem.ts";
import { readMapped } from "../alerts/read-mapped.ts";
import { readGroup } from "../alerts/read-group.ts";
import { authenticate } from "./authenticate.ts";
import type { WebhookNeeds, WebhookSource } from "./needs.ts";
import { receive, type ReadAlerts } from "./receive.ts";
import { seats } from "./seats.ts";
import { shed } from "./shed.ts";

/**
 * Takes alerts in. The order is: who sends it, what it claims to be, how much of it there is, what
 * it says, stored, and only then "yes". Nothing is run here.
 *
 * Alertmanager sends again what is answered with 5xx, soon, and drops what is answered with 4xx
 * until the next interval. So whatever is our own fault is answered with 503.
 */
export function createWebhooks(needs: WebhookNeeds): Hono {
  const webhooks = new Hono();
  const { take } = seats();
  for (const [path, readerOf] of READERS) {
    webhooks.post(path, async (context) => {
      const name = context.req.param("source") ?? "";
      const source = await needs.sourceOf(name);
      const known = authenticate(context.req.header("authorization"), source.tokens);
      if (!known.ok) return refuseStranger(context, known.refusal);
      const read = readerOf(source);
      if (read === undefined) return problem(context, NO_MAPPING, 404);
      if (!isPlainJson(context)) return problem(context, NOT_JSON, 415);
      const leave = take(name);
      if (leave === undefined) return shed(context, FULL);
      try {
        return await receive(context, source, read, needs);
      } finally {
        leave();
      }
    });
    // A redirect on the way turns a POST into a GET, and a "yes" to that would lose the alerts.
    webhooks.all(path, (context) => problem(context, NO_POST, 405));
  }
  return webhooks;
}

const READERS: readonly (readonly [string, (source: WebhookSource) => ReadAlerts | undefined])[] = [
  ["/webhooks/alertmanager/:source", () => readGroup],
  [
    "/webhooks/json/:source",
    ({ mapping }) => (mapping === null ? undefined : (body) => readMapped(body, mapping)),
  ],
];

function refuseStranger(context: Context, refusal: Refusal): Response {
  context.header("www-authenticate", "Bearer");
  return problem(context, refusal, 401);
}

/** Exactly JSON, and not packed: whatever else it claims to be is not tried. */
function isPlainJson(context: Context): boolean {
  const type = context.req.header("content-type") ?? "";
  return (
    /^application\/json(?:; ?charset=utf-8)?$/i.test(type) &&
    !context.req.header("content-encoding")
  );
}

const NOT_JSON: Refusal = {
  code: "E371",
  message: "The Content-Type is not application/json, or the body is packed",
  remedy: "Send plain JSON, as Alertmanager's webhook does.",
};

const FULL: Refusal = {
  code: "E375",
  message: "This source has as many requests under way as are worked on at once",
  remedy: "Nothing was stored. Alertmanager sends it again by itself.",
};

const NO_POST: Refusal = {
  code: "E377",
  message: "Alerts are taken with POST only",
  remedy:
    "If Alertmanager sent this, something on the way redirects: give it the final URL, and set follow_redirects: false.",
};

const NO_MAPPING: Refusal = {
  code: "E373",
  message: "Nothing says what is what in a body of this source",
  remedy: "Add a mapping to the source in pitcrew.yaml.",
};
