import { k8sAutoscale } from "./autoscale.ts";
import { k8sDeletePods } from "./delete-pods.ts";
import { k8sEvents } from "./events.ts";
import { k8sLogs } from "./logs.ts";
import { k8sPods } from "./pods.ts";
import { k8sRestart } from "./restart.ts";
import { k8sRollback } from "./rollback.ts";
import { k8sRolloutHistory } from "./rollout-history.ts";
import { k8sScale } from "./scale.ts";
import { k8sSetEnv } from "./set-env.ts";
import { k8sSetResources } from "./set-resources.ts";
import { k8sTop } from "./top.ts";
import { k8sWorkload } from "./workload.ts";

export const CLUSTER_LOOKS = [
  k8sWorkload,
  k8sPods,
  k8sTop,
  k8sLogs,
  k8sEvents,
  k8sRolloutHistory,
] as const;

export const CLUSTER_CHANGES = [
  k8sScale,
  k8sAutoscale,
  k8sRestart,
  k8sRollback,
  k8sDeletePods,
  k8sSetEnv,
  k8sSetResources,
] as const;

/** Every kind that works on a cluster. */
export const CLUSTER_KINDS = [...CLUSTER_LOOKS, ...CLUSTER_CHANGES] as const;
