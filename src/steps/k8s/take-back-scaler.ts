import type { Failure } from "../../model/failure.ts";
import type { Carrying } from "./change-deployment.ts";
import { failureOf } from "./failures.ts";
import type { DeploymentParams } from "./fields.ts";
import { marks } from "./mark.ts";
import { sizeOwner } from "./owner.ts";
import { isSameScaling, scalingOf, specOf } from "./scaling.ts";
import { askedToScale, RESOURCES, type WrittenScaler } from "./write-scaler.ts";

/** Gives back what was before, or deletes what is new, only while it is as the step left it. */
export async function takeBackScaler(
  params: DeploymentParams,
  { by, name, before, now }: WrittenScaler,
  { needs, key, dry, signal }: Carrying,
): Promise<Failure | undefined> {
  const cluster = needs.cluster(params.connection);
  const place = { namespace: params.namespace, name };
  const owner = await sizeOwner(cluster, params, signal);
  if (!owner.ok) return owner.failure;
  if (owner.value.by === "nobody")
    return before === undefined ? undefined : movedAway(params, name);
  const { found } = owner.value;
  const seen = owner.value.by === by ? scalingOf(owner.value) : undefined;
  if (seen === undefined || owner.value.name !== name) return movedAway(params, name);
  if (before !== undefined && isSameScaling(seen, before)) return undefined;
  if (!isSameScaling(seen, now)) return movedAway(params, name);
  const { uid, resourceVersion } = found.metadata;
  if (before === undefined) {
    const removal = { uid, resourceVersion };
    const answer = await cluster.remove(RESOURCES[by], place, removal, dry, signal);
    const asked = askedToScale(params, `delete ${RESOURCES[by]}`);
    return answer.is === "answered" ? undefined : failureOf(answer, asked);
  }
  const metadata = { resourceVersion, annotations: marks(key, { before: seen }) };
  const body = { metadata, spec: specOf(by, before) };
  const answer = await cluster.patch(RESOURCES[by], place, { type: "merge", body }, dry, signal);
  const asked = askedToScale(params, `patch ${RESOURCES[by]}`);
  return answer.is === "answered" ? undefined : failureOf(answer, asked);
}

function movedAway({ namespace }: DeploymentParams, name: string): Failure {
  return {
    code: "E645",
    message: `The autoscaler ${namespace}/${name} is no longer as the step left it`,
    remedy: "Decide by hand what it should be; nothing was taken back.",
    retry: "never",
  };
}
