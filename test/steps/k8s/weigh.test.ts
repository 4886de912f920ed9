import { describe, expect, test } from "vitest";
import { k8sDeletePods } from "../../../src/steps/k8s/delete-pods.ts";
import { k8sRestart } from "../../../src/steps/k8s/restart.ts";
import { k8sScale } from "../../../src/steps/k8s/scale.ts";
import { clusterWorld, live, WEB } from "./world.ts";

describe("what a change would make unavailable", () => {
  test.each([
    ["a quarter, as the cluster does by itself", 8, {}, 2],
    ["a quarter of few, which is none but has room above", 3, {}, 0],
    ["as many as the strategy says", 8, rolling({ maxUnavailable: 3 }), 3],
    ["as large a share as it says", 10, rolling({ maxUnavailable: "50%" }), 5],
    ["one when its shares come to none", 4, rolling({ maxUnavailable: "1%", maxSurge: 0 }), 1],
    ["all, when they end before others begin", 4, { strategy: { type: "Recreate" } }, 4],
  ])("by a restart is %s", async (_what, replicas, spec, takes) => {
    const { needs } = await clusterWorld({}, { replicas, spec });

    expect(await k8sRestart.weigh?.(k8sRestart.params.parse(WEB), needs, live())).toEqual({
      ok: true,
      weight: {
        size: null,
        losses: [{ workload: "k8s/prod/shop/deployment/web", wanted: replicas, takes }],
      },
    });
  });

  test("by deleting pods is those that are ready, under the name of their deployment", async () => {
    const { practice, needs } = await clusterWorld();
    const [first, second] = practice.cluster.list("pods", "shop");
    const chosen = [first, second].flatMap((pod) => pod?.metadata ?? []);
    const given = chosen.map(({ name, uid }) => ({ name, uid }));
    const params = k8sDeletePods.params.parse({
      connection: "prod",
      namespace: "shop",
      pods: [...given, { name: "long-gone", uid: "u-0" }],
      at_most: 3,
    });

    expect(await k8sDeletePods.weigh?.(params, needs, live())).toEqual({
      ok: true,
      weight: {
        size: null,
        losses: [{ workload: "k8s/prod/shop/deployment/web", wanted: 3, takes: 2 }],
      },
    });
  });

  test("by another size is nothing, but the size is told", async () => {
    const { needs } = await clusterWorld();
    const params = k8sScale.params.parse({ ...WEB, replicas: 5 });

    expect(await k8sScale.weigh?.(params, needs, live())).toEqual({
      ok: true,
      weight: { size: { before: 3, after: 5 }, losses: [] },
    });
  });

  test("cannot be told of a deployment that is not there", async () => {
    const { needs } = await clusterWorld();
    const params = k8sRestart.params.parse({ ...WEB, deployment: "nobody" });

    expect(await k8sRestart.weigh?.(params, needs, live())).toMatchObject({
      ok: false,
      failure: { code: "E642" },
    });
  });
});

function rolling(rollingUpdate: object) {
  return { strategy: { type: "RollingUpdate", rollingUpdate } };
}
