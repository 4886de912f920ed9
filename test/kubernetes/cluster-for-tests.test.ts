import { AppsV1Api, CoreV1Api, KubeConfig } from "@kubernetes/client-node";
import { expect, test } from "vitest";
import { clusterForTests } from "./cluster-for-tests.ts";

test("a cluster for tests has a namespace of its own, in which a deployment can be made", async () => {
  const { kubeconfig, namespace } = await clusterForTests();
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig);
  const labels = { app: "web" };
  const containers = [{ name: "app", image: "registry.k8s.io/pause:3.9" }];
  const template = { metadata: { labels }, spec: { containers } };

  const { items } = await config.makeApiClient(CoreV1Api).listNamespacedPod({ namespace });
  expect(items).toEqual([]);
  const made = await config.makeApiClient(AppsV1Api).createNamespacedDeployment({
    namespace,
    body: {
      metadata: { name: "web" },
      spec: { replicas: 0, selector: { matchLabels: labels }, template },
    },
  });
  expect(made.spec).toMatchObject({ replicas: 0, progressDeadlineSeconds: 600 });
});
