import type { Plural } from "../objects/kept.ts";
import { controllerOf } from "../objects/metadata.ts";
import type { Store } from "../store/store.ts";
import { remove } from "../write/remove.ts";
import { typeOfKept } from "../api/resource-types.ts";

const OWNED: readonly Plural[] = ["replicasets", "pods", "horizontalpodautoscalers"];
const OWNERS: readonly Plural[] = ["deployments", "replicasets", "scaledobjects"];

/** Deletes what belongs to something that is no longer there. */
export function collectGarbage(store: Store, now: () => number): void {
  const owners = new Set(
    OWNERS.flatMap((plural) => store.list(plural).map(({ metadata }) => metadata.uid)),
  );
  for (const plural of OWNED) {
    for (const object of store.list(plural)) {
      const owner = controllerOf(object)?.uid;
      const isOrphan = owner !== undefined && !owners.has(owner);
      if (isOrphan && object.metadata.deletionTimestamp === undefined) {
        remove({ store, now }, plural, typeOfKept(plural), object, {});
      }
    }
  }
}
