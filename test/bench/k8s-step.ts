// Prints how much longer a Kubernetes step takes than the bare HTTP request that it makes.

import { readFile } from "node:fs/promises";
import { openAccess } from "../../src/integrations/kubernetes/access.ts";
import { createAgent, send } from "../../src/integrations/kubernetes/send.ts";
import { startPracticeCluster } from "../../src/drills/practice-cluster/start-practice-cluster.ts";
import { openClusters } from "../../src/cli/serve/clusters.ts";
import { systemClock } from "../../src/integrations/system/clock.ts";
import { k8sPods } from "../../src/steps/k8s/pods.ts";
import { web } from "../drills/practice-cluster/practice-world.ts";

const ROUNDS = 500;
const WARM_UP = 100;
const LIMITS = { connect: 3_000, total: 20_000, answerBytes: 1_048_576 };
const PODS = "/api/v1/namespaces/shop/pods?limit=50&labelSelector=app%3Dweb";

const practice = await startPracticeCluster({ clock: systemClock, namespaces: ["shop"] });
practice.cluster.apply(web({ replicas: 10 }));
await practice.cluster.until(
  () => practice.cluster.get("deployments", "web", "shop")?.status.readyReplicas === 10,
);
const text = (): Promise<string> => readFile(practice.kubeconfig, "utf8");
const source = { is: "kubeconfig", text } as const;
const signal = new AbortController().signal;

const agent = createAgent();
const access = await openAccess(source)();
const prod = { type: "kubernetes", kubeconfig: `file:${practice.kubeconfig}` } as const;
const clusters = openClusters(() => ({ format: 1, connections: { prod } }));
const params = k8sPods.params.parse({
  connection: "prod",
  namespace: "shop",
  labels: { app: "web" },
});
const attempt = { run: "r-1", step: "look", key: "r-1/look", number: 1 };

const bare: number[] = [];
const step: number[] = [];
// In turns, so that whatever else the machine does meets both.
for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
  const request = await timed(() =>
    send(access, agent, LIMITS, { method: "GET", target: PODS }, signal),
  );
  const whole = await timed(() => k8sPods.run(params, { cluster: clusters.of }, attempt, signal));
  if (request.result.is !== "answered" || !whole.result.ok) throw new Error("not answered");
  if (round < WARM_UP) continue;
  bare.push(request.ms);
  step.push(whole.ms);
}

for (const [name, share] of [
  ["median", 0.5],
  ["p99", 0.99],
] as const) {
  const [alone, together] = [at(bare, share), at(step, share)];
  console.log(
    `${name} of ${ROUNDS}: request ${alone.toFixed(2)} ms, k8s.pods ${together.toFixed(2)} ms, ` +
      `overhead ${(together - alone).toFixed(2)} ms`,
  );
}

agent.destroy();
clusters.close();
await practice.stop();

async function timed<T>(
  act: () => Promise<T>,
): Promise<{ readonly result: T; readonly ms: number }> {
  const start = performance.now();
  const result = await act();
  return { result, ms: performance.now() - start };
}

function at(times: readonly number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0;
}
