import { z } from "zod";
import { type Kept, type Plural, SCHEMAS } from "./objects/kept.ts";
import type { Store } from "./store/store.ts";

/** Pods are made anew, and events tell of what is over. */
const SAVED = [
  "namespaces",
  "nodes",
  "services",
  "configmaps",
  "resourcequotas",
  "deployments",
  "replicasets",
  "horizontalpodautoscalers",
  "scaledobjects",
  "poddisruptionbudgets",
] as const satisfies readonly Plural[];

type Saved = (typeof SAVED)[number];

/** The objects of a cluster between two of its lives. */
export type SavedState = { readonly [K in Saved]: readonly Kept[K][] };

export const SavedState: z.ZodType<SavedState> = z.object({
  namespaces: z.array(SCHEMAS.namespaces),
  nodes: z.array(SCHEMAS.nodes),
  services: z.array(SCHEMAS.services),
  configmaps: z.array(SCHEMAS.configmaps),
  resourcequotas: z.array(SCHEMAS.resourcequotas),
  deployments: z.array(SCHEMAS.deployments),
  replicasets: z.array(SCHEMAS.replicasets),
  horizontalpodautoscalers: z.array(SCHEMAS.horizontalpodautoscalers),
  scaledobjects: z.array(SCHEMAS.scaledobjects),
  poddisruptionbudgets: z.array(SCHEMAS.poddisruptionbudgets),
});

export function saveState({ list }: Store): SavedState {
  return {
    namespaces: list("namespaces"),
    nodes: list("nodes"),
    services: list("services"),
    configmaps: list("configmaps"),
    resourcequotas: list("resourcequotas"),
    deployments: list("deployments"),
    replicasets: list("replicasets"),
    horizontalpodautoscalers: list("horizontalpodautoscalers"),
    scaledobjects: list("scaledobjects"),
    poddisruptionbudgets: list("poddisruptionbudgets"),
  };
}

export function loadState(store: Store, state: SavedState): void {
  for (const plural of SAVED) putAll(store, plural, state[plural]);
}

function putAll<K extends Saved>(store: Store, plural: K, objects: readonly Kept[K][]): void {
  for (const object of objects) store.put(plural, object);
}
