import { expect, test } from "vitest";
import { Sources } from "../../../src/config/settings/sources.ts";
import { EAST, webhookWorld } from "./world.ts";

const { grafana } = Sources.parse({
  grafana: {
    tokens: ["env:GRAFANA_TOKEN"],
    mapping: {
      alerts: "/alerts",
      labels: {
        alertname: { at: "/rule/name" },
        severity: { text: "high" },
        shard: { at: "/tags/0" },
      },
      annotations: { summary: { at: "/message" } },
      resolved: { at: "/state", is: ["ok"] },
      started: "/since",
    },
  },
});

const PATH = "/webhooks/json/grafana";

test("a body of another form is read as its mapping says", async () => {
  const { post, book } = await world();

  expect((await post(body({ state: "alerting" }), {}, PATH)).status).toBe(200);
  const [opened] = await book.list({}, { limit: 9 });
  expect(opened).toMatchObject({
    source: "grafana",
    labels: { alertname: "Slow", severity: "high", shard: "7" },
    annotations: { summary: "p99 is 3 s" },
    startsAt: Date.parse("2026-11-21T10:00:00Z"),
  });

  const answer = await post(body({ state: "ok" }), {}, PATH);
  expect(await answer.json()).toMatchObject({ closed: 1 });
});

test.each([
  ["without a name", { rule: {} }],
  ["with a time that is none", { since: "yesterday" }],
])("an alert %s is refused", async (_what, wrong) => {
  const { post } = await world();

  const answer = await post(body(wrong), {}, PATH);

  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ code: "E373" });
});

test("a source without a mapping is told so, but only whoever holds its token", async () => {
  const { post } = await webhookWorld();

  expect((await post("{}", {}, "/webhooks/json/east")).status).toBe(404);
  expect((await post("{}", { authorization: "Bearer x" }, "/webhooks/json/east")).status).toBe(401);
});

function world() {
  const mapping = grafana?.mapping ?? null;
  return webhookWorld({ sourceOf: async (name) => ({ ...EAST, name, mapping }) });
}

function body(other: object): string {
  const alert = {
    rule: { name: "Slow" },
    tags: [7, "b"],
    message: "p99 is 3 s",
    state: "alerting",
    since: "2026-11-21T10:00:00Z",
  };
  return JSON.stringify({ alerts: [{ ...alert, ...other }] });
}
