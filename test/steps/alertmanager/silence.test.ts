import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSilences } from "../../../src/integrations/alertmanager/client.ts";
import { createHttpCaller } from "../../../src/integrations/http/client.ts";
import { systemClock } from "../../../src/integrations/system/clock.ts";
import { milliseconds } from "../../../src/model/duration.ts";
import { alertmanagerSilence } from "../../../src/steps/alertmanager/silence.ts";
import {
  type AlertmanagerServer,
  hasAlertmanager,
  startAlertmanager,
} from "../../alertmanager/server.ts";
import { exerciseLastingEffect } from "../../contract/lasting-effect.ts";
import { exerciseStepKind } from "../../contract/step-kind.ts";
import { destinationAt } from "../../integrations/http/counterpart.ts";
import { NOW, type Posted, startSilenceCounterpart } from "./counterpart.ts";

const params = alertmanagerSilence.params.parse(alertmanagerSilence.example);
const attempt = { run: "r-1", step: "quiet", key: "r-1/quiet", number: 1 };
const live = () => new AbortController().signal;

describe("alertmanager.silence", () => {
  exerciseStepKind(alertmanagerSilence, {
    filled: {
      connection: "alerts",
      alert: "QueueBacklogHigh",
      labels: { queue: "orders" },
      for: "30m",
      reason: "Workers are being restarted.",
    },
    startWorld: async (given, mood) => {
      const { silences, posted } = await startSilenceCounterpart(mood);
      return {
        needs: { silences: () => silences },
        received: () => posted.map((seen) => ({ ...given, ...readBack(seen) })),
        done: () => posted.map((seen) => ({ labels: labelsOf(seen), for: given.for })),
      };
    },
  });

  test("asks for equality only, and ends by itself", async () => {
    const { silences, posted } = await startSilenceCounterpart("answers");

    const result = await alertmanagerSilence.run(
      params,
      { silences: () => silences },
      attempt,
      live(),
    );

    expect(posted).toMatchObject([
      {
        createdBy: "pitcrew",
        comment: "Workers are being restarted. [pitcrew r-1/quiet]",
        startsAt: new Date(NOW).toISOString(),
        endsAt: new Date(NOW + milliseconds("30m")).toISOString(),
      },
    ]);
    expect(posted[0]?.matchers.every(({ isRegex, isEqual }) => isEqual && !isRegex)).toBe(true);
    expect(result).toMatchObject({ output: { silence: "id-1", ends_at: posted[0]?.endsAt } });
  });

  test.each([
    ["a second name of the alert", { labels: { alertname: "Other" } }],
    ["a label without a value, which every alert without it has", { labels: { queue: "" } }],
    ["a time that outlives every run", { for: "5h" }],
    ["a time in which nobody can do anything", { for: "1s" }],
    ["a pattern for the name", { alert: ".*" }],
  ])("refuses %s", (_what, wrong) => {
    const { success } = alertmanagerSilence.params.safeParse({
      ...alertmanagerSilence.example,
      ...wrong,
    });

    expect(success).toBe(false);
  });
});

describe.skipIf(!hasAlertmanager)("alertmanager.silence in a real Alertmanager", () => {
  let server: AlertmanagerServer;
  beforeAll(async () => {
    server = await startAlertmanager();
  });
  afterAll(async () => server.stop());

  exerciseLastingEffect(alertmanagerSilence, {
    filled: { ...alertmanagerSilence.example, labels: { queue: 'or"ders\\ \u{1F69A}' } },
    startWorld: async () => {
      await endAll();
      const silences = createSilences(caller().call, systemClock);
      return { needs: { silences: () => silences }, state: active, meddle: extendAll };
    },
  });

  function caller() {
    return createHttpCaller(destinationAt(server.url));
  }

  async function active(): Promise<readonly Listed[]> {
    const silences = (await (await fetch(`${server.url}/api/v2/silences`)).json()) as Listed[];
    return silences.filter(({ status }) => status.state === "active");
  }

  async function endAll(): Promise<void> {
    for (const { id } of await active()) {
      await fetch(`${server.url}/api/v2/silence/${id}`, { method: "DELETE" });
    }
  }

  async function extendAll(): Promise<void> {
    for (const { status: _status, ...silence } of await active()) {
      const endsAt = new Date(Date.parse(silence.endsAt) + 60_000).toISOString();
      await fetch(`${server.url}/api/v2/silences`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ ...silence, endsAt }),
      });
    }
  }
});

interface Listed extends Posted {
  readonly id: string;
  readonly status: { readonly state: string };
}

function labelsOf({ matchers }: Posted): Record<string, string> {
  return Object.fromEntries(matchers.map(({ name, value }) => [name, value]));
}

function readBack(seen: Posted) {
  const { alertname: alert, ...labels } = labelsOf(seen);
  return { alert, labels, reason: seen.comment.replace(/ \[pitcrew r-1\/act\]$/, "") };
}
