import { connectionOfType, type Connections } from "../../config/connections.ts";
import type { Kubernetes } from "../../config/connections/kubernetes.ts";
import type { AccessSource } from "../../integrations/kubernetes/access.ts";
import { openCluster, type OpenCluster } from "../../integrations/kubernetes/client.ts";
import type { Cluster, ClusterAnswer } from "../../ports/cluster/cluster.ts";
import { keepBriefly } from "./keep-briefly.ts";
import { readKubeconfig } from "./read-kubeconfig.ts";

export interface Clusters {
  readonly of: (connection: string) => Cluster;
  readonly close: () => void;
}

interface Opened {
  readonly as: Kubernetes;
  readonly cluster: OpenCluster;
}

/** The kubernetes connections of connections.yaml, opened when they are first used. */
export function openClusters(current: () => Connections | undefined): Clusters {
  const opened = new Map<string, Opened>();

  function of(name: string): Cluster {
    const connections = current();
    const connection = connections && connectionOfType(connections, name, ["kubernetes"]);
    if (connection?.type !== "kubernetes") return nobody(name);
    const known = opened.get(name);
    if (known?.as === connection) return known.cluster;
    // What is on its way through the old one comes to its end; the server closes what is idle.
    const { namespaces } = connection;
    const cluster = openCluster({ source: sourceOf(connection), namespaces });
    opened.set(name, { as: connection, cluster });
    return cluster;
  }

  return { of, close: () => opened.forEach(({ cluster }) => cluster.close()) };
}

const FILE = "file:";

/** A read of a file takes as long as a request of the cluster, and up to ten of them in a crowd. */
const KEPT_MS = 1_000;

function sourceOf({ kubeconfig, context }: Kubernetes): AccessSource {
  if (kubeconfig === undefined) return { is: "in_cluster" };
  return {
    is: "kubeconfig",
    text: keepBriefly(
      KEPT_MS,
      () => readKubeconfig(kubeconfig),
      () => performance.now(),
    ),
    ...(kubeconfig.startsWith(FILE) && { file: kubeconfig.slice(FILE.length) }),
    ...(context !== undefined && { context }),
  };
}

function nobody(name: string): Cluster {
  const detail = `connections.yaml has no kubernetes connection "${name}"`;
  const answer: ClusterAnswer<never> = { is: "unreached", why: "not_ready", detail };
  const refuse = async (): Promise<ClusterAnswer<never>> => answer;
  return {
    get: refuse,
    list: refuse,
    create: refuse,
    patch: refuse,
    remove: refuse,
    log: refuse,
  };
}
