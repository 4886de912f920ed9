import { z } from "zod";
import { milliseconds } from "../../model/duration.ts";
import { duration, value } from "../../model/fields.ts";
import type { Cluster } from "../../ports/cluster/cluster.ts";
import type { Pod } from "../../ports/cluster/objects.ts";
import { hideSecrets } from "../log/hide-secrets.ts";
import { failed, type StepResult, succeeded } from "../step-kind.ts";
import { type ClusterKind, type ClusterNeeds, deployments, podLogs, pods } from "./cluster-kind.ts";
import { failureOf } from "./failures.ts";
import { checkPodsChoice, ofPods, podsInWords, shortName } from "./fields.ts";
import type { Read } from "./read-deployment.ts";
import { readPods } from "./read-pods.ts";

const LONGEST_LINE = 2_000;

const Params = z
  .strictObject({
    ...ofPods,
    container: shortName().describe("Only this container; the first one when left out.").optional(),
    all_containers: z.boolean().describe("Reads every container instead.").default(false),
    tail: z.int().min(1).max(2_000).describe("The last lines of each container.").default(200),
    since: duration().describe("Only lines that are younger than this.").optional(),
    contains: value(200).min(1).describe("Only lines that hold this text.").optional(),
    limit: z.int().min(1).max(1_000).describe("How many lines are kept at most.").default(200),
    max_pods: z.int().min(1).max(20).describe("How many pods are read at most.").default(10),
  })
  .superRefine(checkPodsChoice);
type Params = z.infer<typeof Params>;

const Line = z.strictObject({
  pod: z.string().describe("The pod that wrote it."),
  container: z.string().describe("The container."),
  text: z.string().describe("The line, without what looks like a secret."),
});
type Line = z.infer<typeof Line>;

const Output = z.strictObject({
  matched: z.int().describe("How many lines hold the text that was asked for."),
  lines: z.array(Line).describe("The last of these lines, pod by pod."),
  more: z.boolean().describe("Whether there are lines or pods that are not listed."),
  pods: z.int().describe("How many pods were read."),
  silent: z.array(z.string()).describe("Pods that have no log yet."),
});
type Output = z.infer<typeof Output>;

export const k8sLogs: ClusterKind<Params, Output> = {
  kind: "k8s.logs",
  carrier: "step",
  major: 1,
  summary: "Reads the last lines that pods have logged, if wanted only those with a certain text.",
  effect: "read",
  params: Params,
  output: Output,
  timeout: "1m",
  example: {
    connection: "prod",
    namespace: "agents",
    deployment: "workflow-engine",
    contains: "workflow_id=wf-1842",
    since: "15m",
  },
  describe: (params) => {
    const what = params.contains === undefined ? "" : ` for lines with "${params.contains}"`;
    return `Read the logs of ${podsInWords(params)}${what}`;
  },
  targets: () => [],
  material: [],
  rights: ({ deployment }) => [
    pods("list"),
    podLogs("get"),
    ...(deployment === undefined ? [] : [deployments("get")]),
  ],
  plan: async (params) => ({
    ok: true,
    plan: { before: {}, after: {}, sentence: `${k8sLogs.describe(params)}.` },
  }),
  run: read,
  undo: { is: "unneeded" },
};

async function read(
  params: Params,
  { cluster }: ClusterNeeds,
  _attempt: unknown,
  signal: AbortSignal,
): Promise<StepResult<Output>> {
  const open = cluster(params.connection);
  const found = await readPods(open, params, signal);
  if (!found.ok) return failed(found.failure);
  const { items, isCut } = found.value;
  const chosen = items.slice(0, params.max_pods);
  const logs = await Promise.all(chosen.map((pod) => logOf(open, params, pod, signal)));
  const lines: Line[] = [];
  const silent: string[] = [];
  for (const [index, log] of logs.entries()) {
    if (!log.ok) return failed(log.failure);
    if (log.value === undefined) silent.push(chosen[index]?.metadata.name ?? "");
    else lines.push(...log.value);
  }
  const kept = lines.slice(-params.limit);
  const output = {
    matched: lines.length,
    lines: kept,
    more: isCut || chosen.length < items.length || kept.length < lines.length,
    pods: chosen.length,
    silent,
  };
  const summary = `Found ${lines.length} lines in the logs of ${chosen.length} pods of ${podsInWords(params)}.`;
  return succeeded(output, summary);
}

/** The lines of one pod, or nothing when none of its containers has begun. */
async function logOf(
  cluster: Cluster,
  params: Params,
  { metadata, spec }: Pod,
  signal: AbortSignal,
): Promise<Read<readonly Line[] | undefined>> {
  const { connection, namespace, tail, since, contains } = params;
  const { name } = metadata;
  const all = spec.containers.map((container) => container.name);
  const names = params.all_containers ? all : [params.container ?? all[0] ?? ""];
  const choice = {
    lines: tail,
    ...(since !== undefined && { sinceSeconds: Math.ceil(milliseconds(since) / 1_000) }),
  };
  let lines: readonly Line[] | undefined;
  for (const container of names) {
    const answer = await cluster.log({ namespace, name }, { ...choice, container }, signal);
    // The cluster's way to say that a container has not begun, or is not in this pod; or the pod is gone.
    if (answer.is === "refused" && [400, 404].includes(answer.status)) continue;
    if (answer.is !== "answered") {
      const wish = `to read the log of pod ${namespace}/${name}`;
      const asked = { connection, namespace, wish, right: "get pods/log" };
      return { ok: false, failure: failureOf(answer, asked) };
    }
    const wanted = answer.value
      .split("\n")
      .filter((text) => text !== "" && (contains === undefined || text.includes(contains)))
      .map((text) => ({ pod: name, container, text: hideSecrets(text.slice(0, LONGEST_LINE)) }));
    lines = [...(lines ?? []), ...wanted];
  }
  return { ok: true, value: lines };
}
