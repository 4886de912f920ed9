import { z } from "zod";
import type { JsonObject } from "../../../model/json.ts";
import type { Deployment, ReplicaSet } from "../objects/deployment.ts";
import type { Plural } from "../objects/kept.ts";
import type { Store } from "../store/store.ts";
import { atLeast, wrong } from "../write/validate/field-errors.ts";
import { formatSelector, selectorOf } from "./label-selector.ts";
import { toJson } from "./served.ts";
import { badRequest, done, invalid, type Outcome } from "./status.ts";

/** What has a size of its own. */
export type Scaled = Deployment | ReplicaSet;

export function findScaled(
  store: Store,
  plural: Plural,
  name: string,
  namespace: string | undefined,
): Scaled | undefined {
  if (plural === "deployments") return store.get(plural, name, namespace);
  return plural === "replicasets" ? store.get(plural, name, namespace) : undefined;
}

/** A deployment or a replica set, seen as nothing but its size. */
export function scaleOf({ metadata, spec, status }: Scaled): JsonObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = metadata;
  return toJson({
    kind: "Scale",
    apiVersion: "autoscaling/v1",
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: spec.replicas },
    status: {
      replicas: status.replicas ?? 0,
      selector: formatSelector(selectorOf(spec.selector)),
    },
  });
}

const Scale = z.looseObject({
  kind: z.literal("Scale"),
  metadata: z.looseObject({ name: z.string(), resourceVersion: z.string().optional() }),
  spec: z.looseObject({ replicas: z.int().default(0) }).prefault({}),
});

/** The object with the size that a Scale asks for, ready to replace it. */
export function withScale(object: JsonObject, sent: JsonObject): Outcome<JsonObject> {
  const read = Scale.safeParse(sent);
  if (!read.success) {
    return badRequest('Scale in version "v1" cannot be handled as a Scale: wrong type in a field');
  }
  const { metadata, spec } = read.data;
  if (spec.replicas < 0) {
    const error = wrong("spec.replicas", spec.replicas, atLeast(0));
    return invalid({ group: "autoscaling", kind: "Scale" }, metadata.name, [error]);
  }
  return done(
    toJson({
      ...object,
      metadata: {
        ...(object["metadata"] as JsonObject),
        name: metadata.name,
        resourceVersion: metadata.resourceVersion,
      },
      spec: { ...(object["spec"] as JsonObject), replicas: spec.replicas },
    }),
  );
}
