import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Asking, askSource } from "../../../src/intake/alerts/ask-sources.ts";
import { createHttpCaller } from "../../../src/integrations/http/client.ts";
import { createAlertLister } from "../../../src/integrations/alertmanager/list-alerts.ts";
import type { AlertLister } from "../../../src/ports/alerts/alert-lister.ts";
import { destinationAt } from "../../integrations/http/counterpart.ts";
import { configFor, fire, silence } from "../../alertmanager/alerts.ts";
import {
  type AlertmanagerServer,
  hasAlertmanager,
  startAlertmanager,
} from "../../alertmanager/server.ts";
import { alertWorld, firing } from "../../integrations/postgres/alerts/world.ts";

describe.skipIf(!hasAlertmanager)("a real Alertmanager that is asked what fires", () => {
  let server: AlertmanagerServer;

  beforeAll(async () => {
    // Nobody listens there: every message of it gets lost.
    server = await startAlertmanager({ config: configFor("http://127.0.0.1:1/", "x") });
  });
  afterAll(() => server.stop());

  test("tells of alerts that never reached us, and which of them are silenced", async () => {
    const { ask, book } = await askingWorld(listerAt(server));
    await silence(server.url, "Known");
    await fire(server.url, [
      { labels: { alertname: "Missed" } },
      { labels: { alertname: "Known" } },
    ]);

    while ((await book.list({}, { limit: 9 })).length < 2) await ask();

    const found = await book.list({}, { limit: 9 });
    const silenced = found
      .filter(({ isSilenced }) => isSilenced)
      .map(({ labels }) => labels["alertname"]);
    expect(silenced).toEqual(["Known"]);
  });

  test("is not believed to know of what is meant for others", async () => {
    const { ask, book } = await askingWorld(listerAt(server), "somebody");
    await fire(server.url, [{ labels: { alertname: "Missed" } }]);

    await ask();

    expect(await book.list({}, { limit: 9 })).toEqual([]);
  });
});

describe("a source that cannot be asked", () => {
  test.each<[string, AlertLister]>([
    ["is away", { list: async () => ({ is: "not_listed", detail: "it is away" }) }],
    ["answers something else", { list: async () => ({ is: "listed", body: { alerts: [] } }) }],
  ])("closes nothing when it %s, and people are told until it answers", async (_why, lister) => {
    const { ask, askOf, intake, book, sql, troubles } = await askingWorld(lister);
    await intake.takeIn([firing()]);

    for (let nth = 0; nth < 4; nth++) await ask();

    expect(troubles).toHaveLength(4);
    expect(await sql("select from occurrences where closed_at is null")).toHaveLength(2);
    await askOf({ list: async () => ({ is: "listed", body: [] }) });
    const open = await book.list({ isOpen: true }, { limit: 9 });
    expect(open.map(({ labels }) => labels["alertname"])).toEqual(["QueueBacklog"]);
    expect(await sql("select from occurrences")).toHaveLength(2);
  });
});

function listerAt({ url }: AlertmanagerServer): AlertLister {
  return createAlertLister(createHttpCaller(destinationAt(url)).call);
}

async function askingWorld(lister: AlertLister, receiver = "pitcrew") {
  const world = await alertWorld();
  const troubles: string[] = [];
  const asking: Omit<Asking, "sources" | "clock"> = {
    intake: world.intake,
    now: world.queue.now,
    newId: randomUUID,
    onTaken: () => undefined,
    onTrouble: (what) => troubles.push(what),
  };
  const askOf = (other: AlertLister) =>
    askSource({ name: "east", receiver, lister: other }, asking, new AbortController().signal);
  return { ...world, troubles, askOf, ask: () => askOf(lister) };
}
