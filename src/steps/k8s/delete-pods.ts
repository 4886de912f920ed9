import { z } from "zod";
import { id } from "../../model/fields.ts";
import type { Cluster, DryRun } from "../../ports/cluster/cluster.ts";
import { failed, type StepResult, succeeded } from "../step-kind.ts";
import { type ClusterKind, pods } from "./cluster-kind.ts";
import { failureOf } from "./failures.ts";
import { inNamespace, objectName } from "./fields.ts";
import type { Read } from "./read-deployment.ts";
import { weighPods } from "./weigh.ts";

const Params = z
  .strictObject({
    ...inNamespace,
    pods: z
      .array(
        z.strictObject({
          name: objectName().describe("The pod's name."),
          uid: id().describe("Tells it from a later one of that name."),
        }),
      )
      .min(1)
      .max(200)
      .describe("Which ones, as `refs` of `k8s.pods` lists them."),
    at_most: z.int().min(1).max(200).describe("More than this are refused."),
    force: z
      .literal(true)
      .describe("Does not wait for their programs to end, which may lose their work.")
      .optional(),
  })
  .superRefine(({ pods: given, at_most }, context) => {
    if (given.length <= at_most) return;
    const message = `must be at most ${at_most}, as at_most says, and not ${given.length}`;
    context.addIssue({ code: "custom", path: ["pods"], message });
  });
type Params = z.infer<typeof Params>;

const Output = z.strictObject({
  deleted: z.int().describe("How many were told to end."),
  gone: z.int().describe("How many were not there any more."),
});
type Output = z.infer<typeof Output>;

/**
 * Takes pods and not a selector: a selector means other pods a moment later, so a repeat would
 * delete those that have just taken the place of the first, and nobody could approve which. With
 * their uids, what is approved is what goes, and a repeat finds nothing left to do.
 */
export const k8sDeletePods: ClusterKind<Params, Output> = {
  kind: "k8s.delete_pods",
  carrier: "step",
  major: 1,
  summary: "Deletes the very pods that a look has found; their owner makes new ones.",
  effect: "idempotent",
  params: Params,
  output: Output,
  timeout: "1m",
  example: {
    connection: "prod",
    namespace: "agents",
    pods: [{ name: "workflow-engine-7d4b9", uid: "0b9f4c1e-6f0e-4f0e-9d53-6a3f9a1c2b7d" }],
    at_most: 3,
  },
  describe: ({ namespace, pods: given, force }) => {
    const [first] = given;
    const what = given.length === 1 ? `pod ${first?.name}` : `${given.length} pods`;
    return `${force === true ? "Delete by force" : "Delete"} ${what} in ${namespace}`;
  },
  targets: ({ connection, namespace, pods: given }) =>
    given.map(({ name }) => `k8s/${connection}/${namespace}/pod/${name}`),
  material: [],
  rights: () => [pods("list", "delete")],
  plan: async (params, { cluster }, signal) => {
    const done = await removeAll(cluster(params.connection), params, "dry_run", signal);
    if (!done.ok) return failed(done.failure);
    const names = params.pods.map(({ name }) => name);
    const sentence = `${k8sDeletePods.describe(params)}, ${done.value.deleted} of them still there.`;
    return { ok: true, plan: { before: { pods: names }, after: { deleted: names }, sentence } };
  },
  weigh: (params, { cluster }, signal) => {
    const chosen = new Set(params.pods.map(({ uid }) => uid));
    return weighPods(params, chosen, cluster(params.connection), signal);
  },
  run: async (params, { cluster }, _attempt, signal): Promise<StepResult<Output>> => {
    const done = await removeAll(cluster(params.connection), params, "for_real", signal);
    if (!done.ok) return failed(done.failure);
    const { deleted, gone } = done.value;
    const summary = `Deleted ${deleted} pods in ${params.namespace}; ${gone} were gone already.`;
    return succeeded(done.value, summary);
  },
  undo: { is: "impossible", because: "a pod that was deleted does not come back" },
};

async function removeAll(
  cluster: Cluster,
  params: Params,
  dry: DryRun,
  signal: AbortSignal,
): Promise<Read<Output>> {
  const { connection, namespace, force } = params;
  let deleted = 0;
  let gone = 0;
  for (const { name, uid } of params.pods) {
    const removal = { uid, ...(force === true && { graceSeconds: 0 }) };
    const answer = await cluster.remove("pods", { namespace, name }, removal, dry, signal);
    if (answer.is === "answered") {
      deleted += 1;
    } else if (answer.is === "refused" && (answer.status === 404 || answer.status === 409)) {
      // Missing, or another pod of the same name by now.
      gone += 1;
    } else {
      const wish = `to delete pod ${namespace}/${name}`;
      const asked = { connection, namespace, wish, right: "delete pods" };
      return { ok: false, failure: failureOf(answer, asked) };
    }
  }
  return { ok: true, value: { deleted, gone } };
}
