import { z } from "zod";
import type { Cluster } from "../../ports/cluster/cluster.ts";
import type { Pod, PodMetrics, Texts } from "../../ports/cluster/objects.ts";
import { failed, succeeded } from "../step-kind.ts";
import { type ClusterKind, deployments, podMetrics, pods } from "./cluster-kind.ts";
import { failureOf } from "./failures.ts";
import { checkPodsChoice, ofPods, podsInWords } from "./fields.ts";
import { amountOf } from "./quantity.ts";
import type { Read } from "./read-deployment.ts";
import { readPods } from "./read-pods.ts";

const Params = z
  .strictObject({
    ...ofPods,
    limit: z.int().min(1).max(200).describe("How many pods are listed at most.").default(50),
  })
  .superRefine(checkPodsChoice);
type Params = z.infer<typeof Params>;

const OutputPod = z.strictObject({
  name: z.string().describe("The pod."),
  cpu: z.int().describe("Thousandths of a processor that it takes."),
  memory: z.int().describe("Bytes that it takes."),
  cpu_percent: z.int().describe("The same as a share of its limit; 0 without a limit."),
  memory_percent: z.int().describe("The same as a share of its limit; 0 without a limit."),
});
type OutputPod = z.infer<typeof OutputPod>;

const Output = z.strictObject({
  cpu: z.int().describe("Thousandths of a processor that all of them take."),
  memory: z.int().describe("Bytes that all of them take."),
  most_cpu_percent: z.int().describe("The highest share of a limit among them."),
  most_memory_percent: z.int().describe("The highest share of a limit among them."),
  pods: z.array(OutputPod).describe("The pods, those with the most memory first."),
  unmeasured: z.int().describe("How many pods nobody has measured yet."),
});
type Output = z.infer<typeof Output>;

export const k8sTop: ClusterKind<Params, Output> = {
  kind: "k8s.top",
  carrier: "step",
  major: 1,
  summary: "Reads how much processor and memory pods take, and how near their limits they are.",
  effect: "read",
  params: Params,
  output: Output,
  timeout: "30s",
  example: { connection: "prod", namespace: "agents", labels: { app: "workflow-workers" } },
  describe: (params) => `Measure the pods of ${podsInWords(params)}`,
  targets: () => [],
  material: [],
  rights: ({ deployment }) => [
    pods("list"),
    podMetrics("list"),
    ...(deployment === undefined ? [] : [deployments("get")]),
  ],
  plan: async (params) => ({
    ok: true,
    plan: { before: {}, after: {}, sentence: `${k8sTop.describe(params)}.` },
  }),
  run: async (params, { cluster }, _attempt, signal) => {
    const open = cluster(params.connection);
    const [found, measured] = await Promise.all([
      readPods(open, params, signal),
      readMetrics(open, params, signal),
    ]);
    if (!found.ok) return failed(found.failure);
    if (!measured.ok) return failed(measured.failure);
    const output = outputOf(found.value.items, measured.value, params.limit);
    const share = output.most_memory_percent;
    const summary = `The pods of ${podsInWords(params)} take up to ${share} % of their memory.`;
    return succeeded(output, summary);
  },
  undo: { is: "unneeded" },
};

async function readMetrics(
  cluster: Cluster,
  { connection, namespace, labels = {} }: Params,
  signal: AbortSignal,
): Promise<Read<readonly PodMetrics[]>> {
  const answer = await cluster.list("podmetrics", { namespace, labels }, signal);
  if (answer.is === "answered") return { ok: true, value: answer.value.items };
  const wish = "for the metrics of pods, which metrics-server keeps";
  const asked = { connection, namespace, wish, right: "list pods.metrics.k8s.io" };
  return { ok: false, failure: failureOf(answer, asked) };
}

function outputOf(found: readonly Pod[], metrics: readonly PodMetrics[], limit: number): Output {
  const byName = new Map(metrics.map((one) => [one.metadata.name, one]));
  const measured = found.flatMap((pod) => {
    const usage = byName.get(pod.metadata.name);
    return usage === undefined ? [] : [lineOf(pod, usage)];
  });
  return {
    cpu: sum(measured.map(({ cpu }) => cpu)),
    memory: sum(measured.map(({ memory }) => memory)),
    most_cpu_percent: Math.max(0, ...measured.map(({ cpu_percent }) => cpu_percent)),
    most_memory_percent: Math.max(0, ...measured.map(({ memory_percent }) => memory_percent)),
    pods: measured.toSorted((a, b) => b.memory - a.memory).slice(0, limit),
    unmeasured: found.length - measured.length,
  };
}

function lineOf({ metadata, spec }: Pod, { containers }: PodMetrics): OutputPod {
  const used = (what: string) => sum(containers.map(({ usage }) => amountIn(usage, what)));
  const limits = spec.containers.map(({ resources }) => resources.limits);
  const share = (what: string) => {
    // A container without a limit may take anything, so that a share of the others' means nothing.
    const amounts = limits.map((one) => amountIn(one, what));
    return amounts.includes(0) ? 0 : Math.round((100 * used(what)) / sum(amounts));
  };
  return {
    name: metadata.name,
    cpu: Math.round(used("cpu") * 1_000),
    memory: Math.round(used("memory")),
    cpu_percent: share("cpu"),
    memory_percent: share("memory"),
  };
}

function amountIn(quantities: Texts, what: string): number {
  return amountOf(quantities[what] ?? "") ?? 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
