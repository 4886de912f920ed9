import { z } from "zod";
import { name } from "../../model/fields.ts";
import type { Container } from "../../ports/cluster/objects.ts";
import { failed, succeeded } from "../step-kind.ts";
import { changeContainer, containerField, type ContainerDecision } from "./change-container.ts";
import type { Carrying } from "./change-deployment.ts";
import { type ClusterKind, deployments, pods } from "./cluster-kind.ts";
import { deploymentTarget, ofDeployment, shortly } from "./fields.ts";
import { isSameAmount, QUANTITY } from "./quantity.ts";
import type { Read } from "./read-deployment.ts";
import { settleRollout } from "./settle-rollout.ts";
import { weighRollout } from "./weigh.ts";

const quantity = () => name().regex(QUANTITY, "must be an amount such as 500m or 2Gi");

const FIELDS = ["limits.cpu", "limits.memory", "requests.cpu", "requests.memory"] as const;
type Field = (typeof FIELDS)[number];

const amounts = z.strictObject({
  cpu: quantity().describe("Processors, such as `500m`.").optional(),
  memory: quantity().describe("Bytes, such as `2Gi`.").optional(),
});

const Params = z
  .strictObject({
    ...ofDeployment,
    ...containerField,
    limits: amounts.describe("What a container may take.").default({}),
    requests: amounts.describe("What is kept free for it.").default({}),
  })
  .superRefine((given, context) => {
    if (Object.keys(wantedBy(given)).length > 0) return;
    const message = "must name cpu or memory, or `requests` must";
    context.addIssue({ code: "custom", path: ["limits"], message });
  });
type Params = z.infer<typeof Params>;

const Amounts = z.record(z.string(), z.string());
type Amounts = z.infer<typeof Amounts>;

const Output = z.strictObject({
  before: Amounts.describe("What was set before, by names such as `limits.memory`."),
  now: Amounts.describe("What is set now."),
});
type Output = z.infer<typeof Output>;

export const k8sSetResources: ClusterKind<Params, Output> = {
  kind: "k8s.set_resources",
  carrier: "step",
  major: 1,
  summary: "Sets limits and requests of a deployment's pods, which replaces them.",
  effect: "idempotent",
  params: Params,
  output: Output,
  timeout: "10m",
  example: {
    connection: "prod",
    namespace: "agents",
    deployment: "workflow-workers",
    limits: { memory: "2Gi" },
    requests: { memory: "512Mi" },
  },
  describe: (params) => {
    const parts = Object.entries(wantedBy(params)).map(([field, amount]) => `${field} ${amount}`);
    return `Give the pods of deployment ${shortly(params)} ${parts.join(", ")}`;
  },
  targets: (params) => [deploymentTarget(params)],
  material: ["resources"],
  rights: () => [deployments("get", "patch"), pods("list")],
  plan: async (params, needs, signal) => {
    const wanted = wantedBy(params);
    const found = await write(params, wanted, { needs, key: "plan", dry: "dry_run", signal });
    if (!found.ok) return failed(found.failure);
    const sentence = `${k8sSetResources.describe(params)}.`;
    const before = { resources: found.value };
    return { ok: true, plan: { before, after: { resources: wanted }, sentence } };
  },
  weigh: weighRollout,
  run: async (params, needs, { key }, signal) => {
    const now = wantedBy(params);
    const found = await write(params, now, { needs, key, dry: "for_real", signal });
    if (!found.ok) return failed(found.failure);
    return succeeded({ before: found.value, now }, inWords(params));
  },
  settled: (params, output, needs, signal) =>
    settleRollout(params, output, inWords(params), needs, signal),
  undo: {
    is: "possible",
    describe: (params) => `Restore limits and requests of deployment ${shortly(params)}`,
    run: async (params, { before, now }, needs, { key }, signal) => {
      const carrying = { needs, key, dry: "for_real", signal } as const;
      const found = await write(params, before, carrying, now);
      if (!found.ok) return failed(found.failure);
      return succeeded(
        { before: now, now: before },
        `Restored limits and requests of deployment ${shortly(params)}.`,
      );
    },
  },
};

function wantedBy({ limits, requests }: Pick<Params, "limits" | "requests">): Amounts {
  return pick(FIELDS, { limits, requests });
}

/** Gives the fields of the step these amounts and no others. Yields those that they had. */
function write(
  params: Params,
  wanted: Amounts,
  carrying: Carrying,
  only?: Amounts,
): Promise<Read<Amounts>> {
  const fields = FIELDS.filter((field) => Object.hasOwn(wantedBy(params), field));

  function decide({ resources }: Container): ContainerDecision<Amounts> {
    const before = pick(fields, resources);
    if (isSame(fields, before, wanted)) return { is: "nothing", before };
    if (only !== undefined && !isSame(fields, before, only)) {
      return { is: "moved", what: `The ${fields.join(", ")}` };
    }
    return { is: "change", fields: { resources: unfolded(fields, wanted) }, before };
  }

  const wish = "to change limits and requests of";
  return changeContainer({ ...carrying, params, wish, before: Amounts, decide });
}

type Folded = Readonly<
  Record<"limits" | "requests", { readonly [key: string]: string | undefined }>
>;

function pick(fields: readonly Field[], resources: Folded): Amounts {
  const pairs = fields.flatMap((field) => {
    const [side, what] = split(field);
    const amount = resources[side][what];
    return amount === undefined ? [] : [[field, amount] as const];
  });
  return Object.fromEntries(pairs);
}

/** For the patch; null takes a field away. */
function unfolded(fields: readonly Field[], wanted: Amounts): object {
  const resources: Record<string, Record<string, string | null>> = {};
  for (const field of fields) {
    const [side, what] = split(field);
    resources[side] = { ...resources[side], [what]: wanted[field] ?? null };
  }
  return resources;
}

function split(field: Field): readonly ["limits" | "requests", string] {
  return field.startsWith("limits.")
    ? ["limits", field.slice("limits.".length)]
    : ["requests", field.slice("requests.".length)];
}

function isSame(fields: readonly Field[], some: Amounts, others: Amounts): boolean {
  return fields.every((field) => isSameAmount(some[field], others[field]));
}

function inWords(params: Params): string {
  return `Changed limits and requests of deployment ${shortly(params)}.`;
}
