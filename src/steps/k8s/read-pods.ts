import type { Choice, Cluster, Listed } from "../../ports/cluster/cluster.ts";
import type { Deployment, Pod } from "../../ports/cluster/objects.ts";
import { failureOf } from "./failures.ts";
import { type PodsChoice, podsInWords } from "./fields.ts";
import { type Read, readDeployment } from "./read-deployment.ts";

/** The pods that were chosen by labels or by their deployment. */
export async function readPods(
  cluster: Cluster,
  params: PodsChoice,
  signal: AbortSignal,
): Promise<Read<Listed<Pod>>> {
  const { namespace, deployment, labels = {} } = params;
  if (deployment === undefined) return listPods(cluster, params, { namespace, labels }, signal);
  const found = await readDeployment(cluster, { ...params, deployment }, signal);
  return found.ok ? podsOf(cluster, params, found.value, signal) : found;
}

/** The pods of a deployment that has been read. */
export async function podsOf(
  cluster: Cluster,
  params: PodsChoice,
  { spec }: Deployment,
  signal: AbortSignal,
): Promise<Read<Listed<Pod>>> {
  const { matchLabels: labels, matchExpressions: requirements } = spec.selector;
  const choice = { namespace: params.namespace, labels, requirements };
  return listPods(cluster, params, choice, signal);
}

async function listPods(
  cluster: Cluster,
  params: PodsChoice,
  choice: Choice,
  signal: AbortSignal,
): Promise<Read<Listed<Pod>>> {
  const { connection, namespace } = params;
  const answer = await cluster.list("pods", choice, signal);
  if (answer.is === "answered") return { ok: true, value: answer.value };
  const wish = `to list the pods of ${podsInWords(params)}`;
  const asked = { connection, namespace, wish, right: "list pods" };
  return { ok: false, failure: failureOf(answer, asked) };
}
