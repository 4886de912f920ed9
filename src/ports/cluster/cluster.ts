import type { Objects, Requirement, Resource } from "./objects.ts";

/** One object of a cluster. */
export interface Place {
  readonly namespace: string;
  readonly name: string;
}

/** Some objects of a namespace; all that is given here must hold. */
export interface Choice {
  readonly namespace: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly requirements?: readonly Requirement[];
  readonly fields?: Readonly<Record<string, string>>;
}

export interface Listed<T> {
  readonly items: readonly T[];
  /** There are more than were read. */
  readonly isCut: boolean;
}

export interface Patch {
  /** How a body changes an object: `strategic` knows that containers have names. */
  readonly type: "merge" | "strategic" | "json";
  readonly body: object;
  readonly part?: "scale";
}

/** What an object must still be, so that nothing else is deleted. */
export interface Removal {
  readonly uid: string;
  readonly resourceVersion?: string;
  /** Zero does not wait for the pod to end by itself. */
  readonly graceSeconds?: number;
}

export interface LogChoice {
  readonly container: string;
  readonly lines: number;
  readonly sinceSeconds?: number;
}

/** What came of a request. Every case is expected; what else happens is thrown. */
export type ClusterAnswer<T> =
  | { readonly is: "answered"; readonly value: T }
  | {
      readonly is: "refused";
      readonly status: number;
      /** In one word of the cluster, such as `Forbidden`. */
      readonly reason: string;
      readonly message: string;
    }
  /** Answered, but too large or not in the form that it should have. */
  | { readonly is: "unreadable"; readonly why: "too_large" | "malformed"; readonly detail: string }
  /** Proof that nothing was sent. */
  | { readonly is: "unreached"; readonly why: UnreachedReason; readonly detail: string }
  /** It was sent, at least in part, and nobody knows what came of it. */
  | { readonly is: "unanswered"; readonly detail: string };

export type UnreachedReason =
  /** The connection is not listed, or its kubeconfig cannot be used. */
  | "not_ready"
  /** connections.yaml limits the connection to other namespaces. */
  | "namespace_not_listed"
  | "connection_failed"
  | "aborted";

/** What is asked only in order to see what would come of it. */
export type DryRun = "dry_run" | "for_real";

/** Reads and changes the objects of one cluster, within the namespaces that an operator has listed. */
export interface Cluster {
  readonly get: <R extends Resource>(
    resource: R,
    place: Place,
    signal: AbortSignal,
  ) => Promise<ClusterAnswer<Objects[R]>>;
  readonly list: <R extends Resource>(
    resource: R,
    choice: Choice,
    signal: AbortSignal,
  ) => Promise<ClusterAnswer<Listed<Objects[R]>>>;
  readonly create: (
    resource: Resource,
    namespace: string,
    object: object,
    dry: DryRun,
    signal: AbortSignal,
  ) => Promise<ClusterAnswer<null>>;
  readonly patch: (
    resource: Resource,
    place: Place,
    patch: Patch,
    dry: DryRun,
    signal: AbortSignal,
  ) => Promise<ClusterAnswer<null>>;
  readonly remove: (
    resource: Resource,
    place: Place,
    removal: Removal,
    dry: DryRun,
    signal: AbortSignal,
  ) => Promise<ClusterAnswer<null>>;
  readonly log: (
    pod: Place,
    choice: LogChoice,
    signal: AbortSignal,
  ) => Promise<ClusterAnswer<string>>;
}
