import { describe, expect, test } from "vitest";
import type { World } from "../../drills/practice-cluster/practice-world.ts";
import { ownerInWords, sizeOwner } from "../../../src/steps/k8s/owner.ts";
import { clusterWorld, live, needsOf, WEB } from "./world.ts";

function applyHpa({ cluster }: World, target: object): void {
  cluster.apply({
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: { name: "web-hpa", namespace: "shop" },
    spec: { scaleTargetRef: { apiVersion: "apps/v1", ...target }, minReplicas: 2, maxReplicas: 10 },
  });
}

function applyScaled({ cluster }: World): void {
  cluster.apply({
    apiVersion: "keda.sh/v1alpha1",
    kind: "ScaledObject",
    metadata: { name: "web-jobs", namespace: "shop" },
    spec: {
      scaleTargetRef: { name: "web" },
      minReplicaCount: 1,
      maxReplicaCount: 20,
      triggers: [{ type: "redis", metadata: { listName: "jobs", listLength: "10" } }],
    },
  });
}

describe("who decides about the size of a deployment", () => {
  test("is nobody without an autoscaler, and none whose target is another", async () => {
    const { practice, needs } = await clusterWorld();
    applyHpa(practice, { kind: "Deployment", name: "other" });
    applyHpa(practice, { kind: "StatefulSet", name: "web" });

    expect(await sizeOwner(needs.cluster("prod"), WEB, live())).toEqual({
      ok: true,
      value: { by: "nobody" },
    });
  });

  test("is the autoscaler whose target it is, in words with its bounds", async () => {
    const { practice, needs } = await clusterWorld();
    applyHpa(practice, { kind: "Deployment", name: "web" });

    const owner = await sizeOwner(needs.cluster("prod"), WEB, live());

    if (!owner.ok || owner.value.by === "nobody") throw new Error(JSON.stringify(owner));
    expect(ownerInWords(owner.value, "shop")).toBe(
      "HorizontalPodAutoscaler shop/web-hpa (2 to 10 pods)",
    );
  });

  test("is the ScaledObject and not the autoscaler through which it works", async () => {
    const { practice, needs } = await clusterWorld();
    applyScaled(practice);
    applyHpa(practice, { kind: "Deployment", name: "web" });

    const owner = await sizeOwner(needs.cluster("prod"), WEB, live());

    if (!owner.ok || owner.value.by === "nobody") throw new Error(JSON.stringify(owner));
    expect(ownerInWords(owner.value, "shop")).toBe("ScaledObject shop/web-jobs (1 to 20 pods)");
  });

  test("is not guessed where Pitcrew may not look", async () => {
    const { practice } = await clusterWorld({ users: [{ name: "blind", rules: [] }] });
    const { needs } = needsOf(practice, "blind");

    expect(await sizeOwner(needs.cluster("prod"), WEB, live())).toMatchObject({
      ok: false,
      failure: { code: "E641" },
    });
  });
});
