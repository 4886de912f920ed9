import { randomUUID } from "node:crypto";
import { env } from "node:process";
import { CoreV1Api, KubeConfig } from "@kubernetes/client-node";
import { onTestFinished } from "vitest";
import {
  type PracticeCluster,
  startPracticeCluster,
} from "../../src/drills/practice-cluster/start-practice-cluster.ts";
import { systemClock } from "../../src/integrations/system/clock.ts";

/** A cluster, and in it a namespace that belongs to one test alone. */
export interface ClusterForTests {
  readonly kubeconfig: string;
  readonly namespace: string;
  /** What only a practice cluster can do, such as to break; a real one cannot be told to. */
  readonly practice: PracticeCluster | undefined;
}

/** The cluster that TEST_KUBECONFIG names, or else a practice cluster that is started. */
export async function clusterForTests(): Promise<ClusterForTests> {
  const namespace = `pitcrew-${randomUUID()}`;
  const named = env["TEST_KUBECONFIG"];
  if (named !== undefined) {
    await makeNamespace(named, namespace);
    return { kubeconfig: named, namespace, practice: undefined };
  }
  const practice = await startPracticeCluster({ clock: systemClock, namespaces: [namespace] });
  onTestFinished(practice.stop);
  return { kubeconfig: practice.kubeconfig, namespace, practice };
}

async function makeNamespace(kubeconfig: string, name: string): Promise<void> {
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig);
  const api = config.makeApiClient(CoreV1Api);
  await api.createNamespace({ body: { metadata: { name } } });
  onTestFinished(async () => void (await api.deleteNamespace({ name })));
}
