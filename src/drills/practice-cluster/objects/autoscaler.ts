import { z } from "zod";
import { Condition, texts, typed } from "./metadata.ts";
import { quantity } from "./pod.ts";

const Target = z.looseObject({
  type: z.enum(["Utilization", "AverageValue", "Value"]),
  averageUtilization: z.int().optional(),
  averageValue: quantity.optional(),
});

const Metric = z.looseObject({
  type: z.string(),
  resource: z.looseObject({ name: z.string(), target: Target }).optional(),
  external: z
    .looseObject({ metric: z.looseObject({ name: z.string() }), target: Target })
    .optional(),
});
export type Metric = z.infer<typeof Metric>;

const Current = z.looseObject({
  averageUtilization: z.int().optional(),
  averageValue: quantity.optional(),
});

const CurrentMetric = z.looseObject({
  type: z.string(),
  resource: z.looseObject({ name: z.string(), current: Current }).optional(),
  external: z
    .looseObject({ metric: z.looseObject({ name: z.string() }), current: Current })
    .optional(),
});
export type CurrentMetric = z.infer<typeof CurrentMetric>;

const ScaleTarget = z.looseObject({
  apiVersion: z.string().default("apps/v1"),
  kind: z.string().default("Deployment"),
  name: z.string().default(""),
});

/** A horizontal pod autoscaler as autoscaling/v2 has it. */
export const Autoscaler = z.looseObject({
  ...typed,
  spec: z.looseObject({
    scaleTargetRef: ScaleTarget,
    minReplicas: z.int().default(1),
    maxReplicas: z.int().default(0),
    metrics: z.array(Metric).optional(),
  }),
  status: z
    .looseObject({
      currentReplicas: z.int().optional(),
      desiredReplicas: z.int().default(0),
      currentMetrics: z.array(CurrentMetric).optional(),
      conditions: z.array(Condition).optional(),
      lastScaleTime: z.string().optional(),
    })
    .prefault({}),
});
export type Autoscaler = z.infer<typeof Autoscaler>;

const Trigger = z.looseObject({ type: z.string(), metadata: texts });

/** What KEDA scales by: a list in Redis, for one. */
export const ScaledObject = z.looseObject({
  ...typed,
  spec: z.looseObject({
    scaleTargetRef: ScaleTarget,
    minReplicaCount: z.int().optional(),
    maxReplicaCount: z.int().optional(),
    triggers: z.array(Trigger),
  }),
  status: z
    .looseObject({ conditions: z.array(Condition).optional(), hpaName: z.string().optional() })
    .prefault({}),
});
export type ScaledObject = z.infer<typeof ScaledObject>;
