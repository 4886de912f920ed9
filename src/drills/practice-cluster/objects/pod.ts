import { z } from "zod";
import { Condition, texts, typed } from "./metadata.ts";
import { readQuantity } from "./quantity.ts";

const NO_QUANTITY =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

/** JSON may give a number where a quantity is meant; the server always answers with text. */
export const quantity = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine((text) => readQuantity(text) !== undefined, NO_QUANTITY);
export const quantities = z.record(z.string(), quantity);

const Container = z.looseObject({
  name: z.string().default(""),
  image: z.string().default(""),
  env: z
    .array(z.looseObject({ name: z.string().default(""), value: z.string().optional() }))
    .optional(),
  resources: z
    .looseObject({ limits: quantities.optional(), requests: quantities.optional() })
    .prefault({}),
});
export type Container = z.infer<typeof Container>;

export const PodSpec = z.looseObject({
  containers: z.array(Container).default([]),
  restartPolicy: z.string().default("Always"),
  terminationGracePeriodSeconds: z.int().default(30),
  dnsPolicy: z.string().default("ClusterFirst"),
  schedulerName: z.string().default("default-scheduler"),
  nodeName: z.string().optional(),
  nodeSelector: texts.optional(),
});
export type PodSpec = z.infer<typeof PodSpec>;

const Waiting = z.looseObject({ reason: z.string(), message: z.string().optional() });
const Running = z.looseObject({ startedAt: z.string() });
const Terminated = z.looseObject({
  exitCode: z.int(),
  reason: z.string(),
  message: z.string().optional(),
  startedAt: z.string(),
  finishedAt: z.string(),
});
export type Terminated = z.infer<typeof Terminated>;

const ContainerState = z.looseObject({
  waiting: Waiting.optional(),
  running: Running.optional(),
  terminated: Terminated.optional(),
});
export type ContainerState = z.infer<typeof ContainerState>;

const ContainerStatus = z.looseObject({
  name: z.string(),
  image: z.string(),
  imageID: z.string(),
  ready: z.boolean(),
  started: z.boolean(),
  restartCount: z.int(),
  state: ContainerState,
  lastState: ContainerState,
  containerID: z.string().optional(),
});
export type ContainerStatus = z.infer<typeof ContainerStatus>;

const PodStatus = z.looseObject({
  phase: z.enum(["Pending", "Running", "Succeeded", "Failed", "Unknown"]).default("Pending"),
  conditions: z.array(Condition).optional(),
  containerStatuses: z.array(ContainerStatus).optional(),
  qosClass: z.string().optional(),
  podIP: z.string().optional(),
  hostIP: z.string().optional(),
  startTime: z.string().optional(),
});

export const Pod = z.looseObject({ ...typed, spec: PodSpec, status: PodStatus.prefault({}) });
export type Pod = z.infer<typeof Pod>;

export const PodTemplate = z.looseObject({
  metadata: z.looseObject({ labels: texts.optional(), annotations: texts.optional() }).prefault({}),
  spec: PodSpec,
});
export type PodTemplate = z.infer<typeof PodTemplate>;

export function isReady(pod: Pod): boolean {
  return conditionOf(pod, "Ready")?.status === "True";
}

function conditionOf(pod: Pod, type: string): Condition | undefined {
  return pod.status.conditions?.find((condition) => condition.type === type);
}

/** Neither ended nor on its way out. */
export function isActive({ metadata, status }: Pod): boolean {
  return (
    metadata.deletionTimestamp === undefined &&
    status.phase !== "Succeeded" &&
    status.phase !== "Failed"
  );
}

export function isAvailable(pod: Pod, minReadySeconds: number, now: number): boolean {
  const ready = conditionOf(pod, "Ready");
  if (ready?.status !== "True") return false;
  const since = Date.parse(ready.lastTransitionTime ?? "");
  return minReadySeconds === 0 || since + minReadySeconds * 1_000 <= now;
}
