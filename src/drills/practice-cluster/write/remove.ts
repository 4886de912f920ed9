import { z } from "zod";
import type { ResourceType } from "../api/resource-types.ts";
import { conflict, done, type Outcome } from "../api/status.ts";
import type { Plural } from "../objects/kept.ts";
import type { Plain } from "../objects/metadata.ts";
import type { Store } from "../store/store.ts";
import { timestamp } from "../store/timestamp.ts";
import type { Keeping } from "./create.ts";

/** How something is to be deleted, as the body of the request says it. */
export const RemoveOptions = z.looseObject({
  gracePeriodSeconds: z.int().nonnegative().nullish(),
  propagationPolicy: z.enum(["Orphan", "Background", "Foreground"]).nullish(),
  preconditions: z
    .object({ uid: z.string().nullish(), resourceVersion: z.string().nullish() })
    .nullish(),
  dryRun: z.array(z.literal("All")).nullish(),
});
export type RemoveOptions = z.infer<typeof RemoveOptions>;

export interface Removal {
  readonly object: Plain;
  /** A pod is given time to end; until then it is still there. */
  readonly isGone: boolean;
}

export function remove(
  { store, now }: Pick<Keeping, "store" | "now">,
  plural: Plural,
  type: ResourceType,
  object: Plain,
  { gracePeriodSeconds, propagationPolicy, preconditions, dryRun }: RemoveOptions,
): Outcome<Removal> {
  const { name, uid, resourceVersion } = object.metadata;
  const isSame = (wanted: string | null | undefined, seen: string) => (wanted ?? seen) === seen;
  if (!isSame(preconditions?.uid, uid)) {
    const why = `Precondition failed: UID in precondition: ${preconditions?.uid}, UID in object meta: ${uid}`;
    return conflict(type, name, why);
  }
  if (!isSame(preconditions?.resourceVersion, resourceVersion)) {
    const why = `Precondition failed: ResourceVersion in precondition: ${preconditions?.resourceVersion}, ResourceVersion in object meta: ${resourceVersion}`;
    return conflict(type, name, why);
  }
  const pod = plural === "pods" ? store.get("pods", name, object.metadata.namespace) : undefined;
  const grace = gracePeriodSeconds ?? pod?.spec.terminationGracePeriodSeconds ?? 0;
  if (dryRun?.includes("All")) return done({ object, isGone: grace === 0 });
  if (pod !== undefined && grace > 0 && pod.spec.nodeName !== undefined) {
    if (pod.metadata.deletionTimestamp !== undefined) return done({ object: pod, isGone: false });
    const metadata = {
      ...pod.metadata,
      deletionTimestamp: timestamp(now() + grace * 1_000),
      deletionGracePeriodSeconds: grace,
    };
    return done({ object: store.put("pods", { ...pod, metadata }), isGone: false });
  }
  const last = store.remove(plural, object);
  if (plural === "namespaces") removeInside(store, name);
  if (propagationPolicy === "Orphan") orphan(store, uid);
  return done({ object: last, isGone: true });
}

/** What lives in a namespace ends with it. */
function removeInside(store: Store, namespace: string): void {
  for (const plural of INSIDE) {
    for (const object of store.list(plural, namespace)) store.remove(plural, object);
  }
}

const INSIDE: readonly Plural[] = [
  "scaledobjects",
  "horizontalpodautoscalers",
  "deployments",
  "replicasets",
  "pods",
  "services",
  "configmaps",
  "poddisruptionbudgets",
  "resourcequotas",
  "events",
];

function orphan(store: Store, owner: string): void {
  for (const plural of ["replicasets", "pods", "horizontalpodautoscalers"] as const) {
    for (const object of store.list(plural)) disown(store, plural, object, owner);
  }
}

function disown(store: Store, plural: Plural, object: Plain, owner: string): void {
  const owners = object.metadata.ownerReferences ?? [];
  const others = owners.filter(({ uid }) => uid !== owner);
  if (others.length === owners.length) return;
  const kept = store.get(plural, object.metadata.name, object.metadata.namespace);
  if (kept !== undefined) {
    store.put(plural, { ...kept, metadata: { ...kept.metadata, ownerReferences: others } });
  }
}
