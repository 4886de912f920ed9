import { describe, expect, test } from "vitest";
import { k8sLogs } from "../../../src/steps/k8s/logs.ts";
import { exerciseStepKind } from "../../contract/step-kind.ts";
import { attempt, clusterWorld, live, observedWorld, WEB } from "./world.ts";

const PODS = { namespace: "shop", selector: "app=web" };

describe("k8s.logs", () => {
  exerciseStepKind(k8sLogs, {
    filled: { ...WEB, container: "app", contains: "starts", since: "1h" },
    others: [{ connection: "prod", namespace: "shop", labels: { app: "web" } }],
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
