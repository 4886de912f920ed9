import type { Plural } from "../objects/kept.ts";
import type { Plain } from "../objects/metadata.ts";
import type { Change, Store } from "../store/store.ts";
import type { Fits } from "./list.ts";
import { tooOld } from "./status.ts";

export type WatchEvent =
  | { readonly type: "ADDED" | "MODIFIED" | "DELETED"; readonly object: Plain }
  | { readonly type: "ERROR"; readonly status: object };

interface Watched {
  readonly plural: Plural;
  readonly namespace: string | undefined;
  readonly fits: Fits;
  /** Where to begin; empty or 0 begins with everything there is. */
  readonly from: string;
}

/** Tells every change from a version on until it is cancelled; `end` where it is too old. */
export function watch(
  store: Store,
  { plural, namespace, fits, from }: Watched,
  tell: (event: WatchEvent) => void,
  end: () => void,
): () => void {
  function pass(change: Change): void {
    if (change.plural !== plural) return;
    if (namespace !== undefined && change.object.metadata.namespace !== namespace) return;
    const event = seenThrough(fits, change);
    if (event !== undefined) tell(event);
  }

  if (from === "" || from === "0") {
    for (const object of store.list(plural, namespace)) {
      if (fits(object)) tell({ type: "ADDED", object });
    }
    return store.onChange(pass);
  }
  const missed = store.since(Number(from));
  if (missed === "gone") {
    tell({ type: "ERROR", status: tooOld(Number(from), store.version()).status });
    end();
    return () => undefined;
  }
  for (const change of missed) pass(change);
  return store.onChange(pass);
}

/** Whoever watches by a selector sees an object come and go as it begins and ceases to fit. */
function seenThrough(fits: Fits, { type, object, before }: Change): WatchEvent | undefined {
  const didFit = before !== undefined && fits(before);
  if (type === "DELETED") return didFit ? { type, object } : undefined;
  if (fits(object)) return { type: didFit ? "MODIFIED" : "ADDED", object };
  return didFit ? { type: "DELETED", object } : undefined;
}
