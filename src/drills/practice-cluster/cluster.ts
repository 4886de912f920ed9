import { z } from "zod";
import type { JsonObject } from "../../model/json.ts";
import { matches, parseLabelSelector } from "./api/label-selector.ts";
import { typeOfKept, typeOfObject } from "./api/resource-types.ts";
import type { Refusal } from "./api/status.ts";
import type { Usage } from "./node/behaviour.ts";
import type { Kubelet } from "./node/kubelet.ts";
import type { RunningContainer } from "./node/run-container.ts";
import type { Kept, Plural } from "./objects/kept.ts";
import type { Plain } from "./objects/metadata.ts";
import type { Fault, Faults } from "./server/faults.ts";
import { type SavedState, saveState } from "./saved-state.ts";
import { create, type Keeping } from "./write/create.ts";
import { remove } from "./write/remove.ts";
import { replace } from "./write/replace.ts";

/** Some pods of one namespace. */
export interface Pods {
  readonly namespace: string;
  /** Such as `app=web`. */
  readonly selector: string;
}

/** The cluster in the hands of a drill or a test. */
export interface Cluster {
  /** Makes an object or puts it in the place of the one of its name; throws what is against it. */
  readonly apply: (manifest: JsonObject) => Plain;
  /** Deletes an object as a client would, with the time that it takes to end. */
  readonly remove: (plural: Plural, name: string, namespace?: string) => void;
  readonly get: <K extends Plural>(
    plural: K,
    name: string,
    namespace?: string,
  ) => Kept[K] | undefined;
  readonly list: <K extends Plural>(plural: K, namespace?: string) => readonly Kept[K][];
  /** Waits until something can be seen in the cluster. */
  readonly until: <T>(look: () => T | undefined | false) => Promise<T>;
  /** Waits until the cluster has nothing left to do but to let time go by. */
  readonly settled: () => Promise<void>;
  /** Lets running pods take so much, and the autoscalers see it at once. */
  readonly setUsage: (pods: Pods, usage: Partial<Usage>) => void;
  /** Sets a metric from outside, such as `s0-redis-jobs` of a scaled object, and lets it be seen. */
  readonly setMetric: (namespace: string, name: string, value: number) => void;
  /** The running containers of some pods: to log, to crash, to become unready. */
  readonly containers: (pods: Pods) => readonly RunningContainer[];
  /** Breaks the API until the returned function mends it. */
  readonly breakWith: (fault: Fault) => () => void;
  /** Everything that people put into the cluster, to be put into another one later. */
  readonly save: () => SavedState;
  /** Forgets past changes: whoever watches from an old version is told that it is gone. */
  readonly compact: () => void;
}

interface ClusterParts {
  readonly keeping: Keeping;
  readonly kubelet: Kubelet;
  readonly faults: Faults;
  readonly metrics: Map<string, number>;
  readonly autoscaleAll: () => void;
  readonly settled: () => Promise<void>;
}

export function openCluster(parts: ClusterParts): Cluster {
  const { keeping, kubelet, faults, metrics, autoscaleAll, settled } = parts;
  const { store } = keeping;

  function containers({ namespace, selector }: Pods): readonly RunningContainer[] {
    const parsed = parseLabelSelector(selector);
    if (!parsed.ok) throw new Error(parsed.message);
    return store
      .list("pods", namespace)
      .filter(({ metadata }) => matches(parsed.value, metadata.labels))
      .flatMap((pod) => [...kubelet.containersOf(pod).values()]);
  }

  return {
    apply: (manifest) => applyManifest(keeping, manifest),
    remove: (plural, name, namespace) => {
      const object = store.get(plural, name, namespace);
      if (object !== undefined) remove(keeping, plural, typeOfKept(plural), object, {});
    },
    get: store.get,
    list: store.list,
    until: (look) =>
      new Promise((resolve) => {
        const found = look();
        if (found !== undefined && found !== false) return resolve(found);
        const forget = store.onChange(() => {
          const seen = look();
          if (seen === undefined || seen === false) return;
          forget();
          resolve(seen);
        });
      }),
    settled,
    setUsage: (pods, usage) => {
      for (const container of containers(pods)) container.use(usage);
      autoscaleAll();
    },
    setMetric: (namespace, name, value) => {
      metrics.set(`${namespace}/${name}`, value);
      autoscaleAll();
    },
    containers,
    breakWith: faults.breakWith,
    save: () => saveState(store),
    compact: store.compact,
  };
}

const Manifest = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().default("default") }),
});

function applyManifest(keeping: Keeping, sent: JsonObject): Plain {
  const { apiVersion, kind, metadata } = Manifest.parse(sent);
  const type = typeOfObject(apiVersion, kind);
  const plural = type?.keptAs;
  if (type === undefined || plural === undefined) {
    throw new Error(`${apiVersion} ${kind} cannot be applied`);
  }
  const { name, namespace } = metadata;
  const writing = { manager: "practice", namespace: type.isNamespaced ? namespace : undefined };
  const before = keeping.store.get(plural, name, writing.namespace);
  const written =
    before === undefined
      ? create(keeping, plural, type, sent, writing)
      : replace(keeping, plural, type, before, sent, writing);
  return written.ok ? written.value : fail(written);
}

function fail({ status }: Refusal): never {
  throw new Error(status.message);
}
