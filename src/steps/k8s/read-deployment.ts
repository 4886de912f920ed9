import { didYouMean } from "../../model/did-you-mean.ts";
import type { Failure } from "../../model/failure.ts";
import type { Cluster } from "../../ports/cluster/cluster.ts";
import type { Deployment } from "../../ports/cluster/objects.ts";
import { type Asked, failureOf } from "./failures.ts";
import { type DeploymentParams, placeOf, shortly } from "./fields.ts";

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

/** The deployment, or what is known about its absence. */
export async function readDeployment(
  cluster: Cluster,
  params: DeploymentParams,
  signal: AbortSignal,
): Promise<Read<Deployment>> {
  const answer = await cluster.get("deployments", placeOf(params), signal);
  if (answer.is === "answered") return { ok: true, value: answer.value };
  const { connection, namespace } = params;
  const wish = `to read deployment ${shortly(params)}`;
  const asked: Asked = { connection, namespace, wish, right: "get deployments" };
  const failure = failureOf(answer, asked);
  if (failure.code !== "E642") return { ok: false, failure };
  return { ok: false, failure: await withNearestName(cluster, params, failure, signal) };
}

/** A role that may not list deployments costs the hint, and nothing else. */
async function withNearestName(
  cluster: Cluster,
  { namespace, deployment }: DeploymentParams,
  failure: Failure,
  signal: AbortSignal,
): Promise<Failure> {
  const message = `There is no deployment ${namespace}/${deployment}`;
  const others = await cluster.list("deployments", { namespace }, signal);
  if (others.is !== "answered") return { ...failure, message };
  const names = others.value.items.map(({ metadata }) => metadata.name);
  const meant = didYouMean(deployment, names);
  if (meant === undefined) return { ...failure, message };
  return { ...failure, message, remedy: `Did you mean ${namespace}/${meant}?` };
}
