/** Objects of a cluster, as far as anybody here looks at them. The rest of them comes along unseen. */
export interface Objects {
  readonly deployments: Deployment;
  readonly replicasets: ReplicaSet;
  readonly pods: Pod;
  readonly events: ClusterEvent;
  readonly horizontalpodautoscalers: Autoscaler;
  readonly scaledobjects: ScaledObject;
  readonly podmetrics: PodMetrics;
}

export type Resource = keyof Objects;

export interface Metadata {
  readonly name: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly generation: number;
  readonly creationTimestamp: string;
  readonly deletionTimestamp?: string | undefined;
  readonly labels: Texts;
  readonly annotations: Texts;
  readonly ownerReferences: readonly Owner[];
  readonly managedFields: readonly Manager[];
}

export type Texts = Readonly<Record<string, string>>;

interface Owner {
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
}

/** Who wrote to an object, and when. */
interface Manager {
  readonly manager: string;
  readonly time?: string | undefined;
}

export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly env: readonly Variable[];
  readonly resources: Resources;
}

/** Without a value where it comes from a secret, a config map or the pod itself. */
export interface Variable {
  readonly name: string;
  readonly value?: string | undefined;
  readonly valueFrom?: unknown;
}

export interface Resources {
  readonly limits: Texts;
  readonly requests: Texts;
}

export interface PodTemplate {
  readonly metadata: { readonly labels: Texts; readonly annotations: Texts };
  readonly spec: { readonly containers: readonly Container[] };
}

export interface LabelSelector {
  readonly matchLabels: Texts;
  readonly matchExpressions: readonly Requirement[];
}

export interface Requirement {
  readonly key: string;
  readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
  readonly values: readonly string[];
}

export interface Deployment {
  readonly metadata: Metadata;
  readonly spec: {
    readonly replicas: number;
    readonly paused: boolean;
    readonly strategy: Strategy;
    readonly selector: LabelSelector;
    readonly template: PodTemplate;
  };
  readonly status: {
    readonly observedGeneration: number;
    readonly replicas: number;
    readonly updatedReplicas: number;
    readonly readyReplicas: number;
    readonly availableReplicas: number;
    readonly conditions: readonly Condition[];
  };
}

interface Strategy {
  readonly type: "RollingUpdate" | "Recreate";
  /** Numbers, or shares such as `25%`. */
  readonly rollingUpdate: {
    readonly maxUnavailable: number | string;
    readonly maxSurge: number | string;
  };
}

export interface ReplicaSet {
  readonly metadata: Metadata;
  readonly spec: { readonly replicas: number; readonly template: KeptTemplate };
}

/** A template exactly as the cluster keeps it, to be given back to it. */
export interface KeptTemplate {
  readonly metadata?: { readonly labels?: Texts | undefined } | undefined;
  readonly spec: {
    readonly containers: readonly { readonly name: string; readonly image: string }[];
  };
}

export interface Pod {
  readonly metadata: Metadata;
  readonly spec: { readonly nodeName: string; readonly containers: readonly Container[] };
  readonly status: {
    readonly phase: string;
    readonly conditions: readonly Condition[];
    /** Of those that have to end before the others begin. */
    readonly initContainerStatuses: readonly ContainerStatus[];
    readonly containerStatuses: readonly ContainerStatus[];
  };
}

export interface ContainerStatus {
  readonly name: string;
  readonly restartCount: number;
  readonly state: ContainerState;
  readonly lastState: ContainerState;
}

interface ContainerState {
  readonly waiting?: { readonly reason: string; readonly message: string } | undefined;
  readonly terminated?: { readonly reason: string; readonly exitCode: number } | undefined;
}

export interface ClusterEvent {
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly count: number;
  readonly lastTimestamp: string;
  readonly involvedObject: { readonly kind: string; readonly name: string };
}

export interface Autoscaler {
  readonly metadata: Metadata;
  readonly spec: {
    readonly scaleTargetRef: ScaleTarget;
    readonly minReplicas: number;
    readonly maxReplicas: number;
    readonly metrics: readonly Metric[];
  };
}

export interface ScaleTarget {
  readonly kind: string;
  readonly name: string;
}

export interface Metric {
  readonly type: string;
  readonly resource?:
    | {
        readonly name: string;
        readonly target: { readonly averageUtilization?: number | undefined };
      }
    | undefined;
}

export interface ScaledObject {
  readonly metadata: Metadata;
  readonly spec: {
    readonly scaleTargetRef: ScaleTarget;
    readonly minReplicaCount: number;
    readonly maxReplicaCount: number;
    readonly triggers: readonly { readonly type: string; readonly metadata: Texts }[];
  };
}

export interface PodMetrics {
  readonly metadata: { readonly name: string };
  readonly containers: readonly { readonly name: string; readonly usage: Texts }[];
}
