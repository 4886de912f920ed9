import { z } from "zod";
import { id, name } from "../../model/fields.ts";
import type { ContainerStatus, Pod } from "../../ports/cluster/objects.ts";
import { failed, type StepResult, succeeded } from "../step-kind.ts";
import { type ClusterKind, deployments, pods } from "./cluster-kind.ts";
import { checkPodsChoice, ofPods, podsInWords } from "./fields.ts";
import { readPods } from "./read-pods.ts";

const Params = z
  .strictObject({
    ...ofPods,
    limit: z.int().min(1).max(200).describe("How many pods are listed at most.").default(50),
  })
  .superRefine(checkPodsChoice);
type Params = z.infer<typeof Params>;

const OutputPod = z.strictObject({
  name: name().describe("Its name."),
  phase: z.string().describe("`Pending`, `Running`, `Succeeded`, `Failed` or `Unknown`."),
  ready: z.boolean().describe("Whether it takes requests."),
  restarts: z.int().describe("How often its containers were started again."),
  last_ended: z
    .string()
    .describe("Why a container of it ended last, such as `OOMKilled`; or empty."),
  waiting: z
    .string()
    .describe("Why a container of it waits, such as `ImagePullBackOff`; or empty."),
  since: z.string().describe("When it was made."),
  node: z.string().describe("Where it runs; empty until it has a place."),
  ending: z.boolean().describe("Whether it has been told to end."),
});

const Output = z.strictObject({
  count: z.int().describe("How many there are."),
  ready: z.int().describe("How many of them are ready."),
  restarts: z.int().describe("How often all their containers were started again."),
  out_of_memory: z.int().describe("How many of them ended last because they took too much memory."),
  more: z.boolean().describe("Whether there are more than are listed."),
  pods: z.array(OutputPod).describe("The pods, those that are not ready first."),
  refs: z
    .array(
      z.strictObject({
        name: name().describe("The pod's name."),
        uid: id().describe("Tells it from a later one of that name."),
      }),
    )
    .describe("The same pods as `k8s.delete_pods` wants them."),
});
type Output = z.infer<typeof Output>;

export const k8sPods: ClusterKind<Params, Output> = {
  kind: "k8s.pods",
  carrier: "step",
  major: 1,
  summary: "Lists pods with their state, restarts, and why they wait or ended.",
  effect: "read",
  params: Params,
  output: Output,
  timeout: "30s",
  example: { connection: "prod", namespace: "agents", labels: { app: "workflow-workers" } },
  describe: (params) => `List the pods of ${podsInWords(params)}`,
  targets: () => [],
  material: [],
  rights: ({ deployment }) => [
    pods("list"),
    ...(deployment === undefined ? [] : [deployments("get")]),
  ],
  plan: async (params) => ({
    ok: true,
    plan: { before: {}, after: {}, sentence: `${k8sPods.describe(params)}.` },
  }),
  run: async (params, { cluster }, _attempt, signal): Promise<StepResult<Output>> => {
    const found = await readPods(cluster(params.connection), params, signal);
    if (!found.ok) return failed(found.failure);
    const output = outputOf(found.value.items, params.limit, found.value.isCut);
    const { count, ready } = output;
    return succeeded(output, `${ready} of ${count} pods of ${podsInWords(params)} are ready.`);
  },
  undo: { is: "unneeded" },
};

function outputOf(found: readonly Pod[], limit: number, isCut: boolean): Output {
  const sorted = found.toSorted((a, b) => Number(isReady(a)) - Number(isReady(b)));
  const listed = sorted.slice(0, limit);
  const all = found.map(lineOf);
  return {
    count: all.length,
    ready: all.filter(({ ready }) => ready).length,
    restarts: all.reduce((sum, { restarts }) => sum + restarts, 0),
    out_of_memory: all.filter(({ last_ended }) => last_ended === "OOMKilled").length,
    more: isCut || listed.length < all.length,
    pods: listed.map(lineOf),
    refs: listed.map(({ metadata }) => ({ name: metadata.name, uid: metadata.uid })),
  };
}

function lineOf(pod: Pod): z.infer<typeof OutputPod> {
  const { metadata, spec, status } = pod;
  const containers = status.containerStatuses;
  return {
    name: metadata.name,
    phase: status.phase,
    ready: isReady(pod),
    restarts: containers.reduce((sum, { restartCount }) => sum + restartCount, 0),
    last_ended: firstOf(containers, ({ state, lastState }) => {
      return (state.terminated ?? lastState.terminated)?.reason;
    }),
    waiting: firstOf(containers, ({ state }) => state.waiting?.reason),
    since: metadata.creationTimestamp,
    node: spec.nodeName,
    ending: metadata.deletionTimestamp !== undefined,
  };
}

function firstOf(
  containers: readonly ContainerStatus[],
  ask: (container: ContainerStatus) => string | undefined,
): string {
  return containers.map(ask).find((said) => said !== undefined && said !== "") ?? "";
}

function isReady({ status }: Pod): boolean {
  return status.conditions.some(({ type, status: is }) => type === "Ready" && is === "True");
}
