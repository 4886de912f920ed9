import { expect, test } from "vitest";
import { fingerprintOf, webhookBody } from "../../../src/drills/scenario/webhook-body.ts";

const started = new Date("2026-11-21T09:00:00Z");

test("an alert has the fingerprint of its labels, in whatever order they stand", () => {
  const one = fingerprintOf({ alertname: "EngineDown", deployment: "workflow-engine" });

  expect(fingerprintOf({ deployment: "workflow-engine", alertname: "EngineDown" })).toBe(one);
  expect(fingerprintOf({ alertname: "EngineDown", deployment: "other" })).not.toBe(one);
  expect(one).toMatch(/^[0-9a-f]{16}$/);
});

test("an alert that is over says so, and when", () => {
  const ended = new Date("2026-11-21T09:01:00Z");
  const labels = { alertname: "EngineDown" };

  expect(webhookBody({ labels, started, ended })).toMatchObject({
    status: "resolved",
    alerts: [{ status: "resolved", endsAt: "2026-11-21T09:01:00.000Z" }],
  });
  expect(webhookBody({ labels, started, ended: null })).toMatchObject({
    status: "firing",
    alerts: [{ status: "firing", labels }],
  });
});
