import type { z } from "zod";
import { Autoscaler, ScaledObject } from "./autoscaler.ts";
import { Deployment, ReplicaSet } from "./deployment.ts";
import { Event } from "./event.ts";
import { DisruptionBudget, Quota } from "./guard.ts";
import { Node } from "./node.ts";
import { ConfigMap, Namespace, Service } from "./plain.ts";
import { Pod } from "./pod.ts";

/** What is kept under each plural. */
export interface Kept {
  readonly namespaces: Namespace;
  readonly nodes: Node;
  readonly pods: Pod;
  readonly events: Event;
  readonly services: Service;
  readonly configmaps: ConfigMap;
  readonly resourcequotas: Quota;
  readonly deployments: Deployment;
  readonly replicasets: ReplicaSet;
  readonly horizontalpodautoscalers: Autoscaler;
  readonly scaledobjects: ScaledObject;
  readonly poddisruptionbudgets: DisruptionBudget;
}

export type Plural = keyof Kept;

export const SCHEMAS: { readonly [K in Plural]: z.ZodType<Kept[K]> } = {
  namespaces: Namespace,
  nodes: Node,
  pods: Pod,
  events: Event,
  services: Service,
  configmaps: ConfigMap,
  resourcequotas: Quota,
  deployments: Deployment,
  replicasets: ReplicaSet,
  horizontalpodautoscalers: Autoscaler,
  scaledobjects: ScaledObject,
  poddisruptionbudgets: DisruptionBudget,
};
