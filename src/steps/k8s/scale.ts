import { z } from "zod";
import type { Failure } from "../../model/failure.ts";
import type { Deployment } from "../../ports/cluster/objects.ts";
import { failed, succeeded } from "../step-kind.ts";
import { type Carrying, changeDeployment, type Decision, moved } from "./change-deployment.ts";
import { autoscalers, type ClusterKind, deployments, pods, scaledObjects } from "./cluster-kind.ts";
import { deploymentTarget, ofDeployment, shortly } from "./fields.ts";
import { markedBefore, marks } from "./mark.ts";
import { ownerInWords, sizeOwner } from "./owner.ts";
import type { Read } from "./read-deployment.ts";
import { settleRollout } from "./settle-rollout.ts";
import { weighSize } from "./weigh.ts";

const MOST = 1_000;

const Params = z
  .strictObject({
    ...ofDeployment,
    replicas: z.int().min(0).max(MOST).describe("How many pods there shall be."),
    min: z.int().min(0).max(MOST).describe("Fewer are refused.").default(0),
    max: z.int().min(0).max(MOST).describe("More are refused.").default(MOST),
  })
  .superRefine(({ replicas, min, max }, context) => {
    if (replicas >= min && replicas <= max) return;
    const message = `must be from ${min} to ${max}, as min and max say`;
    context.addIssue({ code: "custom", path: ["replicas"], message });
  });
type Params = z.infer<typeof Params>;

const Output = z.strictObject({
  before: z.int().describe("How many pods were wanted before."),
  replicas: z.int().describe("How many are wanted now."),
});
type Output = z.infer<typeof Output>;

export const k8sScale: ClusterKind<Params, Output> = {
  kind: "k8s.scale",
  carrier: "step",
  major: 1,
  summary: "Sets how many pods a deployment shall have, unless an autoscaler decides about it.",
  effect: "idempotent",
  params: Params,
  output: Output,
  timeout: "10m",
  example: {
    connection: "prod",
    namespace: "agents",
    deployment: "workflow-workers",
    replicas: 10,
    max: 20,
  },
  describe: (params) => `Scale deployment ${shortly(params)} to ${params.replicas} pods`,
  targets: (params) => [deploymentTarget(params)],
  material: ["replicas"],
  rights: () => [
    deployments("get", "patch"),
    autoscalers("list"),
    scaledObjects("list"),
    pods("list"),
  ],
  plan: async (params, needs, signal) => {
    const found = await setSize(params, params.replicas, {
      needs,
      key: "plan",
      dry: "dry_run",
      signal,
    });
    if (!found.ok) return failed(found.failure);
    const before = { replicas: found.value };
    const after = { replicas: params.replicas };
    const sentence = `${k8sScale.describe(params)}, from ${found.value}.`;
    return { ok: true, plan: { before, after, sentence } };
  },
  weigh: (params, needs, signal) => weighSize(params, () => params.replicas, needs, signal),
  run: async (params, needs, { key }, signal) => {
    const carrying = { needs, key, dry: "for_real", signal } as const;
    const found = await setSize(params, params.replicas, carrying);
    if (!found.ok) return failed(found.failure);
    const output = { before: found.value, replicas: params.replicas };
    return succeeded(output, inWords(params, output));
  },
  settled: (params, output, needs, signal) =>
    settleRollout(params, output, inWords(params, output), needs, signal),
  undo: {
    is: "possible",
    describe: (params, { before }) => `Scale deployment ${shortly(params)} back to ${before} pods`,
    run: async (params, { before, replicas }, needs, { key }, signal) => {
      const carrying = { needs, key, dry: "for_real", signal } as const;
      const found = await setSize(params, before, carrying, replicas);
      if (!found.ok) return failed(found.failure);
      const output = { before: replicas, replicas: before };
      return succeeded(output, inWords(params, output));
    },
  },
};

/** Yields the size before. `only` is the one that it must still have. */
async function setSize(
  params: Params,
  size: number,
  carrying: Carrying,
  only?: number,
): Promise<Read<number>> {
  const { key, needs, signal } = carrying;

  async function decide(found: Deployment): Promise<Decision<number>> {
    const { replicas } = found.spec;
    const marked = markedBefore(found.metadata, key, z.int());
    if (marked !== undefined) return { is: "nothing", before: marked };
    const owner = await sizeOwner(needs.cluster(params.connection), params, signal);
    if (!owner.ok) return { is: "refuse", failure: owner.failure };
    if (owner.value.by !== "nobody") {
      const who = ownerInWords(owner.value, params.namespace);
      return { is: "refuse", failure: owned(params, replicas, who) };
    }
    if (replicas === size) return { is: "nothing", before: replicas };
    if (only !== undefined && replicas !== only) {
      return { is: "refuse", failure: moved(params, `The size ${replicas}`, found) };
    }
    const { resourceVersion } = found.metadata;
    const metadata = { resourceVersion, annotations: marks(key, replicas) };
    const body = { metadata, spec: { replicas: size } };
    return { is: "change", patch: { type: "merge", body }, before: replicas };
  }

  return changeDeployment({ ...carrying, params, wish: "to scale", decide });
}

function owned(params: Params, replicas: number, who: string): Failure {
  return {
    code: "E647",
    message: `Deployment ${shortly(params)} has ${replicas} pods because ${who} decides so, and would take the change back`,
    remedy: "Change the bounds of the autoscaler instead, with k8s.autoscale.",
    retry: "never",
  };
}

function inWords(params: Params, { before, replicas }: Output): string {
  return `Scaled deployment ${shortly(params)} from ${before} to ${replicas} pods.`;
}
