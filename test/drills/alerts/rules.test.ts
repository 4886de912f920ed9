import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { Rules, scaleRules } from "../../../src/drills/alerts/rules.ts";

const FILE = "playbooks/alerts/workflow-engine.yaml";
const rules = Rules.parse(parse(await readFile(FILE, "utf8")));
const all = rules.groups.flatMap((group) => group.rules);

interface Case {
  readonly alert: string;
  /** A value each minute, in promtool's notation. */
  readonly series: Readonly<Record<string, string>>;
  /** The last minute at which it does not fire, and the first one at which it does. */
  readonly quiet: number;
  readonly fires: number;
  /** Labels that come from the figures. */
  readonly labels?: Readonly<Record<string, string>>;
}

const READY = "kube_deployment_status_replicas_ready";
const RESTARTS = `kube_pod_container_status_restarts_total{namespace="agents", pod="a", container="workflow-workers"}`;
const down = (deployment: string) => ({
  series: { [`${READY}{namespace="agents", deployment="${deployment}"}`]: "2 0x10" },
  quiet: 2,
  fires: 3,
  labels: { deployment },
});
const deaf = (job: string) => ({
  series: { [`up{job="${job}", instance="i"}`]: "1 0x10" },
  quiet: 2,
  fires: 3,
  labels: { job, instance: "i" },
});
const PENDING = `workflow_pending_duration_seconds{workflow_id="wf-1", instance="i"}`;

/** The conditions and times of the runbook, as figures on both sides of them. */
const CASES: readonly Case[] = [
  { alert: "EngineDown", ...down("workflow-engine") },
  { alert: "AllWorkersDown", ...down("workflow-workers") },
  { alert: "WorkflowEngineDown", ...deaf("workflow-engine") },
  { alert: "WorkflowWorkersDown", ...deaf("workflow-workers") },
  {
    alert: "WorkflowStuck",
    series: { [PENDING]: "3600 3601x10" },
    quiet: 5,
    fires: 6,
    labels: { workflow_id: "wf-1" },
  },
  {
    alert: "WorkflowStuckCritical",
    series: { [PENDING]: "3600 3601" },
    quiet: 0,
    fires: 1,
    labels: { workflow_id: "wf-1" },
  },
  { alert: "QueueBacklog", series: { workflow_queue_depth: "100 101" }, quiet: 0, fires: 1 },
  {
    alert: "QueueBacklogCritical",
    series: { workflow_queue_depth: "1000 1001" },
    quiet: 0,
    fires: 1,
  },
  { alert: "HighQueueDepth", series: { workflow_queue_depth: "100 101x15" }, quiet: 10, fires: 11 },
  {
    alert: "HighTaskLatency",
    series: { workflow_task_duration_seconds: "300 301" },
    quiet: 0,
    fires: 1,
  },
  { alert: "WorkerRestarting", series: { [RESTARTS]: "0x10 3x10 8x10" }, quiet: 19, fires: 22 },
  {
    alert: "WorkflowFailureRate",
    series: { workflow_ended_total: "0+10x180", workflow_failed_total: "0+1x60 60+3x120" },
    quiet: 60,
    fires: 90,
  },
];

describe("the rules for the workflow engine's alerts", () => {
  test("are twelve, and each is tried", () => {
    expect(CASES.map(({ alert }) => alert).toSorted()).toEqual(
      all.map(({ alert }) => alert).toSorted(),
    );
    expect(all).toHaveLength(12);
  });

  test.each(CASES)("raise $alert when it is time, and not before", async (one) => {
    const folder = await mkdtemp(join(tmpdir(), "pitcrew-rules-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, "rules.json"), JSON.stringify(rules));
    await writeFile(join(folder, "test.json"), JSON.stringify(promtoolTest(one)));

    const { exitCode, stdout, stderr } = await execa("promtool", ["test", "rules", "test.json"], {
      cwd: folder,
      reject: false,
    });

    expect({ exitCode, says: `${stdout}${stderr}` }).toMatchObject({ exitCode: 0 });
  });
});

function promtoolTest({ alert, series, quiet, fires, labels = {} }: Case): object {
  const rule = all.find((each) => each.alert === alert);
  const firing = {
    exp_labels: { ...labels, ...Object(rule?.["labels"]) },
    exp_annotations: rule?.["annotations"],
  };
  const at = (minute: number, alerts: readonly object[]): object => ({
    eval_time: `${minute}m`,
    alertname: alert,
    exp_alerts: alerts,
  });
  return {
    rule_files: ["rules.json"],
    evaluation_interval: "1m",
    tests: [
      {
        interval: "1m",
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        alert_rule_test: [at(quiet, []), at(fires, [firing])],
      },
    ],
  };
}

describe("rules for a system whose time goes faster", () => {
  test("wait and look back as much less, and keep their thresholds", () => {
    const scaled = scaleRules(
      {
        groups: [
          {
            name: "one",
            rules: [
              { alert: "A", expr: "increase(a[1h]) / increase(b[10m]) > 3600", for: "2m" },
              { alert: "B", expr: "c > 100" },
            ],
          },
        ],
      },
      100,
    );

    expect(scaled.groups[0]?.rules).toEqual([
      { alert: "A", expr: "increase(a[36s]) / increase(b[6s]) > 3600", for: "1s200ms" },
      { alert: "B", expr: "c > 100" },
    ]);
  });
});
