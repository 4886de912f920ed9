import type { Failure } from "../../model/failure.ts";
import type { DryRun, Patch } from "../../ports/cluster/cluster.ts";
import type { Deployment } from "../../ports/cluster/objects.ts";
import type { ClusterNeeds } from "./cluster-kind.ts";
import { changedMeanwhile, failureOf } from "./failures.ts";
import { type DeploymentParams, placeOf, shortly } from "./fields.ts";
import { type Read, readDeployment } from "./read-deployment.ts";

/** What is to be done to a deployment as it was found, and what was there before. */
export type Decision<Before> =
  | { readonly is: "change"; readonly patch: Patch; readonly before: Before }
  | { readonly is: "nothing"; readonly before: Before }
  | { readonly is: "refuse"; readonly failure: Failure };

/** How a change is carried out, whatever it is. */
export interface Carrying {
  readonly needs: ClusterNeeds;
  /** The same for every try. */
  readonly key: string;
  readonly dry: DryRun;
  readonly signal: AbortSignal;
}

export interface Change<Before> extends Carrying {
  readonly params: DeploymentParams;
  /** "to scale", "to restart" */
  readonly wish: string;
  readonly decide: (found: Deployment) => Decision<Before> | Promise<Decision<Before>>;
}

/** The controllers of a cluster write to a deployment all the time; what they write seldom matters. */
const TRIES = 4;

/**
 * Changes a deployment only as it was found: the patch names the version that the decision was
 * made on, and a decision that has become stale is made again.
 */
export async function changeDeployment<Before>(change: Change<Before>): Promise<Read<Before>> {
  const { needs, params, decide, dry, signal } = change;
  const { connection, namespace } = params;
  const cluster = needs.cluster(connection);
  const wish = `${change.wish} deployment ${shortly(params)}`;
  let last = "";
  for (let tries = 0; tries < TRIES; tries++) {
    const found = await readDeployment(cluster, params, signal);
    if (!found.ok) return found;
    const decision = await decide(found.value);
    if (decision.is === "refuse") return { ok: false, failure: decision.failure };
    if (decision.is === "nothing") return { ok: true, value: decision.before };
    const answer = await cluster.patch("deployments", placeOf(params), decision.patch, dry, signal);
    if (answer.is === "answered") return { ok: true, value: decision.before };
    if (answer.is !== "refused" || answer.status !== 409) {
      const asked = { connection, namespace, wish, right: "patch deployments" };
      return { ok: false, failure: failureOf(answer, asked) };
    }
    last = `${answer.message}; last written by ${lastWriter(found.value)}`;
  }
  const asked = `The cluster ${connection} was asked ${wish}`;
  return { ok: false, failure: changedMeanwhile(asked, last) };
}

/** Undo found something else than what the step left behind. */
export function moved(params: DeploymentParams, what: string, found: Deployment): Failure {
  return {
    code: "E645",
    message: `${what} of deployment ${shortly(params)} is no longer what the step left behind; ${lastWriter(found)} wrote last`,
    remedy: "Decide by hand what it should be; nothing was taken back.",
    retry: "never",
  };
}

/** Whatever is changed in a paused deployment's pods waits for somebody to let it go on. */
export function paused(params: DeploymentParams): Failure {
  return {
    code: "E648",
    message: `The rollouts of deployment ${shortly(params)} are paused, so its pods would not be replaced`,
    remedy: `Ask who paused it; then kubectl rollout resume deployment/${params.deployment} -n ${params.namespace}.`,
    retry: "never",
  };
}

/** Those who write to every deployment all the time, and we, tell the reader nothing. */
const NOBODY = new Set(["", "kube-controller-manager", "pitcrew"]);

function lastWriter({ metadata }: Deployment): string {
  const [writer] = metadata.managedFields
    .filter(({ manager }) => !NOBODY.has(manager))
    .toSorted((a, b) => (b.time ?? "").localeCompare(a.time ?? ""));
  return writer?.manager ?? "somebody unknown";
}
