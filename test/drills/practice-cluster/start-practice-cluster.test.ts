import { describe, expect, test } from "vitest";
import {
  type Process,
  usualBehaviour,
} from "../../../src/drills/practice-cluster/node/behaviour.ts";
import { stillWorld, type StillWorld, web } from "./practice-world.ts";

const READY_MS = 300;
const STOP_MS = 100;

describe("a deployment", () => {
  test("gets its pods by way of a replica set, and they get ready", async () => {
    const world = await stillWorld();
    world.cluster.apply(web());
    await world.pass(READY_MS);

    expect(deployment(world)?.status).toMatchObject({
      observedGeneration: 1,
      replicas: 3,
      updatedReplicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
    });
    expect(condition(world, "Progressing")?.reason).toBe("NewReplicaSetAvailable");
    expect(deployment(world)?.metadata.annotations).toEqual({
      "deployment.kubernetes.io/revision": "1",
    });
  });

  test("replaces its pods a few at a time, and keeps the old template as a revision", async () => {
    const world = await stillWorld();
    world.cluster.apply(web({ replicas: 4 }));
    await world.pass(READY_MS);
    world.cluster.apply(web({ replicas: 4, image: "shop/web:2" }));
    const counts: number[] = [];
    for (let round = 0; round < 12; round++) {
      await world.pass(STOP_MS);
      counts.push(deployment(world)?.status.readyReplicas ?? 0);
    }

    expect(Math.min(...counts)).toBeGreaterThanOrEqual(3);
    expect(images(world)).toEqual(Array(4).fill("shop/web:2"));
    const sizes = world.cluster.list("replicasets").map(({ spec }) => spec.replicas);
    expect(sizes.toSorted((a, b) => a - b)).toEqual([0, 4]);
    expect(deployment(world)?.metadata.annotations?.["deployment.kubernetes.io/revision"]).toBe(
      "2",
    );
  });

  test("whose image cannot be pulled keeps its old pods and misses its deadline", async () => {
    const world = await stillWorld();
    const spec = { progressDeadlineSeconds: 60 };
    world.cluster.apply(web({ spec }));
    await world.pass(READY_MS);
    world.cluster.apply(web({ image: "broken:1", spec }));
    await world.pass(STOP_MS);

    expect(waitingReasons(world)).toContain("ImagePullBackOff");
    expect(condition(world, "Progressing")?.reason).toBe("ReplicaSetUpdated");

    await world.pass(61_000);

    expect(condition(world, "Progressing")).toMatchObject({
      status: "False",
      reason: "ProgressDeadlineExceeded",
    });
    expect(condition(world, "Available")?.status).toBe("True");
    expect(world.cluster.list("events").map(({ reason }) => reason)).toContain("BackOff");
  });

  test("makes nothing new of a template that only says nothing in another way", async () => {
    const world = await stillWorld();
    world.cluster.apply(web());
    await world.pass(READY_MS);
    const { spec, ...rest } = web();
    const { metadata, ...template } = spec.template;
    const labels = metadata.labels;
    world.cluster.apply({
      ...rest,
      spec: { ...spec, template: { ...template, metadata: { labels } } },
    });
    await world.pass(READY_MS);

    expect(world.cluster.list("replicasets")).toHaveLength(1);
    expect(deployment(world)?.status.updatedReplicas).toBe(3);
  });

  test("gets a new pod for one that is deleted", async () => {
    const world = await stillWorld();
    world.cluster.apply(web());
    await world.pass(READY_MS);
    const [first] = world.cluster.list("pods");
    world.cluster.remove("pods", first?.metadata.name ?? "", "shop");
    await world.pass(STOP_MS);

    const names = world.cluster.list("pods").map(({ metadata }) => metadata.name);
    expect(names).toHaveLength(3);
    expect(names).not.toContain(first?.metadata.name);
  });

  test("says so when a quota lets it have no more pods", async () => {
    const world = await stillWorld();
    world.cluster.apply({
      apiVersion: "v1",
      kind: "ResourceQuota",
      metadata: { name: "few", namespace: "shop" },
      spec: { hard: { pods: 2 } },
    });
    world.cluster.apply(web());
    await world.pass(READY_MS);

    expect(condition(world, "ReplicaFailure")?.message).toContain(
      "exceeded quota: few, requested: pods=1, used: pods=2, limited: pods=2",
    );
    expect(world.cluster.list("pods")).toHaveLength(2);
  });
});

