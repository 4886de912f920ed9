import {
  AppsV1Api,
  CoreV1Api,
  KubeConfig,
  Log,
  Metrics,
  setHeaderOptions,
  Watch,
} from "@kubernetes/client-node";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { practiceWorld, web, type World } from "./practice-world.ts";

describe("the Kubernetes client of JavaScript", () => {
  test("lists, patches and is refused", async () => {
    const { world, config } = await shop();
    const apps = config.makeApiClient(AppsV1Api);
    const where = { name: "web", namespace: "shop" };

    expect((await apps.listNamespacedDeployment({ namespace: "shop" })).items).toHaveLength(1);
    const body = { spec: { replicas: 5 } };
    const asMerge = setHeaderOptions("Content-Type", "application/merge-patch+json");
    await apps.patchNamespacedDeployment({ ...where, body }, asMerge);
    expect(world.cluster.get("deployments", "web", "shop")?.spec.replicas).toBe(5);
    await expect(apps.readNamespacedDeployment({ ...where, name: "nope" })).rejects.toMatchObject({
      code: 404,
    });
  });

  test("watches from a version on, and hears of each change", async () => {
    const { world, config } = await shop();
    const list = await config.makeApiClient(CoreV1Api).listNamespacedPod({ namespace: "shop" });
    const resourceVersion = list.metadata?.resourceVersion;
    const heard = Promise.withResolvers<string>();
    const abort = await new Watch(config).watch(
      "/api/v1/namespaces/shop/pods",
      { resourceVersion },
      (type) => heard.resolve(type),
      () => undefined,
    );
    world.cluster.remove("pods", list.items[0]?.metadata?.name ?? "", "shop");

    expect(await heard.promise).toBe("MODIFIED");
    abort.abort();
  });

  test("is told that a version is gone", async () => {
    const { world, config } = await shop();
    world.cluster.compact();
    const heard = Promise.withResolvers<unknown>();
    const abort = await new Watch(config).watch(
      "/api/v1/namespaces/shop/pods",
      { resourceVersion: "1001" },
      (type, object) => heard.resolve({ type, object }),
      () => undefined,
    );

    expect(await heard.promise).toMatchObject({
      type: "ERROR",
      object: { code: 410, reason: "Expired" },
    });
    abort.abort();
  });

  test("follows a log until the pod is gone", async () => {
    const { world, config } = await shop();
    const name = world.cluster.list("pods", "shop")[0]?.metadata.name ?? "";
    const lines = new PassThrough();
    await new Log(config).log("shop", name, "app", lines, { follow: true });
    for (const container of world.cluster.containers({ namespace: "shop", selector: "app=web" })) {
      container.log("42 jobs done");
    }
    world.cluster.remove("pods", name, "shop");

    expect(await text(lines)).toBe("app starts from shop/web:1, after 0 restarts\n42 jobs done\n");
  });

  test("reads what pods use", async () => {
    const { config } = await shop();
    const { items } = await new Metrics(config).getPodMetrics("shop");

    expect(items[0]?.containers[0]?.usage).toEqual({ cpu: "5m", memory: "32Mi" });
  });
});

async function shop(): Promise<{ readonly world: World; readonly config: KubeConfig }> {
  const world = await practiceWorld();
  const { cluster } = world;
  cluster.apply(web());
  await cluster.until(() => cluster.get("deployments", "web", "shop")?.status.readyReplicas === 3);
  const config = new KubeConfig();
  config.loadFromFile(world.kubeconfig);
  return { world, config };
}
