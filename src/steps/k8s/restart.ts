import { z } from "zod";
import type { Deployment } from "../../ports/cluster/objects.ts";
import { failed, succeeded } from "../step-kind.ts";
import { type Carrying, changeDeployment, type Decision, paused } from "./change-deployment.ts";
import { type ClusterKind, deployments, pods } from "./cluster-kind.ts";
import { deploymentTarget, ofDeployment, shortly } from "./fields.ts";
import type { Read } from "./read-deployment.ts";
import { settleRollout } from "./settle-rollout.ts";
import { weighRollout } from "./weigh.ts";

const Params = z.strictObject(ofDeployment);
type Params = z.infer<typeof Params>;

const Output = z.strictObject({ replicas: z.int().describe("How many pods are replaced.") });
type Output = z.infer<typeof Output>;

/** Part of the pods, so that a new value replaces them, and a repeat of the same key does not. */
const MARK = "pitcrew.dev/restarted-by";

export const k8sRestart: ClusterKind<Params, Output> = {
  kind: "k8s.restart",
  carrier: "step",
  major: 1,
  summary: "Replaces the pods of a deployment, as many at a time as its strategy allows.",
  effect: "idempotent",
  params: Params,
  output: Output,
  timeout: "10m",
  example: { connection: "prod", namespace: "agents", deployment: "workflow-workers" },
  describe: (params) => `Restart deployment ${shortly(params)}`,
  targets: (params) => [deploymentTarget(params)],
  material: [],
  rights: () => [deployments("get", "patch"), pods("list")],
  plan: async (params, needs, signal) => {
    const found = await restart(params, { needs, key: "plan", dry: "dry_run", signal });
    if (!found.ok) return failed(found.failure);
    const replicas = found.value;
    const sentence = `${k8sRestart.describe(params)}, replacing ${replicas} pods.`;
    return { ok: true, plan: { before: { replicas }, after: { restarted: true }, sentence } };
  },
  weigh: weighRollout,
  run: async (params, needs, { key }, signal) => {
    const found = await restart(params, { needs, key, dry: "for_real", signal });
    if (!found.ok) return failed(found.failure);
    const replicas = found.value;
    return succeeded({ replicas }, `Restarting ${replicas} pods of deployment ${shortly(params)}.`);
  },
  settled: (params, output, needs, signal) => {
    const summary = `Replaced all ${output.replicas} pods of deployment ${shortly(params)}.`;
    return settleRollout(params, output, summary, needs, signal);
  },
  undo: { is: "impossible", because: "pods that were replaced do not come back" },
};

/** Yields how many pods are wanted. */
function restart(params: Params, carrying: Carrying): Promise<Read<number>> {
  function decide({ metadata, spec }: Deployment): Decision<number> {
    const before = spec.replicas;
    if (spec.template.metadata.annotations[MARK] === carrying.key) return { is: "nothing", before };
    if (spec.paused) return { is: "refuse", failure: paused(params) };
    const annotations = { [MARK]: carrying.key };
    const body = {
      metadata: { resourceVersion: metadata.resourceVersion },
      spec: { template: { metadata: { annotations } } },
    };
    return { is: "change", patch: { type: "strategic", body }, before };
  }

  return changeDeployment({ ...carrying, params, wish: "to restart", decide });
}
