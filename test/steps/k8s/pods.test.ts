import { describe, expect, test } from "vitest";
import { k8sPods } from "../../../src/steps/k8s/pods.ts";
import { exerciseStepKind } from "../../contract/step-kind.ts";
import { attempt, clusterWorld, live, observedWorld, WEB } from "./world.ts";

const PODS = { namespace: "shop", selector: "app=web" };

describe("k8s.pods", () => {
  exerciseStepKind(k8sPods, {
    filled: { connection: "prod", namespace: "shop", labels: { app: "web" } },
    others: [WEB],
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
