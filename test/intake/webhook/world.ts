import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createWebhooks } from "../../../src/intake/webhook/create-webhooks.ts";
import type { WebhookNeeds, WebhookSource } from "../../../src/intake/webhook/needs.ts";
import { alertWorld } from "../../integrations/postgres/alerts/world.ts";

export const TOKEN = "s3cret-of-the-east";

export const EAST: WebhookSource = {
  name: "east",
  tokens: [TOKEN, "the-next-one"],
  heartbeat: { alertname: "Watchdog" },
  mapping: null,
};

/** The webhooks on a database of their own. */
export async function webhookWorld(needs: Partial<WebhookNeeds> = {}) {
  const world = await alertWorld();
  const seen = { gaps: [] as string[], taken: 0, thrown: [] as unknown[] };
  const webhooks = createWebhooks({
    sourceOf: async (name) => (name === "east" ? EAST : { ...EAST, name, tokens: [] }),
    intake: world.intake,
    newId: randomUUID,
    onTaken: () => seen.taken++,
    onGap: (source) => seen.gaps.push(source),
    onThrown: (error) => seen.thrown.push(error),
    ...needs,
  });
  const post = async (
    body: string | ReadableStream<Uint8Array>,
    headers: Readonly<Record<string, string>> = {},
    path = EAST_PATH,
  ): Promise<Response> =>
    webhooks.request(path, {
      method: "POST",
      body,
      headers: {
        authorization: `Bearer ${TOKEN}`,
        "content-type": "application/json",
        ...headers,
      },
      duplex: "half",
    });
  return { ...world, webhooks, post, seen };
}

export const EAST_PATH = "/webhooks/alertmanager/east";

/** The body of a webhook that a real Alertmanager sent. */
export async function sent(name: string): Promise<string> {
  const file = new URL(`../../fixtures/alerts/webhooks/${name}.json`, import.meta.url);
  const text = await readFile(file, "utf8");
  const { body } = JSON.parse(text) as { readonly body: unknown };
  return JSON.stringify(body);
}

/** A group in the form of Alertmanager, with one alert of each of these names. */
export function group(names: readonly string[], status = "firing"): string {
  const alerts = names.map((name) => ({
    status,
    labels: { alertname: name },
    annotations: {},
    startsAt: "2026-11-21T10:00:00.123456789+02:00",
    endsAt: status === "firing" ? "0001-01-01T00:00:00Z" : "2026-11-21T11:00:00+02:00",
    generatorURL: "",
    fingerprint: Buffer.from(name).toString("hex").padStart(16, "0").slice(-16),
  }));
  return JSON.stringify({ version: "4", groupKey: "{}", status, receiver: "pitcrew", alerts });
}
