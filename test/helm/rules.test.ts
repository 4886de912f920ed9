import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { busyDay } from "../prometheus/metrics-of-tests.ts";
import { render, type Resource } from "./helm.ts";
import { LEAST } from "./value-sets.ts";

const RULES = "helm/rules/pitcrew.yaml";

describe("the alerts about Pitcrew itself", () => {
  test("are understood by Prometheus, and come when they should", async () => {
    await execa("promtool", ["check", "rules", RULES]);
    await execa("promtool", ["test", "rules", "test/fixtures/rules/pitcrew.test.yaml"]);
  });

  test("stand in the chart when asked for, each with an owner and its runbook", async () => {
    const rules = { enabled: true, owner: "team-sre", runbookUrl: "https://docs.example/alerts" };

    const resources = await render({ ...LEAST, metrics: { rules } });

    const alerts = alertsOf(resources);
    expect(alerts.length).toBeGreaterThan(5);
    for (const { alert, labels, annotations } of alerts) {
      expect(labels).toMatchObject({
        owner: "team-sre",
        severity: expect.stringMatching(/page|ticket/),
      });
      expect(annotations).toMatchObject({
        runbook_url: `https://docs.example/alerts#${alert.toLowerCase()}`,
        remedy: expect.any(String),
      });
    }
  });

  test("ask for metrics that there are", async () => {
    const { text } = await busyDay().read();
    const resources = await render({ ...LEAST, metrics: { rules: { enabled: true } } });

    const asked = alertsOf(resources).flatMap(({ expr }) => expr.match(/pitcrew_\w+/g) ?? []);

    expect(asked.length).toBeGreaterThan(5);
    for (const name of asked) {
      expect(text).toContain(`# TYPE ${name.replace(/_(bucket|count|sum)$/, "")} `);
    }
  });

  test("watch metrics that are named as Prometheus wants them to be", async () => {
    const { text } = await busyDay().read();

    await execa("promtool", ["check", "metrics"], { input: text });
  });
});

interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly labels: object;
  readonly annotations: object;
}

function alertsOf(resources: readonly Resource[]): readonly Alert[] {
  const rule = resources.find(({ kind }) => kind === "PrometheusRule");
  const { groups } = (rule?.["spec"] ?? { groups: [] }) as { groups: { rules: Alert[] }[] };
  return groups.flatMap(({ rules }) => rules);
}
