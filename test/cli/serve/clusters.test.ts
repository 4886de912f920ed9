import { onTestFinished, describe, expect, test } from "vitest";
import { openClusters } from "../../../src/cli/serve/clusters.ts";
import type { Connections } from "../../../src/config/connections.ts";
import { practiceWorld } from "../../drills/practice-cluster/practice-world.ts";

const live = (): AbortSignal => new AbortController().signal;
const HERE = { namespace: "shop" };

function opened(connections: Connections["connections"]) {
  const current = { format: 1, connections } as const;
  const clusters = openClusters(() => current);
  onTestFinished(clusters.close);
  return clusters;
}

describe("the clusters of connections.yaml", () => {
  test("are reached by their kubeconfig, within their namespaces", async () => {
    const { kubeconfig } = await practiceWorld();
    const entry = { type: "kubernetes", kubeconfig: `file:${kubeconfig}` } as const;
    const clusters = opened({ prod: entry, few: { ...entry, namespaces: ["agents"] } });

    expect(await clusters.of("prod").list("pods", HERE, live())).toMatchObject({ is: "answered" });
    expect(await clusters.of("few").list("pods", HERE, live())).toMatchObject({
      is: "unreached",
      why: "namespace_not_listed",
    });
  });

  test("send nothing when they are not listed, or their secret is missing", async () => {
    const kubeconfig = "env:PITCREW_TEST_NO_SUCH_KUBECONFIG";
    const clusters = opened({ prod: { type: "kubernetes", kubeconfig } });

    for (const name of ["prod", "staging"]) {
      expect(await clusters.of(name).list("pods", HERE, live())).toMatchObject({
        is: "unreached",
        why: "not_ready",
      });
    }
  });
});
