import { z } from "zod";
import { failed, succeeded } from "../step-kind.ts";
import { type ClusterKind, deployments, replicaSets } from "./cluster-kind.ts";
import { ofDeployment, shortly } from "./fields.ts";
import { readDeployment } from "./read-deployment.ts";
import { readRevisions, revisionOf } from "./revisions.ts";

const Params = z.strictObject(ofDeployment);
type Params = z.infer<typeof Params>;

const Output = z.strictObject({
  current: z.int().describe("The revision that is wanted now."),
  previous: z.int().describe("The one before it that is still known; 0 when there is none."),
  revisions: z
    .array(
      z.strictObject({
        revision: z.int().describe("Its number."),
        images: z.array(z.string()).describe("The images of its containers."),
        since: z.string().describe("When its pods were first made."),
        cause: z.string().describe("What `kubernetes.io/change-cause` says about it."),
        current: z.boolean().describe("Whether it is the one that is wanted now."),
      }),
    )
    .describe("What is still known, newest first."),
});
type Output = z.infer<typeof Output>;

export const k8sRolloutHistory: ClusterKind<Params, Output> = {
  kind: "k8s.rollout_history",
  carrier: "step",
  major: 1,
  summary: "Lists the revisions of a deployment, with their images and when they came.",
  effect: "read",
  params: Params,
  output: Output,
  timeout: "30s",
  example: { connection: "prod", namespace: "agents", deployment: "workflow-engine" },
  describe: (params) => `List the revisions of deployment ${shortly(params)}`,
  targets: () => [],
  material: [],
  rights: () => [deployments("get"), replicaSets("list")],
  plan: async (params) => ({
    ok: true,
    plan: { before: {}, after: {}, sentence: `${k8sRolloutHistory.describe(params)}.` },
  }),
  run: async (params, { cluster }, _attempt, signal) => {
    const open = cluster(params.connection);
    const found = await readDeployment(open, params, signal);
    if (!found.ok) return failed(found.failure);
    const known = await readRevisions(open, params, found.value, signal);
    if (!known.ok) return failed(known.failure);
    const current = revisionOf(found.value);
    const revisions = known.value
      .map(({ set: _set, ...rest }) => ({
        ...rest,
        images: [...rest.images],
        current: rest.revision === current,
      }))
      .toReversed();
    const previous = revisions.find(({ revision }) => revision < current)?.revision ?? 0;
    const summary = `Deployment ${shortly(params)} is at revision ${current}; ${revisions.length} are known.`;
    return succeeded({ current, previous, revisions }, summary);
  },
  undo: { is: "unneeded" },
};
