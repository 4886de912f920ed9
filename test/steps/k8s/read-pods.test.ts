import { describe, expect, test } from "vitest";
import { readPods } from "../../../src/steps/k8s/read-pods.ts";
import { clusterWorld, live } from "./world.ts";

const HERE = { connection: "prod", namespace: "shop" };

describe("reading pods", () => {
  test.each([
    ["of a deployment", { ...HERE, deployment: "web" }],
    ["by their labels", { ...HERE, labels: { app: "web" } }],
  ])("finds those %s, and no others", async (_, choice) => {
    const { practice, needs } = await clusterWorld();
    const metadata = { name: "other", namespace: "shop", labels: { app: "other" } };
    const spec = { containers: [{ name: "app", image: "shop/other:1" }] };
    practice.cluster.apply({ apiVersion: "v1", kind: "Pod", metadata, spec });

    const read = await readPods(needs.cluster("prod"), choice, live());

    if (!read.ok) throw new Error(read.failure.message);
    expect(read.value.items).toHaveLength(3);
    expect(read.value.items.every((pod) => pod.metadata.labels["app"] === "web")).toBe(true);
  });

  test("asks for no pods where there is no such deployment", async () => {
    const { needs, reached } = await clusterWorld();
    const choice = { ...HERE, deployment: "billing" };

    expect(await readPods(needs.cluster("prod"), choice, live())).toMatchObject({
      failure: { code: "E642" },
    });
    // The deployment, and the names that it may have been confused with.
    expect(reached()).toBe(2);
  });
});
