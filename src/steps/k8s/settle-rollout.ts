import type { Settled } from "../step-kind.ts";
import type { ClusterNeeds } from "./cluster-kind.ts";
import { type DeploymentParams, shortly } from "./fields.ts";
import { readDeployment } from "./read-deployment.ts";
import { rolloutOf } from "./rollout.ts";
import { podsOf } from "./read-pods.ts";

/** Asks how far a rollout is. Reads the pods only while it goes on, to say what holds it up. */
export async function settleRollout<Output>(
  params: DeploymentParams,
  output: Output,
  summary: string,
  { cluster }: ClusterNeeds,
  signal: AbortSignal,
): Promise<Settled<Output>> {
  const open = cluster(params.connection);
  const found = await readDeployment(open, params, signal);
  if (!found.ok) return { is: "failed", failure: found.failure };
  const name = shortly(params);
  if (rolloutOf(found.value, [], name).is === "done") return { is: "settled", output, summary };
  const pods = await podsOf(open, params, found.value, signal);
  if (!pods.ok) return { is: "failed", failure: pods.failure };
  const rollout = rolloutOf(found.value, pods.value.items, name);
  switch (rollout.is) {
    case "done":
      return { is: "settled", output, summary };
    case "underway":
      return { is: "pending", progress: rollout.progress };
    case "stalled":
      return { is: "failed", failure: rollout.failure };
  }
}
