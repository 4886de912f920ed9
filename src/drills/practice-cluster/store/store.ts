import { isDeepStrictEqual } from "node:util";
import type { Kept, Plural } from "../objects/kept.ts";
import type { Plain } from "../objects/metadata.ts";

/** One change of one object, in the order of resource versions. */
export interface Change {
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly plural: Plural;
  readonly object: Plain;
  readonly before: Plain | undefined;
  readonly version: number;
}

/** All objects, their versions, and what changed of late. */
export interface Store {
  readonly list: <K extends Plural>(plural: K, namespace?: string) => readonly Kept[K][];
  readonly get: <K extends Plural>(
    plural: K,
    name: string,
    namespace?: string,
  ) => Kept[K] | undefined;
  /** Keeps the object under a new version; one that is equal to the kept one keeps its version. */
  readonly put: <K extends Plural>(plural: K, object: Kept[K]) => Kept[K];
  readonly remove: (plural: Plural, object: Plain) => Plain;
  readonly version: () => number;
  /** What changed after a version; `gone` where that is no longer known. */
  readonly since: (version: number) => readonly Change[] | "gone";
  readonly onChange: (tell: (change: Change) => void) => () => void;
  /** Forgets all past changes, as etcd does when it compacts. */
  readonly compact: () => void;
}

export function openStore(remembers = 10_000): Store {
  const kept: { readonly [K in Plural]: Map<string, Kept[K]> } = {
    namespaces: new Map(),
    nodes: new Map(),
    pods: new Map(),
    events: new Map(),
    services: new Map(),
    configmaps: new Map(),
    resourcequotas: new Map(),
    deployments: new Map(),
    replicasets: new Map(),
    horizontalpodautoscalers: new Map(),
    scaledobjects: new Map(),
    poddisruptionbudgets: new Map(),
  };
  const listeners = new Set<(change: Change) => void>();
  let version = 1_000;
  let forgotten = version;
  let changes: Change[] = [];

  function tell(change: Change): void {
    changes.push(change);
    if (changes.length > remembers * 2) {
      const dropped = changes.length - remembers;
      forgotten = changes[dropped - 1]?.version ?? forgotten;
      changes = changes.slice(dropped);
    }
    for (const listener of listeners) listener(change);
  }

  function put<K extends Plural>(plural: K, object: Kept[K]): Kept[K] {
    const key = keyOf(object.metadata.name, object.metadata.namespace);
    const before = kept[plural].get(key);
    if (before !== undefined && isDeepStrictEqual(withVersion(object, before), before)) {
      return before;
    }
    version += 1;
    const metadata = { ...object.metadata, resourceVersion: String(version) };
    const after = { ...object, metadata };
    kept[plural].set(key, after);
    tell({ type: before ? "MODIFIED" : "ADDED", plural, object: after, before, version });
    return after;
  }

  function remove(plural: Plural, object: Plain): Plain {
    const { name, namespace } = object.metadata;
    kept[plural].delete(keyOf(name, namespace));
    version += 1;
    const last = withVersion(object, { metadata: { resourceVersion: String(version) } });
    tell({ type: "DELETED", plural, object: last, before: object, version });
    return last;
  }

  return {
    list: (plural, namespace) => {
      const all = [...kept[plural].entries()].toSorted(([a], [b]) => (a < b ? -1 : 1));
      return all
        .map(([, object]) => object)
        .filter(({ metadata }) => namespace === undefined || metadata.namespace === namespace);
    },
    get: (plural, name, namespace) => kept[plural].get(keyOf(name, namespace)),
    put,
    remove,
    version: () => version,
    since: (seen) =>
      seen < forgotten ? "gone" : changes.filter((change) => change.version > seen),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    compact: () => {
      forgotten = version;
      changes = [];
    },
  };
}

function keyOf(name: string, namespace = ""): string {
  return `${namespace}/${name}`;
}

function withVersion<T extends Plain>(
  object: T,
  { metadata }: { readonly metadata: Pick<Plain["metadata"], "resourceVersion"> },
): T {
  return {
    ...object,
    metadata: { ...object.metadata, resourceVersion: metadata.resourceVersion },
  };
}