describe("a pod", () => {
  test("waits for a node that has room, and says how many have none", async () => {
    const world = await stillWorld({
      nodes: [{ name: "small", cpu: "1", memory: "1Gi" }],
    });
    world.cluster.apply(web({ resources: { requests: { cpu: "600m" } } }));
    await world.pass(READY_MS);

    const waiting = world.cluster.list("pods").filter(({ spec }) => spec.nodeName === undefined);
    expect(waiting).toHaveLength(2);
    expect(waiting[0]?.status.conditions?.[0]).toMatchObject({
      reason: "Unschedulable",
      message: "0/1 nodes are available: 1 Insufficient cpu.",
    });
  });

  test("that crashes starts again at once, and then after longer and longer pauses", async () => {
    const world = await stillWorld();
    world.cluster.apply(web({ replicas: 1, annotations: { "pitcrew.dev/practice": "crashes" } }));
    await world.pass(0);

    expect(container(world)).toMatchObject({
      restartCount: 1,
      state: { waiting: { reason: "CrashLoopBackOff" } },
      lastState: { terminated: { exitCode: 1, reason: "Error" } },
    });

    await world.pass(10_000);
    expect(container(world)?.restartCount).toBe(2);
    await world.pass(10_000);
    expect(container(world)?.restartCount).toBe(2);
    await world.pass(10_000);
    expect(container(world)?.restartCount).toBe(3);
  });

  test("that takes more memory than its limit is killed for it", async () => {
    const world = await stillWorld();
    world.cluster.apply(web({ replicas: 1, resources: { limits: { memory: "100Mi" } } }));
    await world.pass(READY_MS);
    const pods = { namespace: "shop", selector: "app=web" };

    world.cluster.setUsage(pods, { memory: "100Mi" });
    await world.pass(0);
    expect(container(world)?.restartCount).toBe(0);

    world.cluster.setUsage(pods, { memory: "101Mi" });
    await world.pass(0);
    expect(container(world)).toMatchObject({
      restartCount: 1,
      lastState: { terminated: { exitCode: 137, reason: "OOMKilled" } },
    });
  });

  test("that stalls runs and never gets ready", async () => {
    const world = await stillWorld();
    world.cluster.apply(web({ annotations: { "pitcrew.dev/practice": "stalls" } }));
    await world.pass(60_000);

    expect(world.cluster.list("pods").map(({ status }) => status.phase)).toEqual(
      Array(3).fill("Running"),
    );
    expect(deployment(world)?.status.readyReplicas).toBeUndefined();
  });

  test("does what the program that is plugged in does", async () => {
    const ended: string[] = [];
    let process: Process | undefined;
    const world = await stillWorld({
      behaviour: (start, handle) => {
        process = handle;
        const { name } = start.pod.metadata;
        return { ...usualBehaviour(start, handle), onEnd: () => ended.push(name) };
      },
    });
    world.cluster.apply(web({ replicas: 1 }));
    await world.pass(READY_MS);
    process?.log("42 jobs done");
    process?.setReady(false);

    const [running] = world.cluster.containers({ namespace: "shop", selector: "app=web" });
    expect(running?.lines(false)?.at(-1)?.text).toBe("42 jobs done");
    expect(container(world)?.ready).toBe(false);

    world.cluster.apply(web({ replicas: 0 }));
    await world.pass(STOP_MS);
    expect(ended).toHaveLength(1);
  });

  test("that belongs to nobody any more is deleted", async () => {
    const world = await stillWorld();
    world.cluster.apply(web());
    await world.pass(READY_MS);
    world.cluster.remove("deployments", "web", "shop");
    await world.pass(STOP_MS);

    expect(world.cluster.list("pods")).toEqual([]);
    expect(world.cluster.list("replicasets")).toEqual([]);
  });
});

