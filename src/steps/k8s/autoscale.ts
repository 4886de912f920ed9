import { z } from "zod";
import type { Failure } from "../../model/failure.ts";
import { literal, value } from "../../model/fields.ts";
import type { ClusterAnswer } from "../../ports/cluster/cluster.ts";
import { failed, succeeded } from "../step-kind.ts";
import type { Carrying } from "./change-deployment.ts";
import { autoscalers, type ClusterKind, deployments, scaledObjects } from "./cluster-kind.ts";
import { changedMeanwhile, failureOf } from "./failures.ts";
import { deploymentTarget, ofDeployment, shortly } from "./fields.ts";
import { markedBefore, marks } from "./mark.ts";
import { ownerInWords, type SizeOwner, sizeOwner } from "./owner.ts";
import { type Read, readDeployment } from "./read-deployment.ts";
import { isSameScaling, newScaler, Scaling, scalingOf, specOf } from "./scaling.ts";

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

/** Nothing before means that there was no autoscaler. */
const Before = z.strictObject({ before: Scaling.optional() });
type Before = z.infer<typeof Before>;

const Output = z.strictObject({
  by: z.enum(["hpa", "keda"]).describe("What scales it now."),
  name: z.string().describe("The name of that autoscaler."),
  before: Scaling.describe("What it went by before; missing when it is new.").optional(),
  now: Scaling.describe("What it goes by now."),
});
type Output = z.infer<typeof Output>;

const RESOURCES = { hpa: "horizontalpodautoscalers", keda: "scaledobjects" } as const;
const TRIES = 4;

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
    const done = await write(params, { needs, key: "plan", dry: "dry_run", signal });
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
  run: async (params, needs, { key }, signal) => {
    const done = await write(params, { needs, key, dry: "for_real", signal });
    return done.ok ? succeeded(done.value, inWords(params, done.value)) : failed(done.failure);
  },
  undo: {
    is: "possible",
    describe: (params, { before, name }) =>
      before === undefined
        ? `Delete the autoscaler ${params.namespace}/${name}`
        : `Let deployment ${shortly(params)} have ${before.min} to ${before.max} pods again`,
    run: async (params, output, needs, { key }, signal) => {
      const failure = await takeBack(params, output, { needs, key, dry: "for_real", signal });
      if (failure !== undefined) return failed(failure);
      const now = output.before ?? output.now;
      return succeeded(
        { ...output, before: output.now, now },
        `Took the change of what scales deployment ${shortly(params)} back.`,
      );
    },
  },
};

function wantedBy(params: Params): Scaling {
  const { min, max, cpu_percent, redis_address: address = "", redis_list: list = "" } = params;
  return { min, max, target: params.list_length ?? cpu_percent ?? 0, address, list };
}

function scalerFor({ redis_list }: Params): "hpa" | "keda" {
  return redis_list === undefined ? "hpa" : "keda";
}

/** Looks who scales, and writes what is wanted over exactly that; again when it has changed. */
async function write(params: Params, carrying: Carrying): Promise<Read<Output>> {
  const { needs, key, signal } = carrying;
  const cluster = needs.cluster(params.connection);
  const by = scalerFor(params);
  const now = wantedBy(params);
  const there = await readDeployment(cluster, params, signal);
  if (!there.ok) return there;
  for (let tries = 0; tries < TRIES; tries++) {
    const owner = await sizeOwner(cluster, params, signal);
    if (!owner.ok) return owner;
    const name = owner.value.by === "nobody" ? params.deployment : owner.value.name;
    const marked =
      owner.value.by === "nobody"
        ? undefined
        : markedBefore(owner.value.found.metadata, key, Before);
    if (marked !== undefined) return { ok: true, value: { by, name, ...marked, now } };
    const before = beforeOf(params, owner.value);
    if (!before.ok) return before;
    if (before.value.before !== undefined && isSameScaling(before.value.before, now)) {
      return { ok: true, value: { by, name, ...before.value, now } };
    }
    const answer = await put(params, owner.value, before.value, carrying);
    if (answer.is === "answered") return { ok: true, value: { by, name, ...before.value, now } };
    if (answer.is !== "refused" || answer.status !== 409) {
      const right = `${owner.value.by === "nobody" ? "create" : "patch"} ${RESOURCES[by]}`;
      return { ok: false, failure: failureOf(answer, askedOf(params, right)) };
    }
  }
  const { connection, wish } = askedOf(params, "");
  const failure = changedMeanwhile(`The cluster ${connection} was asked ${wish}`, "");
  return { ok: false, failure };
}

