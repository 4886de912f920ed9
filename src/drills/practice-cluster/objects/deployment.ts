import { z } from "zod";
import { Condition, texts, typed } from "./metadata.ts";
import { PodTemplate } from "./pod.ts";

const Requirement = z.looseObject({
  key: z.string(),
  operator: z.string(),
  values: z.array(z.string()).optional(),
});

export const LabelSelector = z.looseObject({
  matchLabels: texts.optional(),
  matchExpressions: z.array(Requirement).optional(),
});
export type LabelSelector = z.infer<typeof LabelSelector>;

const share = z.union([z.int(), z.string()]);

const Strategy = z.looseObject({
  type: z.string().default("RollingUpdate"),
  rollingUpdate: z
    .looseObject({ maxUnavailable: share.default("25%"), maxSurge: share.default("25%") })
    .optional(),
});

const DeploymentSpec = z.looseObject({
  replicas: z.int().default(1),
  selector: LabelSelector.prefault({}),
  template: PodTemplate,
  strategy: Strategy.prefault({}).transform((strategy) =>
    strategy.type === "RollingUpdate" && strategy.rollingUpdate === undefined
      ? { ...strategy, rollingUpdate: { maxUnavailable: "25%", maxSurge: "25%" } }
      : strategy,
  ),
  minReadySeconds: z.int().optional(),
  revisionHistoryLimit: z.int().default(10),
  progressDeadlineSeconds: z.int().default(600),
  paused: z.boolean().optional(),
});

const counts = {
  observedGeneration: z.int().optional(),
  replicas: z.int().optional(),
  readyReplicas: z.int().optional(),
  availableReplicas: z.int().optional(),
  conditions: z.array(Condition).optional(),
};

const DeploymentStatus = z.looseObject({
  ...counts,
  updatedReplicas: z.int().optional(),
  unavailableReplicas: z.int().optional(),
});
export type DeploymentStatus = z.infer<typeof DeploymentStatus>;

export const Deployment = z.looseObject({
  ...typed,
  spec: DeploymentSpec,
  status: DeploymentStatus.prefault({}),
});
export type Deployment = z.infer<typeof Deployment>;

export const ReplicaSet = z.looseObject({
  ...typed,
  spec: z.looseObject({
    replicas: z.int().default(1),
    minReadySeconds: z.int().optional(),
    selector: LabelSelector.prefault({}),
    template: PodTemplate,
  }),
  status: z.looseObject({ ...counts, replicas: z.int().default(0) }).prefault({}),
});
export type ReplicaSet = z.infer<typeof ReplicaSet>;

export const REVISION = "deployment.kubernetes.io/revision";
export const TEMPLATE_HASH = "pod-template-hash";

/** The revision that a deployment or one of its replica sets carries; 0 before it has one. */
export function revisionOf({ metadata }: Deployment | ReplicaSet): number {
  return Number(metadata.annotations?.[REVISION] ?? 0);
}
