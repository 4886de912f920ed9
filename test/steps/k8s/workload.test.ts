import { describe, expect, test } from "vitest";
import { k8sWorkload } from "../../../src/steps/k8s/workload.ts";
import { exerciseStepKind } from "../../contract/step-kind.ts";
import { attempt, clusterWorld, live, observedWorld, WEB } from "./world.ts";

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