function put(
  params: Params,
  owner: SizeOwner,
  before: Before,
  { needs, key, dry, signal }: Carrying,
): Promise<ClusterAnswer<null>> {
  const cluster = needs.cluster(params.connection);
  const { namespace, deployment } = params;
  const by = scalerFor(params);
  const annotations = marks(key, before);
  const wanted = wantedBy(params);
  if (owner.by === "nobody") {
    const scaler = newScaler(by, deployment, wanted, annotations);
    return cluster.create(RESOURCES[by], namespace, scaler, dry, signal);
  }
  const metadata = { resourceVersion: owner.found.metadata.resourceVersion, annotations };
  const body = { metadata, spec: specOf(by, wanted) };
  const place = { namespace, name: owner.name };
  return cluster.patch(RESOURCES[by], place, { type: "merge", body }, dry, signal);
}

/** What would have to be given back, unless it is more than this step understands. */
function beforeOf(params: Params, owner: SizeOwner): Read<Before> {
  if (owner.by === "nobody") return { ok: true, value: {} };
  const before = owner.by === scalerFor(params) ? scalingOf(owner) : undefined;
  if (before !== undefined) return { ok: true, value: { before } };
  const who = ownerInWords(owner, params.namespace);
  return {
    ok: false,
    failure: {
      code: "E647",
      message: `Deployment ${shortly(params)} is scaled by ${who}, which goes by something else`,
      remedy: "Change that autoscaler by hand; two of them would work against each other.",
      retry: "never",
    },
  };
}

/** Gives back what was before, or deletes what is new, only while it is as the step left it. */
async function takeBack(
  params: Params,
  { by, name, before, now }: Output,
  { needs, key, dry, signal }: Carrying,
): Promise<Failure | undefined> {
  const cluster = needs.cluster(params.connection);
  const place = { namespace: params.namespace, name };
  const owner = await sizeOwner(cluster, params, signal);
  if (!owner.ok) return owner.failure;
  if (owner.value.by === "nobody")
    return before === undefined ? undefined : movedAway(params, name);
  const { found } = owner.value;
  const seen = owner.value.by === by ? scalingOf(owner.value) : undefined;
  if (seen === undefined || owner.value.name !== name) return movedAway(params, name);
  if (before !== undefined && isSameScaling(seen, before)) return undefined;
  if (!isSameScaling(seen, now)) return movedAway(params, name);
  const { uid, resourceVersion } = found.metadata;
  if (before === undefined) {
    const removal = { uid, resourceVersion };
    const answer = await cluster.remove(RESOURCES[by], place, removal, dry, signal);
    const asked = askedOf(params, `delete ${RESOURCES[by]}`);
    return answer.is === "answered" ? undefined : failureOf(answer, asked);
  }
  const metadata = { resourceVersion, annotations: marks(key, { before: seen }) };
  const body = { metadata, spec: specOf(by, before) };
  const answer = await cluster.patch(RESOURCES[by], place, { type: "merge", body }, dry, signal);
  const asked = askedOf(params, `patch ${RESOURCES[by]}`);
  return answer.is === "answered" ? undefined : failureOf(answer, asked);
}

function movedAway(params: Params, name: string): Failure {
  return {
    code: "E645",
    message: `The autoscaler ${params.namespace}/${name} is no longer as the step left it`,
    remedy: "Decide by hand what it should be; nothing was taken back.",
    retry: "never",
  };
}

function askedOf(params: Params, right: string) {
  const { connection, namespace } = params;
  const wish = `to change what scales deployment ${shortly(params)}`;
  return { connection, namespace, wish, right };
}

function inWords(params: Params, { by, name, now }: Output): string {
  const kind = by === "hpa" ? "HorizontalPodAutoscaler" : "ScaledObject";
  return `${kind} ${params.namespace}/${name} keeps ${now.min} to ${now.max} pods now.`;
}
