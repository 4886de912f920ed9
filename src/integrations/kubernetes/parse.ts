import { z } from "zod";
import type { Objects, Resource } from "../../ports/cluster/objects.ts";

const texts = z
  .record(z.string(), z.string())
  .nullish()
  .transform((given) => given ?? {});

function listOf<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .nullish()
    .transform((given) => given ?? []);
}

const count = z.int().default(0);

const Metadata = z.looseObject({
  name: z.string(),
  uid: z.string(),
  resourceVersion: z.string(),
  generation: z.int().default(0),
  creationTimestamp: z.string(),
  deletionTimestamp: z.string().optional(),
  labels: texts,
  annotations: texts,
  ownerReferences: listOf(z.looseObject({ kind: z.string(), name: z.string(), uid: z.string() })),
  managedFields: listOf(
    z.looseObject({ manager: z.string().default(""), time: z.string().optional() }),
  ),
});

const Condition = z.looseObject({
  type: z.string(),
  status: z.string(),
  reason: z.string().default(""),
  message: z.string().default(""),
});

const Container = z.looseObject({
  name: z.string(),
  image: z.string().default(""),
  env: listOf(z.looseObject({ name: z.string(), value: z.string().optional() })),
  resources: z.looseObject({ limits: texts, requests: texts }).prefault({}),
});

const PodTemplate = z.looseObject({
  metadata: z.looseObject({ labels: texts, annotations: texts }).prefault({}),
  spec: z.looseObject({ containers: listOf(Container) }),
});

const Requirement = z.looseObject({
  key: z.string(),
  operator: z.enum(["In", "NotIn", "Exists", "DoesNotExist"]),
  values: listOf(z.string()),
});

const share = z.union([z.int(), z.string().regex(/^[0-9]+%$/)]).default("25%");

const Strategy = z
  .looseObject({
    type: z.enum(["RollingUpdate", "Recreate"]).default("RollingUpdate"),
    rollingUpdate: z.looseObject({ maxUnavailable: share, maxSurge: share }).prefault({}),
  })
  .prefault({});

const Deployment = z.looseObject({
  metadata: Metadata,
  spec: z.looseObject({
    replicas: z.int().default(1),
    paused: z.boolean().default(false),
    strategy: Strategy,
    selector: z.looseObject({ matchLabels: texts, matchExpressions: listOf(Requirement) }),
    template: PodTemplate,
  }),
  status: z
    .looseObject({
      observedGeneration: count,
      replicas: count,
      updatedReplicas: count,
      readyReplicas: count,
      availableReplicas: count,
      conditions: listOf(Condition),
    })
    .prefault({}),
});

/** Without a single default, as these would become part of it when it is given back. */
const KeptTemplate = z.looseObject({
  metadata: z.looseObject({ labels: z.record(z.string(), z.string()).optional() }).optional(),
  spec: z.looseObject({
    containers: z.array(z.looseObject({ name: z.string(), image: z.string() })),
  }),
});

const ReplicaSet = z.looseObject({
  metadata: Metadata,
  spec: z.looseObject({ replicas: z.int().default(1), template: KeptTemplate }),
});

const State = z
  .looseObject({
    waiting: z
      .looseObject({ reason: z.string().default(""), message: z.string().default("") })
      .optional(),
    terminated: z
      .looseObject({ reason: z.string().default(""), exitCode: z.int().default(0) })
      .optional(),
  })
  .prefault({});

const ContainerStatus = z.looseObject({
  name: z.string(),
  restartCount: count,
  state: State,
  lastState: State,
});

const Pod = z.looseObject({
  metadata: Metadata,
  spec: z.looseObject({ nodeName: z.string().default(""), containers: listOf(Container) }),
  status: z
    .looseObject({
      phase: z.string().default("Unknown"),
      conditions: listOf(Condition),
      initContainerStatuses: listOf(ContainerStatus),
      containerStatuses: listOf(ContainerStatus),
    })
    .prefault({}),
});

const ClusterEvent = z
  .looseObject({
    metadata: z.looseObject({ creationTimestamp: z.string().default("") }),
    type: z.string().default("Normal"),
    reason: z.string().default(""),
    message: z.string().default(""),
    count: z.int().nullish(),
    lastTimestamp: z.string().nullish(),
    eventTime: z.string().nullish(),
    involvedObject: z.looseObject({ kind: z.string().default(""), name: z.string().default("") }),
  })
  // Newer reporters leave the old fields empty.
  .transform(({ metadata, count, lastTimestamp, eventTime, ...event }) => ({
    ...event,
    count: count ?? 1,
    lastTimestamp: lastTimestamp ?? eventTime ?? metadata.creationTimestamp,
  }));

const ScaleTarget = z.looseObject({ kind: z.string().default("Deployment"), name: z.string() });

const Autoscaler = z.looseObject({
  metadata: Metadata,
  spec: z.looseObject({
    scaleTargetRef: ScaleTarget,
    minReplicas: z.int().default(1),
    maxReplicas: z.int(),
    metrics: listOf(
      z.looseObject({
        type: z.string(),
        resource: z
          .looseObject({
            name: z.string(),
            target: z.looseObject({ averageUtilization: z.int().optional() }),
          })
          .optional(),
      }),
    ),
  }),
});

const ScaledObject = z.looseObject({
  metadata: Metadata,
  spec: z.looseObject({
    scaleTargetRef: ScaleTarget,
    minReplicaCount: z.int().default(0),
    maxReplicaCount: z.int().default(100),
    triggers: listOf(z.looseObject({ type: z.string(), metadata: texts })),
  }),
});

const PodMetrics = z.looseObject({
  metadata: z.looseObject({ name: z.string() }),
  containers: listOf(z.looseObject({ name: z.string(), usage: texts })),
});

export const OBJECTS: { readonly [R in Resource]: z.ZodType<Objects[R]> } = {
  deployments: Deployment,
  replicasets: ReplicaSet,
  pods: Pod,
  events: ClusterEvent,
  horizontalpodautoscalers: Autoscaler,
  scaledobjects: ScaledObject,
  podmetrics: PodMetrics,
};

const Page = z.looseObject({
  metadata: z.looseObject({ continue: z.string().default("") }).prefault({}),
  items: z.array(z.unknown()).nullable(),
});

export interface Page<R extends Resource> {
  readonly items: readonly Objects[R][];
  readonly next: string;
}

export function parsePage<R extends Resource>(resource: R, body: unknown): Page<R> {
  const { metadata, items } = Page.parse(body);
  const schema = OBJECTS[resource];
  return { items: (items ?? []).map((item) => schema.parse(item)), next: metadata.continue };
}
