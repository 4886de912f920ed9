import { describe, expect, test } from "vitest";
import { readDeployment } from "../../../src/steps/k8s/read-deployment.ts";
import { readRevisions, revisionOf } from "../../../src/steps/k8s/revisions.ts";
import { live, secondRevision, WEB } from "./world.ts";

async function found({ needs }: Awaited<ReturnType<typeof secondRevision>>) {
  const deployment = await readDeployment(needs.cluster("prod"), WEB, live());
  if (!deployment.ok) throw new Error(deployment.failure.message);
  return deployment.value;
}

describe("the revisions of a deployment", () => {
  test("are its own replica sets, the oldest first, and none of another with the same labels", async () => {
    const world = await secondRevision();
    world.practice.cluster.apply(STRANGER);

    const read = await readRevisions(world.needs.cluster("prod"), WEB, await found(world), live());

    if (!read.ok) throw new Error(read.failure.message);
    expect(read.value.map(({ revision, images }) => [revision, images])).toEqual([
      [1, ["shop/web:1"]],
      [2, ["shop/web:2"]],
    ]);
  });

  test("are numbered by the cluster, and 0 before it has done so", async () => {
    const deployment = await found(await secondRevision());

    expect(revisionOf(deployment)).toBe(2);
    expect(revisionOf({ metadata: { ...deployment.metadata, annotations: {} } })).toBe(0);
  });
});

const LABELS = { app: "web" };

const STRANGER = {
  apiVersion: "apps/v1",
  kind: "ReplicaSet",
  metadata: {
    name: "stranger",
    namespace: "shop",
    labels: LABELS,
    annotations: { "deployment.kubernetes.io/revision": "9" },
  },
  spec: {
    replicas: 0,
    selector: { matchLabels: LABELS },
    template: {
      metadata: { labels: LABELS },
      spec: { containers: [{ name: "app", image: "shop/other:1" }] },
    },
  },
};
