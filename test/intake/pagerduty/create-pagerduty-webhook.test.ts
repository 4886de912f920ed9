import { expect, onTestFinished, test } from "vitest";
import { createPagerDutyWebhook } from "../../../src/intake/pagerduty/create-pagerduty-webhook.ts";
import { openPagerEvents } from "../../../src/integrations/postgres/pager-events/open-pager-events.ts";
import { incidentEvent, webhookCall } from "../../pagerduty/webhook.ts";
import { freshDatabase } from "../../postgres/server.ts";

const EVENT = incidentEvent("acknowledged", "k1");

test("an event of PagerDuty is stored before it is answered", async () => {
  const { call, kept } = await world(["s3cret"]);

  const answer = await call(webhookCall(EVENT, { secrets: ["s3cret"] }));

  expect(answer.status).toBe(204);
  expect(await kept()).toEqual([{ delivery: "delivery-1", event: { event: EVENT } }]);
});

test("an event that is sent again is stored once", async () => {
  const { call, kept } = await world(["s3cret"]);

  await call(webhookCall(EVENT, { secrets: ["s3cret"] }));
  expect((await call(webhookCall(EVENT, { secrets: ["s3cret"] }))).status).toBe(204);

  expect(await kept()).toHaveLength(1);
});

test("while a secret is renewed, either is good, on both sides", async () => {
  const { call } = await world(["old", "new"]);

  for (const secrets of [["new"], ["old"], ["other", "new"]]) {
    expect((await call(webhookCall(EVENT, { secrets }))).status).toBe(204);
  }
});

test.each([
  ["signed with another secret", webhookCall(EVENT, { secrets: ["other"] })],
  ["not signed", { ...webhookCall(EVENT, { secrets: [] }) }],
  ["changed on its way", { ...webhookCall(EVENT, { secrets: ["s3cret"] }), body: "{}" }],
])("what is %s is refused", async (_, request) => {
  const { call, kept } = await world(["s3cret"]);

  const answer = await call(request);

  expect([answer.status, await answer.json()]).toMatchObject([401, { code: "E670" }]);
  expect(await kept()).toEqual([]);
});

test("what is signed and no event is refused", async () => {
  const { call } = await world(["s3cret"]);

  const answer = await call(webhookCall({ id: 7 }, { secrets: ["s3cret"] }));

  expect([answer.status, await answer.json()]).toMatchObject([400, { code: "E672" }]);
});

test("PagerDuty is asked to come back while nobody can tell who it is", async () => {
  const { call } = await world(undefined);

  const answer = await call(webhookCall(EVENT, { secrets: ["s3cret"] }));

  expect([answer.status, await answer.json()]).toMatchObject([503, { code: "E671" }]);
});

test("PagerDuty is asked to come back while nothing can be stored", async () => {
  const webhook = createPagerDutyWebhook({
    secrets: async () => ["s3cret"],
    events: { keep: async () => Promise.reject(new Error("no database")) },
    onThrown: () => undefined,
  });

  const answer = await webhook.request("/", webhookCall(EVENT, { secrets: ["s3cret"] }));

  expect(answer.status).toBe(503);
});

async function world(secrets: readonly string[] | undefined) {
  const { events, close } = openPagerEvents(await freshDatabase(), () => undefined);
  onTestFinished(close);
  const webhook = createPagerDutyWebhook({
    secrets: async () => secrets,
    events,
    onThrown: (error) => {
      throw error;
    },
  });
  return {
    call: async (request: RequestInit) => webhook.request("/webhooks/pagerduty", request),
    kept: () => events.take(10, 0),
  };
}
