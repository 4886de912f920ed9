import { describe, expect, test } from "vitest";
import { k8sTop } from "../../../src/steps/k8s/top.ts";
import { exerciseStepKind } from "../../contract/step-kind.ts";
import { attempt, clusterWorld, live, observedWorld, WEB } from "./world.ts";

const PODS = { namespace: "shop", selector: "app=web" };

describe("k8s.top", () => {
  exerciseStepKind(k8sTop, {
    filled: WEB,
    others: [{ connection: "prod", namespace: "shop", labels: { app: "web" } }],
    startWorld: observedWorld,
  });

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
