import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { startRange } from "../../../src/drills/range/start-range.ts";
import { systemClock } from "../../../src/integrations/system/clock.ts";
import { PACE, PIPELINE, rangeForTests } from "./range-for-tests.ts";

interface Trace {
  readonly state: string;
  readonly waiting: number;
  readonly tasks: readonly {
    readonly id: string;
    readonly state: string;
    readonly worker: string;
  }[];
}

describe("the range", () => {
  test("carries a workflow through its steps, in their order, on workers of the cluster", async () => {
    const range = await rangeForTests();
    const id = await range.create();

    const trace = await range.until<Trace>(
      `/api/v1/workflows/${id}/trace`,
      ({ state }) => state === "completed",
    );

    expect(trace.tasks.map(({ state }) => state)).toEqual(["completed", "completed", "completed"]);
    const pods = range.system.cluster.list("pods", "agents").map(({ metadata }) => metadata.name);
    for (const { worker } of trace.tasks) expect(pods).toContain(worker);
    expect(await range.look("/api/v1/tasks/stats")).toMatchObject({ completed: 3 });
  });

  test("is what kubectl sees", async () => {
    const { kubeconfig } = await rangeForTests();

    const { stdout } = await execa("kubectl", ["get", "deployments", "-n", "agents"], {
      env: { KUBECONFIG: kubeconfig },
    });

    expect(stdout).toMatch(/workflow-engine +2\/2/);
    expect(stdout).toMatch(/workflow-workers +3\/3/);
  });

  test("takes nothing new while it is paused, and carries on what it has", async () => {
    const range = await rangeForTests();
    const before = await range.create();
    await range.call("POST", "/api/v1/pause");

    const refused = await range.call("POST", "/api/v1/workflows", PIPELINE);

    expect(refused.status).toBe(503);
    await range.until<Trace>(
      `/api/v1/workflows/${before}/trace`,
      ({ state }) => state === "completed",
    );
    await range.call("POST", "/api/v1/resume");
    expect(await range.create()).toMatch(/^wf-/);
  });

  test("answers nobody while no engine is ready, and again when one is", async () => {
    const range = await rangeForTests();
    range.system.cluster.apply(scaled(range, "workflow-engine", 0));
    await range.system.cluster.settled();

    await expect(range.call("GET", "/health")).rejects.toThrow("fetch failed");

    range.system.cluster.apply(scaled(range, "workflow-engine", 1));
    expect(await range.until("/health", () => true)).toMatchObject({ status: "ok" });
  });

  test("says which of its workflows nobody carries on, and has them carried on", async () => {
    const range = await rangeForTests();
    const steps = [
      { id: "think", type: "llm_inference" },
      { id: "store", type: "database", depends_on: ["think"] },
    ];
    const id = await range.create({ name: "long", steps });
    await range.until<Trace>(`/api/v1/workflows/${id}/trace`, ({ state }) => state === "running");
    const engines = { namespace: "agents", labelSelector: "app=workflow-engine" };
    for (const { metadata } of range.system.cluster.list("pods", engines.namespace)) {
      if (metadata.labels?.["app"] === "workflow-engine") {
        range.system.cluster.remove("pods", metadata.name, engines.namespace);
      }
    }

    await range.until<unknown[]>("/api/v1/workflows/orphaned", (orphans) => orphans.length === 1);
    await range.call("POST", "/api/v1/workflows/recover-orphaned");

    await range.until<Trace>(`/api/v1/workflows/${id}/trace`, ({ state }) => state === "completed");
    expect(await range.look("/api/v1/workflows/orphaned")).toEqual([]);
  });

  test("works without a Redis, on its own", async () => {
    const range = await startRange({
      clock: systemClock,
      redisUrl: undefined,
      pace: PACE,
      port: 0,
    });
    try {
      await range.system.cluster.until(() => range.system.programs.workers.size === 3);
      expect(range.kubeconfig).toContain("kubeconfig");
    } finally {
      await range.stop();
    }
  });
});

function scaled(
  { system }: Awaited<ReturnType<typeof rangeForTests>>,
  name: string,
  replicas: number,
) {
  const deployment = system.cluster.get("deployments", name, "agents");
  if (deployment === undefined) throw new Error(`there is no ${name}`);
  const { apiVersion, kind, metadata, spec } = structuredClone(deployment);
  return JSON.parse(JSON.stringify({ apiVersion, kind, metadata, spec: { ...spec, replicas } }));
}
