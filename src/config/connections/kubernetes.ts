import { z } from "zod";
import { SecretReference } from "../secret-reference.ts";

const ResourceName = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, "must be lower case letters, digits and dashes");

/** A cluster, reached with a kubeconfig or from a pod inside it. */
export const Kubernetes = z.strictObject({
  type: z.literal("kubernetes"),
  kubeconfig: SecretReference.optional(),
  /** Uses the service account of the pod that Pitcrew runs in. */
  in_cluster: z.literal(true).optional(),
  context: z.string().min(1).max(200).optional(),
  /** Limits playbooks to these namespaces; without it the cluster's own rights decide. */
  namespaces: z.array(ResourceName).min(1).max(200).optional(),
});

export type Kubernetes = z.infer<typeof Kubernetes>;
