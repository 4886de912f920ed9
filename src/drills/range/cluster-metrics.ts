import { Gauge, Registry } from "prom-client";
import { NAMESPACE } from "./manifests.ts";
import type { System } from "./system.ts";

/** What Prometheus is told about the cluster, under the names that kube-state-metrics gives it. */
export async function clusterMetricsOf({ cluster }: Pick<System, "cluster">): Promise<string> {
  const registry = new Registry();
  const ready = new Gauge({
    name: "kube_deployment_status_replicas_ready",
    help: "Pods of a deployment that are ready.",
    labelNames: ["namespace", "deployment"],
    registers: [registry],
  });
  for (const { metadata, status } of cluster.list("deployments", NAMESPACE)) {
    const labels = { namespace: NAMESPACE, deployment: metadata.name };
    ready.set(labels, status.readyReplicas ?? 0);
  }
  const restarts = new Gauge({
    name: "kube_pod_container_status_restarts_total",
    help: "How often a container was started again.",
    labelNames: ["namespace", "pod", "container"],
    registers: [registry],
  });
  for (const { metadata, status } of cluster.list("pods", NAMESPACE)) {
    for (const { name, restartCount } of status.containerStatuses ?? []) {
      restarts.set({ namespace: NAMESPACE, pod: metadata.name, container: name }, restartCount);
    }
  }
  return registry.metrics();
}
