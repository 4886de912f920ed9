import { z } from "zod";
import { literal, value } from "../../model/fields.ts";
import { failed, succeeded } from "../step-kind.ts";
import { autoscalers, type ClusterKind, deployments, scaledObjects } from "./cluster-kind.ts";
import { deploymentTarget, ofDeployment, shortly } from "./fields.ts";
import { Scaling } from "./scaling.ts";
import { takeBackScaler } from "./take-back-scaler.ts";
import { weighSize } from "./weigh.ts";
import { type ScalerWish, writeScaler } from "./write-scaler.ts";

const size = () => z.int().max(1_000);

const Params = z
  .strictObject({
    ...ofDeployment,
    min: size().min(0).describe("The fewest pods that it keeps."),
    max: size().min(1).describe("The most pods that it makes."),
    cpu_percent: z
      .int()
      .min(1)
      .max(1_000)
      .describe("More pods when they take more than this of the processor that they requested.")
      .optional(),
    redis_address: literal(300)
      .regex(/^[A-Za-z0-9.-]+:[0-9]{1,5}$/, "must be host:port")
      .describe("Goes by a list in this Redis instead, with KEDA: where KEDA sees it.")
      .optional(),
    redis_list: value(300).min(1).describe("The list whose length counts.").optional(),
    list_length: z
      .int()
      .min(1)
      .describe("More pods when there are more entries for each than this.")
      .optional(),
  })
  .superRefine((given, context) => {
    const { min, max, cpu_percent } = given;
    const complain = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (min > max) complain("min", `must be at most ${max}, as max says`);
    const ofList = [given.redis_address, given.redis_list, given.list_length];
    const some = ofList.filter((field) => field !== undefined).length;
    if ((cpu_percent === undefined) === (some === 0)) {
      complain("cpu_percent", "must be given, or a list in Redis, but not both");
    } else if (some > 0 && some < ofList.length) {
      complain("redis_list", "must be given together with redis_address and list_length");
    } else if (cpu_percent !== undefined && min === 0) {
      complain("min", "must be at least 1: without a pod there is no processor to measure");
    }
  });
type Params = z.infer<typeof Params>;

const Output = z.strictObject({
  by: z.enum(["hpa", "keda"]).describe("What scales it now."),
  name: z.string().describe("The name of that autoscaler."),
  before: Scaling.describe("What it went by before; missing when it is new.").optional(),
  now: Scaling.describe("What it goes by now."),
});
type Output = z.infer<typeof Output>;

export const k8sAutoscale: ClusterKind<Params, Output> = {
  kind: "k8s.autoscale",
  carrier: "step",
  major: 1,
  summary: "Makes or changes the autoscaler of a deployment: by processor, or by a list in Redis.",
  effect: "idempotent",
  params: Params,
  output: Output,
  timeout: "1m",
  example: {
    connection: "prod",
    namespace: "agents",
    deployment: "workflow-workers",
    min: 2,
    max: 20,
    cpu_percent: 70,
  },
  describe: (params) => {
    const { min, max, cpu_percent, redis_list, list_length } = params;
    const by =
      redis_list === undefined
        ? `${cpu_percent} % of its processor`
        : `${list_length} entries of list "${redis_list}" for each`;
    return `Let deployment ${shortly(params)} have ${min} to ${max} pods, by ${by}`;
  },
  targets: (params) => [deploymentTarget(params)],
  material: ["scaling"],
  rights: (given) => {
    const byCpu = given["redis_list"] === undefined;
    return [
      deployments("get"),
      byCpu ? autoscalers("list", "create", "patch", "delete") : autoscalers("list"),
      byCpu ? scaledObjects("list") : scaledObjects("list", "create", "patch", "delete"),
    ];
  },
  plan: async (params, needs, signal) => {
    const done = await writeScaler(wishOf(params), { needs, key: "plan", dry: "dry_run", signal });
    if (!done.ok) return failed(done.failure);
    const { before, now } = done.value;
    const was =
      before === undefined
        ? "without an autoscaler so far"
        : `${before.min} to ${before.max} so far`;
    const sentence = `${k8sAutoscale.describe(params)}; ${was}.`;
    return {
      ok: true,
      plan: { before: { scaling: before ?? null }, after: { scaling: now }, sentence },
    };
  },
  // What it may grow to is up to its load; at once there are as many as its least.
  weigh: (params, needs, signal) =>
    weighSize(params, (before) => Math.max(before, params.min), needs, signal),
  run: async (params, needs, { key }, signal) => {
    const done = await writeScaler(wishOf(params), { needs, key, dry: "for_real", signal });
    return done.ok ? succeeded(done.value, inWords(params, done.value)) : failed(done.failure);
  },
  undo: {
    is: "possible",
    describe: (params, { before, name }) =>
      before === undefined
        ? `Delete the autoscaler ${params.namespace}/${name}`
        : `Let deployment ${shortly(params)} have ${before.min} to ${before.max} pods again`,
    run: async (params, output, needs, { key }, signal) => {
      const failure = await takeBackScaler(params, output, { needs, key, dry: "for_real", signal });
      if (failure !== undefined) return failed(failure);
      const now = output.before ?? output.now;
      return succeeded(
        { ...output, before: output.now, now },
        `Took the change of what scales deployment ${shortly(params)} back.`,
      );
    },
  },
};

function wishOf(params: Params): ScalerWish {
  const { min, max, cpu_percent, redis_address: address = "", redis_list: list = "" } = params;
  const wanted = { min, max, target: params.list_length ?? cpu_percent ?? 0, address, list };
  return { params, by: list === "" ? "hpa" : "keda", wanted };
}

function inWords(params: Params, { by, name, now }: Output): string {
  const kind = by === "hpa" ? "HorizontalPodAutoscaler" : "ScaledObject";
  return `${kind} ${params.namespace}/${name} keeps ${now.min} to ${now.max} pods now.`;
}
