import { z } from "zod";

export const texts = z.record(z.string(), z.string());

const OwnerReference = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  name: z.string(),
  uid: z.string(),
  controller: z.boolean().optional(),
});
export type OwnerReference = z.infer<typeof OwnerReference>;

const ManagedFields = z.looseObject({
  manager: z.string(),
  operation: z.string(),
  time: z.string().optional(),
  subresource: z.string().optional(),
});
export type ManagedFields = z.infer<typeof ManagedFields>;

const Metadata = z.looseObject({
  name: z.string(),
  namespace: z.string().optional(),
  uid: z.string(),
  resourceVersion: z.string(),
  generation: z.int().optional(),
  creationTimestamp: z.string(),
  deletionTimestamp: z.string().optional(),
  deletionGracePeriodSeconds: z.int().optional(),
  labels: texts.optional(),
  annotations: texts.optional(),
  ownerReferences: z.array(OwnerReference).optional(),
  managedFields: z.array(ManagedFields).optional(),
});

/** What every object of the API begins with. */
export const typed = {
  apiVersion: z.string(),
  kind: z.string(),
  metadata: Metadata,
};

export const Plain = z.looseObject(typed);
/** An object of which the cluster only reads who it is: a namespace, a service, a config map. */
export type Plain = z.infer<typeof Plain>;

export const Condition = z.looseObject({
  type: z.string(),
  status: z.enum(["True", "False", "Unknown"]),
  reason: z.string().optional(),
  message: z.string().optional(),
  lastTransitionTime: z.string().optional(),
});
export type Condition = z.infer<typeof Condition>;

/** The owner that controls an object, if any. */
export function controllerOf({ metadata }: Plain): OwnerReference | undefined {
  return metadata.ownerReferences?.find(({ controller }) => controller === true);
}

export function isControlledBy(object: Plain, owner: Plain): boolean {
  return controllerOf(object)?.uid === owner.metadata.uid;
}
