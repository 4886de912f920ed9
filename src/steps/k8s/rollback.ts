import { z } from "zod";
import type { Failure } from "../../model/failure.ts";
import type { Patch } from "../../ports/cluster/cluster.ts";
import type { Deployment, KeptTemplate } from "../../ports/cluster/objects.ts";
import { failed, succeeded } from "../step-kind.ts";
import {
  type Carrying,
  changeDeployment,
  type Decision,
  moved,
  paused,
} from "./change-deployment.ts";
import { type ClusterKind, deployments, pods, replicaSets } from "./cluster-kind.ts";
import { type DeploymentParams, deploymentTarget, ofDeployment, shortly } from "./fields.ts";
import { markedBefore, marks } from "./mark.ts";
import type { Read } from "./read-deployment.ts";
import { readRevisions, type Revision, revisionOf } from "./revisions.ts";
import { settleRollout } from "./settle-rollout.ts";
import { weighRollout } from "./weigh.ts";

const Params = z.strictObject({
  ...ofDeployment,
  revision: z
    .int()
    .min(1)
    .describe("To which revision; the one before the current one when left out.")
    .optional(),
});
type Params = z.infer<typeof Params>;

const Output = z.strictObject({
  from: z.int().describe("The revision that was wanted before."),
  to: z
    .int()
    .describe("The revision whose pods are wanted now; the cluster gives it a new number."),
  from_set: z.string().describe("The replica set of the revision before."),
  to_set: z.string().describe("The replica set whose pods are wanted now."),
  image: z.string().describe("The image of its first container."),
});
type Output = z.infer<typeof Output>;

const HASH = "pod-template-hash";

export const k8sRollback: ClusterKind<Params, Output> = {
  kind: "k8s.rollback",
  carrier: "step",
  major: 1,
  summary: "Goes back to an earlier revision of a deployment, which replaces its pods.",
  effect: "idempotent",
  params: Params,
  output: Output,
  timeout: "10m",
  example: { connection: "prod", namespace: "agents", deployment: "workflow-engine" },
  describe: (params) => {
    const to =
      params.revision === undefined ? "its previous revision" : `revision ${params.revision}`;
    return `Roll deployment ${shortly(params)} back to ${to}`;
  },
  targets: (params) => [deploymentTarget(params)],
  material: ["revision"],
  rights: () => [deployments("get", "patch"), replicaSets("list"), pods("list")],
  plan: async (params, needs, signal) => {
    const done = await rollBack(params, { needs, key: "plan", dry: "dry_run", signal });
    if (!done.ok) return failed(done.failure);
    const { from, to, image } = done.value;
    const sentence = `${k8sRollback.describe(params)}, from ${from} to ${to} (${image}).`;
    return {
      ok: true,
      plan: { before: { revision: from }, after: { revision: to, image }, sentence },
    };
  },
  weigh: weighRollout,
  run: async (params, needs, { key }, signal) => {
    const done = await rollBack(params, { needs, key, dry: "for_real", signal });
    return done.ok ? succeeded(done.value, inWords(params, done.value)) : failed(done.failure);
  },
  settled: (params, output, needs, signal) =>
    settleRollout(params, output, inWords(params, output), needs, signal),
  undo: {
    is: "possible",
    describe: (params, { from }) =>
      `Roll deployment ${shortly(params)} forward to revision ${from}`,
    run: async (params, output, needs, { key }, signal) => {
      const done = await rollForward(params, output, { needs, key, dry: "for_real", signal });
      return done.ok ? succeeded(done.value, inWords(params, done.value)) : failed(done.failure);
    },
  },
};

function rollBack(params: Params, carrying: Carrying): Promise<Read<Output>> {
  return roll(params, carrying, (known, current) => {
    const target =
      params.revision === undefined
        ? known.findLast(({ revision }) => revision < current.revision)
        : known.find(({ revision }) => revision === params.revision);
    return target ?? unknownRevision(params, known);
  });
}

function rollForward(params: Params, output: Output, carrying: Carrying): Promise<Read<Output>> {
  return roll(params, carrying, (known, current, found) => {
    const target = known.find(({ set }) => set.metadata.name === output.from_set);
    if (target === undefined) return unknownRevision(params, known);
    const name = current.set.metadata.name;
    if (name === output.from_set || name === output.to_set) return target;
    return moved(params, `Revision ${current.revision}`, found);
  });
}

type Choose = (
  known: readonly Revision[],
  current: Revision,
  found: Deployment,
) => Revision | Failure;

function roll(params: Params, carrying: Carrying, choose: Choose): Promise<Read<Output>> {
  const { needs, key, signal } = carrying;

  async function decide(found: Deployment): Promise<Decision<Output>> {
    const marked = markedBefore(found.metadata, key, Output);
    if (marked !== undefined) return { is: "nothing", before: marked };
    if (found.spec.paused) return { is: "refuse", failure: paused(params) };
    const known = await readRevisions(needs.cluster(params.connection), params, found, signal);
    if (!known.ok) return { is: "refuse", failure: known.failure };
    const current = known.value.find(({ revision }) => revision === revisionOf(found));
    const isSeen = found.status.observedGeneration >= found.metadata.generation;
    if (current === undefined || !isSeen) return { is: "refuse", failure: unsettled(params) };
    const target = choose(known.value, current, found);
    if (!("set" in target)) return { is: "refuse", failure: target };
    const before = outputOf(current, target);
    if (target === current) return { is: "nothing", before };
    return { is: "change", patch: patchTo(target, found, key, before), before };
  }

  return changeDeployment({ ...carrying, params, wish: "to roll back", decide });
}

function outputOf(current: Revision, target: Revision): Output {
  return {
    from: current.revision,
    to: target.revision,
    from_set: current.set.metadata.name,
    to_set: target.set.metadata.name,
    image: target.images[0] ?? "",
  };
}

/** Replaces the template as a whole: merging would keep what the earlier one did not have. */
function patchTo(target: Revision, found: Deployment, key: string, before: Output): Patch {
  const annotations = { ...found.metadata.annotations, ...marks(key, before) };
  const body = [
    { op: "replace", path: "/metadata/resourceVersion", value: found.metadata.resourceVersion },
    { op: "add", path: "/metadata/annotations", value: annotations },
    { op: "replace", path: "/spec/template", value: withoutHash(target.set.spec.template) },
  ];
  return { type: "json", body };
}

/** The hash is the replica set's own mark, and not part of what was deployed. */
function withoutHash(template: KeptTemplate): object {
  const { [HASH]: _hash, ...labels } = template.metadata?.labels ?? {};
  return { ...template, metadata: { ...template.metadata, labels } };
}

function unknownRevision(params: Params, known: readonly Revision[]): Failure {
  const wanted = params.revision === undefined ? "earlier revision" : `revision ${params.revision}`;
  const there = known.map(({ revision }) => revision).join(", ");
  return {
    code: "E642",
    message: `Deployment ${shortly(params)} has no ${wanted}; it knows: ${there}`,
    remedy: "Name one of these, or deploy again what is wanted.",
    retry: "never",
  };
}

function unsettled(params: DeploymentParams): Failure {
  return {
    code: "E644",
    message: `Deployment ${shortly(params)} was changed a moment ago, and the cluster has not looked at it yet`,
    remedy: "Wait a moment; it is tried again by itself.",
    retry: "later",
  };
}

function inWords(params: Params, { from, to, image }: Output): string {
  return `Rolled deployment ${shortly(params)} from revision ${from} to ${to} (${image}).`;
}
