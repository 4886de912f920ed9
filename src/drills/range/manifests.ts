import type { JsonObject } from "../../model/json.ts";
import { ENGINE, WORKERS } from "./programs/behaviour.ts";

export const NAMESPACE = "agents";

/** The deployments of the system, as its people run them. */
export const MANIFESTS: readonly JsonObject[] = [
  deployment(ENGINE, 2, { limits: { memory: "1Gi" }, requests: { cpu: "100m", memory: "256Mi" } }),
  deployment(WORKERS, 3, { limits: { memory: "1Gi" }, requests: { cpu: "500m", memory: "256Mi" } }),
];

function deployment(name: string, replicas: number, resources: JsonObject): JsonObject {
  const labels = { app: name, "app.kubernetes.io/component": "workflow" };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace: NAMESPACE, labels },
    spec: {
      replicas,
      progressDeadlineSeconds: 30,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels },
        spec: { containers: [{ name, image: `${name}:2.1.0`, resources }] },
      },
    },
  };
}
