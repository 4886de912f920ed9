import { z } from "zod";
import type { ClusterAnswer } from "../../ports/cluster/cluster.ts";
import type { Carrying } from "./change-deployment.ts";
import { type Asked, changedMeanwhile, failureOf } from "./failures.ts";
import { type DeploymentParams, shortly } from "./fields.ts";
import { markedBefore, marks } from "./mark.ts";
import { ownerInWords, type SizeOwner, sizeOwner } from "./owner.ts";
import { type Read, readDeployment } from "./read-deployment.ts";
import { isSameScaling, newScaler, Scaling, scalingOf, specOf } from "./scaling.ts";

/** What shall decide about the size of a deployment, and what it shall go by. */
export interface ScalerWish {
  readonly params: DeploymentParams;
  readonly by: "hpa" | "keda";
  readonly wanted: Scaling;
}

/** Nothing before means that there was no autoscaler. */
const Before = z.strictObject({ before: Scaling.optional() });
type Before = z.infer<typeof Before>;

export interface WrittenScaler extends Before {
  readonly by: "hpa" | "keda";
  readonly name: string;
  readonly now: Scaling;
}

export const RESOURCES = { hpa: "horizontalpodautoscalers", keda: "scaledobjects" } as const;

const TRIES = 4;

/** Looks who scales, and writes what is wanted over exactly that; again when it has changed. */
export async function writeScaler(
  wish: ScalerWish,
  carrying: Carrying,
): Promise<Read<WrittenScaler>> {
  const { params, by, wanted: now } = wish;
  const { needs, key, signal } = carrying;
  const cluster = needs.cluster(params.connection);
  const there = await readDeployment(cluster, params, signal);
  if (!there.ok) return there;
  for (let tries = 0; tries < TRIES; tries++) {
    const owner = await sizeOwner(cluster, params, signal);
    if (!owner.ok) return owner;
    const name = owner.value.by === "nobody" ? params.deployment : owner.value.name;
    const marked =
      owner.value.by === "nobody"
        ? undefined
        : markedBefore(owner.value.found.metadata, key, Before);
    if (marked !== undefined) return { ok: true, value: { by, name, ...marked, now } };
    const before = beforeOf(wish, owner.value);
    if (!before.ok) return before;
    if (before.value.before !== undefined && isSameScaling(before.value.before, now)) {
      return { ok: true, value: { by, name, ...before.value, now } };
    }
    const answer = await put(wish, owner.value, before.value, carrying);
    if (answer.is === "answered") return { ok: true, value: { by, name, ...before.value, now } };
    if (answer.is !== "refused" || answer.status !== 409) {
      const right = `${owner.value.by === "nobody" ? "create" : "patch"} ${RESOURCES[by]}`;
      return { ok: false, failure: failureOf(answer, askedToScale(params, right)) };
    }
  }
  const { connection, wish: words } = askedToScale(params, "");
  const failure = changedMeanwhile(`The cluster ${connection} was asked ${words}`, "");
  return { ok: false, failure };
}

/** What would have to be given back, unless it is more than this step understands. */
function beforeOf({ params, by }: ScalerWish, owner: SizeOwner): Read<Before> {
  if (owner.by === "nobody") return { ok: true, value: {} };
  const before = owner.by === by ? scalingOf(owner) : undefined;
  if (before !== undefined) return { ok: true, value: { before } };
  const who = ownerInWords(owner, params.namespace);
  return {
    ok: false,
    failure: {
      code: "E647",
      message: `Deployment ${shortly(params)} is scaled by ${who}, which goes by something else`,
      remedy: "Change that autoscaler by hand; two of them would work against each other.",
      retry: "never",
    },
  };
}

function put(
  { params, by, wanted }: ScalerWish,
  owner: SizeOwner,
  before: Before,
  { needs, key, dry, signal }: Carrying,
): Promise<ClusterAnswer<null>> {
  const cluster = needs.cluster(params.connection);
  const { namespace, deployment } = params;
  const annotations = marks(key, before);
  if (owner.by === "nobody") {
    const scaler = newScaler(by, deployment, wanted, annotations);
    return cluster.create(RESOURCES[by], namespace, scaler, dry, signal);
  }
  const metadata = { resourceVersion: owner.found.metadata.resourceVersion, annotations };
  const body = { metadata, spec: specOf(by, wanted) };
  const place = { namespace, name: owner.name };
  return cluster.patch(RESOURCES[by], place, { type: "merge", body }, dry, signal);
}

export function askedToScale(params: DeploymentParams, right: string): Asked {
  const { connection, namespace } = params;
  const wish = `to change what scales deployment ${shortly(params)}`;
  return { connection, namespace, wish, right };
}
