import { describe, expect, test } from "vitest";
import { k8sEvents } from "../../../src/steps/k8s/events.ts";
import { exerciseStepKind } from "../../contract/step-kind.ts";
import { attempt, clusterWorld, live, observedWorld } from "./world.ts";

describe("k8s.events", () => {
  exerciseStepKind(k8sEvents, {
    filled: { connection: "prod", namespace: "shop", about: "Deployment", name: "web" },
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
