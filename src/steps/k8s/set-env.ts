import { z } from "zod";
import { literal, value } from "../../model/fields.ts";
import type { Container, Variable } from "../../ports/cluster/objects.ts";
import { failed, succeeded } from "../step-kind.ts";
import { changeContainer, containerField, type ContainerDecision } from "./change-container.ts";
import type { Carrying } from "./change-deployment.ts";
import { type ClusterKind, deployments, pods } from "./cluster-kind.ts";
import { deploymentTarget, ofDeployment, shortly } from "./fields.ts";
import type { Read } from "./read-deployment.ts";
import { settleRollout } from "./settle-rollout.ts";
import { weighRollout } from "./weigh.ts";

const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,252}$/;
const WHY = "must be the name of a variable: letters, digits, _";

const text = value(4_096)
  .refine((given) => given.isWellFormed() && !given.includes("\0"), "must be valid text")
  .refine(
    (given) => !given.includes("$(") && !given.includes("$$"),
    "must not hold $( or $$, which the cluster would read as another variable",
  );

const Params = z
  .strictObject({
    ...ofDeployment,
    ...containerField,
    set: z
      .record(z.string().regex(NAME, WHY), text)
      .describe("A value for each variable.")
      .default({}),
    remove: z
      .array(literal(253).regex(NAME, WHY))
      .max(100)
      .describe("Variables to take away.")
      .default([]),
  })
  .superRefine(({ set, remove }, context) => {
    const twice = remove.find((name) => Object.hasOwn(set, name));
    if (twice !== undefined) {
      const message = `must not name ${twice}, which \`set\` gives a value`;
      context.addIssue({ code: "custom", path: ["remove"], message });
    }
    if (remove.length === 0 && Object.keys(set).length === 0) {
      const message = "must name a variable, or `remove` must";
      context.addIssue({ code: "custom", path: ["set"], message });
    }
  });
type Params = z.infer<typeof Params>;

const texts = z.record(z.string(), z.string());

const Output = z.strictObject({
  before: texts.describe("The values that those variables had before."),
  now: texts.describe("Those that they have now; what is missing is not set."),
});
type Output = z.infer<typeof Output>;
type Values = Output["before"];

export const k8sSetEnv: ClusterKind<Params, Output> = {
  kind: "k8s.set_env",
  carrier: "step",
  major: 1,
  summary: "Sets or removes environment variables of a deployment's pods, which replaces them.",
  effect: "idempotent",
  params: Params,
  output: Output,
  timeout: "10m",
  example: {
    connection: "prod",
    namespace: "agents",
    deployment: "workflow-workers",
    set: { WORKER_CONCURRENCY: "2" },
  },
  describe: (params) => {
    const parts = [
      ...Object.keys(params.set).map((name) => `set ${name}`),
      ...params.remove.map((name) => `remove ${name}`),
    ];
    return `Change the environment of deployment ${shortly(params)}: ${parts.join(", ")}`;
  },
  targets: (params) => [deploymentTarget(params)],
  material: ["env"],
  rights: () => [deployments("get", "patch"), pods("list")],
  plan: async (params, needs, signal) => {
    const found = await write(params, params.set, { needs, key: "plan", dry: "dry_run", signal });
    if (!found.ok) return failed(found.failure);
    const sentence = `${k8sSetEnv.describe(params)}.`;
    return {
      ok: true,
      plan: { before: { env: found.value }, after: { env: params.set }, sentence },
    };
  },
  weigh: weighRollout,
  run: async (params, needs, { key }, signal) => {
    const found = await write(params, params.set, { needs, key, dry: "for_real", signal });
    if (!found.ok) return failed(found.failure);
    return succeeded({ before: found.value, now: params.set }, inWords(params));
  },
  settled: (params, output, needs, signal) =>
    settleRollout(params, output, inWords(params), needs, signal),
  undo: {
    is: "possible",
    describe: (params) => `Restore the environment of deployment ${shortly(params)}`,
    run: async (params, { before, now }, needs, { key }, signal) => {
      const carrying = { needs, key, dry: "for_real", signal } as const;
      const found = await write(params, before, carrying, now);
      if (!found.ok) return failed(found.failure);
      return succeeded(
        { before: now, now: before },
        `Restored the environment of deployment ${shortly(params)}.`,
      );
    },
  },
};

/** Gives the variables of the step these values and no others. Yields those that they had. */
function write(
  params: Params,
  wanted: Values,
  carrying: Carrying,
  only?: Values,
): Promise<Read<Values>> {
  const names = [...Object.keys(params.set), ...params.remove];

  function decide({ env, name }: Container): ContainerDecision<Values> {
    const found = env.filter((one) => names.includes(one.name));
    const foreign = found.find((one) => one.valueFrom !== undefined);
    if (foreign !== undefined) {
      return { is: "refuse", failure: comesFromElsewhere(params, name, foreign) };
    }
    const before = Object.fromEntries(found.map((one) => [one.name, one.value ?? ""]));
    if (isSame(before, wanted)) return { is: "nothing", before };
    if (only !== undefined && !isSame(before, only)) {
      return { is: "moved", what: `The environment (${names.join(", ")})` };
    }
    const entries = names.flatMap((one): readonly object[] => {
      const given = Object.hasOwn(wanted, one) ? wanted[one] : undefined;
      if (given !== undefined) return [{ name: one, value: given }];
      return Object.hasOwn(before, one) ? [{ name: one, $patch: "delete" }] : [];
    });
    return { is: "change", fields: { env: entries }, before };
  }

  const wish = "to change the environment of";
  return changeContainer({ ...carrying, params, wish, before: texts, decide });
}

function isSame(some: Values, others: Values): boolean {
  const names = Object.keys(some);
  return (
    names.length === Object.keys(others).length &&
    names.every((name) => Object.hasOwn(others, name) && others[name] === some[name])
  );
}

function comesFromElsewhere(params: Params, container: string, { name }: Variable) {
  return {
    code: "E643",
    message: `${name} of container ${container} in deployment ${shortly(params)} comes from a secret, a config map or the pod itself`,
    remedy: "Change it where it comes from; nothing was changed.",
    retry: "never",
  } as const;
}

function inWords(params: Params): string {
  return `Changed ${Object.keys(params.set).length + params.remove.length} variables of deployment ${shortly(params)}.`;
}
