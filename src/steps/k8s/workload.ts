import { z } from "zod";
import { failed, succeeded } from "../step-kind.ts";
import {
  autoscalers,
  type ClusterKind,
  deployments,
  replicaSets,
  scaledObjects,
} from "./cluster-kind.ts";
import { ofDeployment, shortly } from "./fields.ts";
import { type SizeOwner, sizeOwner } from "./owner.ts";
import { readDeployment } from "./read-deployment.ts";
import { readRevisions, revisionOf } from "./revisions.ts";

const Params = z.strictObject(ofDeployment);
type Params = z.infer<typeof Params>;

const Output = z.strictObject({
  replicas: z.int().describe("How many pods are wanted."),
  ready: z.int().describe("How many are ready."),
  updated: z.int().describe("How many are as they are wanted now."),
  available: z.int().describe("How many have been ready for long enough."),
  paused: z.boolean().describe("Whether its rollouts are paused."),
  scaled_by: z.enum(["nobody", "hpa", "keda"]).describe("Who decides about its size."),
  scaler: z.string().describe("The name of that autoscaler; empty without one."),
  min: z.int().describe("The fewest pods that it keeps; 0 without one."),
  max: z.int().describe("The most pods that it makes; 0 without one."),
  revision: z.int().describe("The number of its last rollout."),
  changed_at: z.string().describe("When pods of that revision were first made; or empty."),
  cause: z.string().describe("What `kubernetes.io/change-cause` says about it; or empty."),
  image: z.string().describe("The image of its first container."),
  conditions: z
    .array(
      z.strictObject({
        type: z.string().describe("`Available`, `Progressing` or `ReplicaFailure`."),
        holds: z.boolean().describe("Whether it is so."),
        reason: z.string().describe("Why, in one word."),
        message: z.string().describe("Why, in the cluster's words."),
      }),
    )
    .describe("What the cluster says about it."),
});
type Output = z.infer<typeof Output>;

export const k8sWorkload: ClusterKind<Params, Output> = {
  kind: "k8s.workload",
  carrier: "step",
  major: 1,
  summary: "Looks at a deployment: its pods, who scales it, its last rollout.",
  effect: "read",
  params: Params,
  output: Output,
  timeout: "30s",
  example: { connection: "prod", namespace: "agents", deployment: "workflow-workers" },
  describe: (params) => `Look at deployment ${shortly(params)}`,
  targets: () => [],
  material: [],
  rights: () => [
    deployments("get"),
    replicaSets("list"),
    autoscalers("list"),
    scaledObjects("list"),
  ],
  plan: async (params) => ({
    ok: true,
    plan: { before: {}, after: {}, sentence: `${k8sWorkload.describe(params)}.` },
  }),
  run: async (params, { cluster }, _attempt, signal) => {
    const open = cluster(params.connection);
    const found = await readDeployment(open, params, signal);
    if (!found.ok) return failed(found.failure);
    const [owner, known] = await Promise.all([
      sizeOwner(open, params, signal),
      readRevisions(open, params, found.value, signal),
    ]);
    if (!owner.ok) return failed(owner.failure);
    if (!known.ok) return failed(known.failure);
    const { spec, status } = found.value;
    const revision = revisionOf(found.value);
    const last = known.value.find((one) => one.revision === revision);
    const output: Output = {
      replicas: spec.replicas,
      ready: status.readyReplicas,
      updated: status.updatedReplicas,
      available: status.availableReplicas,
      paused: spec.paused,
      ...scalerOf(owner.value),
      revision,
      changed_at: last?.since ?? "",
      cause: last?.cause ?? "",
      image: spec.template.spec.containers[0]?.image ?? "",
      conditions: status.conditions.map(({ type, status: is, reason, message }) => ({
        type,
        holds: is === "True",
        reason,
        message,
      })),
    };
    const summary = `${output.ready} of ${output.replicas} pods of deployment ${shortly(params)} are ready.`;
    return succeeded(output, summary);
  },
  undo: { is: "unneeded" },
};

function scalerOf(owner: SizeOwner): Pick<Output, "scaled_by" | "scaler" | "min" | "max"> {
  switch (owner.by) {
    case "nobody":
      return { scaled_by: "nobody", scaler: "", min: 0, max: 0 };
    case "hpa": {
      const { minReplicas: min, maxReplicas: max } = owner.found.spec;
      return { scaled_by: "hpa", scaler: owner.name, min, max };
    }
    case "keda": {
      const { minReplicaCount: min, maxReplicaCount: max } = owner.found.spec;
      return { scaled_by: "keda", scaler: owner.name, min, max };
    }
  }
}
