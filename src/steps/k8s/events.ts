import { z } from "zod";
import type { ClusterEvent } from "../../ports/cluster/objects.ts";
import { failed, succeeded } from "../step-kind.ts";
import { type ClusterKind, events } from "./cluster-kind.ts";
import { failureOf } from "./failures.ts";
import { inNamespace, objectName } from "./fields.ts";

const Params = z
  .strictObject({
    ...inNamespace,
    about: z
      .enum(["Deployment", "ReplicaSet", "Pod", "HorizontalPodAutoscaler", "ScaledObject"])
      .describe("Only those about objects of this kind.")
      .optional(),
    name: objectName().describe("Only those about the object of this name.").optional(),
    only_warnings: z.boolean().describe("Leaves out what is normal.").default(false),
    limit: z.int().min(1).max(200).describe("How many are listed at most.").default(50),
  })
  .superRefine(({ about, name }, context) => {
    if (name === undefined || about !== undefined) return;
    const message = "must say of which kind the object is that `name` names";
    context.addIssue({ code: "custom", path: ["about"], message });
  });
type Params = z.infer<typeof Params>;

const OutputEvent = z.strictObject({
  type: z.string().describe("`Normal` or `Warning`."),
  reason: z.string().describe("What happened, in one word, such as `BackOff`."),
  about: z.string().describe("To what, such as `Pod/web-1`."),
  message: z.string().describe("What happened, in the cluster's words."),
  count: z.int().describe("How often."),
  last: z.string().describe("When it happened last."),
});
type OutputEvent = z.infer<typeof OutputEvent>;

const Output = z.strictObject({
  warnings: z.int().describe("How often something happened that is not normal."),
  reasons: z.record(z.string(), z.int()).describe("How often each reason was given."),
  events: z.array(OutputEvent).describe("What happened, newest first."),
  more: z.boolean().describe("Whether there are more than are listed."),
});
type Output = z.infer<typeof Output>;

export const k8sEvents: ClusterKind<Params, Output> = {
  kind: "k8s.events",
  carrier: "step",
  major: 1,
  summary: "Lists what the cluster says has happened to an object or in a namespace.",
  effect: "read",
  params: Params,
  output: Output,
  timeout: "30s",
  example: {
    connection: "prod",
    namespace: "agents",
    about: "Deployment",
    name: "workflow-engine",
  },
  describe: (params) => `List the events ${aboutInWords(params)}`,
  targets: () => [],
  material: [],
  rights: () => [events("list")],
  plan: async (params) => ({
    ok: true,
    plan: { before: {}, after: {}, sentence: `${k8sEvents.describe(params)}.` },
  }),
  run: async (params, { cluster }, _attempt, signal) => {
    const { connection, namespace, about, name, only_warnings, limit } = params;
    const fields = {
      ...(about !== undefined && { "involvedObject.kind": about }),
      ...(name !== undefined && { "involvedObject.name": name }),
      ...(only_warnings && { type: "Warning" }),
    };
    const answer = await cluster(connection).list("events", { namespace, fields }, signal);
    if (answer.is !== "answered") {
      const wish = `to list the events ${aboutInWords(params)}`;
      return failed(failureOf(answer, { connection, namespace, wish, right: "list events" }));
    }
    const { items, isCut } = answer.value;
    const output = outputOf(items, limit, isCut);
    const summary = `Found ${output.warnings} warnings in the events ${aboutInWords(params)}.`;
    return succeeded(output, summary);
  },
  undo: { is: "unneeded" },
};

function aboutInWords({ namespace, about, name }: Params): string {
  if (about === undefined) return `in ${namespace}`;
  return name === undefined
    ? `of every ${about} in ${namespace}`
    : `of ${about} ${namespace}/${name}`;
}

function outputOf(found: readonly ClusterEvent[], limit: number, isCut: boolean): Output {
  const grouped = new Map<string, OutputEvent>();
  for (const event of found) {
    const line = lineOf(event);
    const key = JSON.stringify([line.type, line.reason, line.about, line.message]);
    const before = grouped.get(key);
    grouped.set(key, before === undefined ? line : joined(before, line));
  }
  const all = [...grouped.values()].toSorted((a, b) => b.last.localeCompare(a.last));
  const reasons: Record<string, number> = {};
  for (const { reason, count } of all) reasons[reason] = (reasons[reason] ?? 0) + count;
  return {
    warnings: all.reduce((sum, { type, count }) => sum + (type === "Warning" ? count : 0), 0),
    reasons,
    events: all.slice(0, limit),
    more: isCut || all.length > limit,
  };
}

function lineOf(event: ClusterEvent): OutputEvent {
  const { type, reason, message, count, lastTimestamp, involvedObject } = event;
  const about = `${involvedObject.kind}/${involvedObject.name}`;
  return { type, reason, about, message: message.slice(0, 1_000), count, last: lastTimestamp };
}

function joined(some: OutputEvent, more: OutputEvent): OutputEvent {
  const last = some.last > more.last ? some.last : more.last;
  return { ...some, count: some.count + more.count, last };
}
