import { describe, expect, test } from "vitest";
import { k8sEvents } from "../../../src/steps/k8s/events.ts";
import { k8sLogs } from "../../../src/steps/k8s/logs.ts";
import { k8sPods } from "../../../src/steps/k8s/pods.ts";
import { k8sTop } from "../../../src/steps/k8s/top.ts";
import { k8sWorkload } from "../../../src/steps/k8s/workload.ts";
import { exerciseStepKind } from "../../contract/step-kind.ts";
import { attempt, clusterWorld, live, observedWorld, WEB } from "./world.ts";

const PODS = { namespace: "shop", selector: "app=web" };

describe("k8s.workload", () => {
  exerciseStepKind(k8sWorkload, { filled: WEB, startWorld: observedWorld });

  test("tells how a deployment is, who scales it, and what was deployed last", async () => {
    const { practice, needs } = await clusterWorld();
    practice.cluster.apply({
      apiVersion: "autoscaling/v2",
      kind: "HorizontalPodAutoscaler",
      metadata: { name: "web-hpa", namespace: "shop" },
      spec: {
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
        minReplicas: 2,
        maxReplicas: 10,
      },
    });

    const result = await k8sWorkload.run(k8sWorkload.params.parse(WEB), needs, attempt(), live());

    expect(result).toMatchObject({
      ok: true,
      output: {
        replicas: 3,
        ready: 3,
        updated: 3,
        scaled_by: "hpa",
        scaler: "web-hpa",
        min: 2,
        max: 10,
        revision: 1,
        image: "shop/web:1",
        changed_at: expect.stringMatching(/^\d{4}-/),
      },
      summary: "3 of 3 pods of deployment shop/web are ready.",
    });
  });
});

describe("k8s.pods", () => {
  exerciseStepKind(k8sPods, {
    filled: { connection: "prod", namespace: "shop", labels: { app: "web" } },
    startWorld: observedWorld,
  });

  test("shows the pods that are not ready first, with why they ended", async () => {
    const resources = { limits: { memory: "64Mi" } };
    const { practice, needs } = await clusterWorld({}, { resources });
    const [container] = practice.cluster.containers(PODS);
    container?.use({ memory: "100Mi" });
    await practice.cluster.settled();

    const result = await k8sPods.run(k8sPods.params.parse(WEB), needs, attempt(), live());

    expect(result).toMatchObject({
      ok: true,
      output: { count: 3, ready: 2, out_of_memory: 1, pods: [{ ready: false }, {}, {}] },
    });
  });

  test.each([{}, { deployment: "web", labels: { app: "web" } }, { labels: {} }])(
    "refuses %j, which does not say which pods are meant",
    (part) => {
      const base = { connection: "prod", namespace: "shop" };
      expect(k8sPods.params.safeParse({ ...base, ...part }).success).toBe(false);
    },
  );

  test.each(["a,b", "x in (y)", "!x", "a=b", ""])("refuses %j as the value of a label", (value) => {
    const given = { connection: "prod", namespace: "shop", labels: { app: value } };
    expect(k8sPods.params.safeParse(given).success).toBe(false);
  });
});

describe("k8s.top", () => {
  exerciseStepKind(k8sTop, { filled: WEB, startWorld: observedWorld });

  test("tells how near their limits the pods are", async () => {
    const resources = { limits: { memory: "64Mi", cpu: "500m" } };
    const { practice, needs } = await clusterWorld({}, { resources });
    const [container] = practice.cluster.containers(PODS);
    container?.use({ memory: "48Mi", cpu: "250m" });

    const result = await k8sTop.run(k8sTop.params.parse(WEB), needs, attempt(), live());

    expect(result).toMatchObject({
      ok: true,
      output: {
        most_cpu_percent: 50,
        most_memory_percent: 75,
        memory: (48 + 32 + 32) * 2 ** 20,
        unmeasured: 0,
      },
    });
  });
});

describe("k8s.logs", () => {
  exerciseStepKind(k8sLogs, {
    filled: { ...WEB, contains: "starts" },
    startWorld: observedWorld,
  });

  test("finds lines by literal text, and hides what looks like a secret", async () => {
    const { practice, needs } = await clusterWorld();
    for (const container of practice.cluster.containers(PODS)) {
      container.log("workflow_id=wf-1 password=hunter2 done");
      container.log("workflow_id=wf.1 done");
    }
    const params = k8sLogs.params.parse({ ...WEB, contains: "wf-1", max_pods: 2 });

    const result = await k8sLogs.run(params, needs, attempt(), live());

    expect(result).toMatchObject({ ok: true, output: { matched: 2, pods: 2, more: true } });
    expect(JSON.stringify(result)).not.toContain("hunter2");
  });

  test("names pods that have not begun instead of failing", async () => {
    const { needs } = await clusterWorld({}, { image: "shop/web:broken" });

    const result = await k8sLogs.run(k8sLogs.params.parse(WEB), needs, attempt(), live());

    expect(result).toMatchObject({
      ok: true,
      output: { matched: 0, silent: [expect.any(String), expect.any(String), expect.any(String)] },
    });
  });
});

describe("k8s.events", () => {
  exerciseStepKind(k8sEvents, {
    filled: { connection: "prod", namespace: "shop" },
    startWorld: observedWorld,
  });

  test("lists those of one object, and counts the reasons", async () => {
    const { needs } = await clusterWorld({}, { image: "shop/web:broken" });
    const params = k8sEvents.params.parse({
      connection: "prod",
      namespace: "shop",
      about: "Deployment",
      name: "web",
    });

    const result = await k8sEvents.run(params, needs, attempt(), live());

    expect(result).toMatchObject({
      ok: true,
      output: {
        warnings: 0,
        reasons: { ScalingReplicaSet: 1 },
        events: [{ about: "Deployment/web", count: 1 }],
      },
    });
  });

  test("finds the warnings of a namespace", async () => {
    const { needs } = await clusterWorld({}, { image: "shop/web:broken" });
    const given = { connection: "prod", namespace: "shop", only_warnings: true };

    const result = await k8sEvents.run(k8sEvents.params.parse(given), needs, attempt(), live());

    if (!result.ok) throw new Error("it did not run");
    expect(result.output.warnings).toBeGreaterThanOrEqual(3);
    expect(result.output.events.every(({ type }) => type === "Warning")).toBe(true);
  });
});