describe("an autoscaler", () => {
  test("sizes a deployment by the processors that its pods use", async () => {
    const world = await stillWorld();
    world.cluster.apply(web({ resources: { requests: { cpu: "100m" } } }));
    world.cluster.apply(autoscaler());
    await world.pass(READY_MS);
    world.cluster.setUsage({ namespace: "shop", selector: "app=web" }, { cpu: "100m" });
    await world.pass(READY_MS);

    // 100 % used of the 50 % that are wanted: twice as many, and at most five.
    expect(deployment(world)?.spec.replicas).toBe(5);
    expect(world.cluster.list("events")).toContainEqual(
      expect.objectContaining({
        reason: "SuccessfulRescale",
        message:
          "New size: 5; reason: cpu resource utilization (percentage of request) above target",
      }),
    );
  });

  test("of KEDA follows the length of a list, down to nothing and back", async () => {
    const world = await stillWorld();
    world.cluster.apply(web());
    world.cluster.apply(scaledObject());
    await world.pass(READY_MS);
    const metric = "s0-redis-jobs";

    world.cluster.setMetric("shop", metric, 95);
    expect(deployment(world)?.spec.replicas).toBe(8);
    world.cluster.setMetric("shop", metric, 0);
    expect(deployment(world)?.spec.replicas).toBe(0);
    world.cluster.setMetric("shop", metric, 1);
    expect(deployment(world)?.spec.replicas).toBe(1);
  });

  test("of KEDA that is paused leaves the size alone", async () => {
    const world = await stillWorld();
    world.cluster.apply(web());
    world.cluster.apply(scaledObject({ "autoscaling.keda.sh/paused-replicas": "2" }));
    await world.pass(READY_MS);
    world.cluster.setMetric("shop", "s0-redis-jobs", 95);

    expect(deployment(world)?.spec.replicas).toBe(2);
  });
});

test("what people put into a cluster can be saved and put into another one", async () => {
  const before = await stillWorld();
  before.cluster.apply(web());
  await before.pass(READY_MS);
  before.cluster.apply(web({ image: "shop/web:2" }));
  for (let round = 0; round < 12; round++) await before.pass(STOP_MS);

  const state = before.cluster.save();
  const after = await stillWorld({ state });
  await after.pass(READY_MS);

  expect(images(after)).toEqual(Array(3).fill("shop/web:2"));
  expect(after.cluster.list("replicasets")).toHaveLength(2);
});

function deployment({ cluster }: StillWorld) {
  return cluster.get("deployments", "web", "shop");
}

function condition(world: StillWorld, type: string) {
  return deployment(world)?.status.conditions?.find((one) => one.type === type);
}

function images({ cluster }: StillWorld) {
  return cluster.list("pods").flatMap(({ spec }) => spec.containers.map(({ image }) => image));
}

function container({ cluster }: StillWorld) {
  return cluster.list("pods")[0]?.status.containerStatuses?.[0];
}

function waitingReasons({ cluster }: StillWorld) {
  return cluster
    .list("pods")
    .flatMap(({ status }) => status.containerStatuses ?? [])
    .map(({ state }) => state.waiting?.reason);
}

function autoscaler() {
  return {
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: { name: "web", namespace: "shop" },
    spec: {
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
      minReplicas: 2,
      maxReplicas: 5,
      metrics: [
        {
          type: "Resource",
          resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 50 } },
        },
      ],
    },
  };
}

function scaledObject(annotations: Readonly<Record<string, string>> = {}) {
  const metadata = { listName: "jobs", listLength: "10" };
  return {
    apiVersion: "keda.sh/v1alpha1",
    kind: "ScaledObject",
    metadata: { name: "web", namespace: "shop", annotations },
    spec: {
      scaleTargetRef: { name: "web" },
      maxReplicaCount: 8,
      triggers: [{ type: "redis", metadata }],
    },
  };
}
