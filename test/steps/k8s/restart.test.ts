import { describe, expect, test } from "vitest";
import { k8sRestart } from "../../../src/steps/k8s/restart.ts";
import type { World } from "../../drills/practice-cluster/practice-world.ts";
import { exerciseLastingEffect } from "../../contract/lasting-effect.ts";
import { exerciseStepKind } from "../../contract/step-kind.ts";
import {
  attempt,
  clusterWorld,
  deploymentIn,
  lastingWorld,
  live,
  observedWorld,
  WEB,
} from "./world.ts";

const params = k8sRestart.params.parse(WEB);
const output = { replicas: 3 };

function podNames({ cluster }: World): readonly string[] {
  return cluster.list("pods", "shop").map(({ metadata }) => metadata.name);
}

describe("k8s.restart", () => {
  exerciseStepKind(k8sRestart, {
    filled: WEB,
    startWorld: (given, mood) =>
      observedWorld(given, mood, {
        done: (world) => {
          const { annotations = {} } = deploymentIn(world).spec.template.metadata;
          return annotations["pitcrew.dev/restarted-by"] === undefined ? [] : [{ restarted: true }];
        },
      }),
  });

  exerciseLastingEffect(k8sRestart, {
    filled: WEB,
    startWorld: () => lastingWorld(podNames, () => undefined),
  });

  test("replaces every pod, and a repeat of the same key none", async () => {
    const { practice, needs } = await clusterWorld();
    const names = () => podNames(practice);
    const before = names();

    await k8sRestart.run(params, needs, attempt(), live());
    for (let round = 0; round < 5; round++) await practice.pass(1_000);
    const after = names();
    expect(await k8sRestart.settled?.(params, output, needs, live())).toMatchObject({
      is: "settled",
      summary: "Replaced all 3 pods of deployment shop/web.",
    });
    await k8sRestart.run(params, needs, attempt("r-1/act", 2), live());
    for (let round = 0; round < 5; round++) await practice.pass(1_000);

    expect(after.filter((name) => before.includes(name))).toEqual([]);
    expect(names()).toEqual(after);
  });

  test("reports how far it is", async () => {
    const { practice, needs } = await clusterWorld();
    await k8sRestart.run(params, needs, attempt(), live());
    await practice.cluster.settled();

    expect(await k8sRestart.settled?.(params, output, needs, live())).toEqual({
      is: "pending",
      progress: "1 of 3 pods replaced",
    });
  });

  test("says what holds new pods up, and gives up when the cluster does", async () => {
    const spec = { progressDeadlineSeconds: 60 };
    const { practice, needs } = await clusterWorld({}, { spec });
    await k8sRestart.run(params, needs, attempt(), live());
    practice.cluster.apply({
      apiVersion: "v1",
      kind: "ResourceQuota",
      metadata: { name: "few", namespace: "shop" },
      spec: { hard: { pods: "1" } },
    });
    const found = deploymentIn(practice);
    const [container] = found.spec.template.spec.containers;
    practice.cluster.apply({
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "web", namespace: "shop" },
      spec: {
        ...JSON.parse(JSON.stringify(found.spec)),
        template: {
          metadata: { labels: { app: "web" } },
          spec: { containers: [{ name: container?.name ?? "", image: "shop/web:broken" }] },
        },
      },
    });
    await practice.pass(5_000);
    const early = await k8sRestart.settled?.(params, output, needs, live());
    await practice.pass(120_000);
    const late = await k8sRestart.settled?.(params, output, needs, live());

    expect(early).toMatchObject({ is: "pending", progress: expect.stringMatching(/: .+/) });
    expect(late).toMatchObject({
      is: "failed",
      failure: { code: "E646", retry: "never", remedy: expect.stringContaining("k8s.rollback") },
    });
  });

  test("is done when a repeat finds its restart, even if somebody has paused the rest of it", async () => {
    const { practice, needs } = await clusterWorld();
    await k8sRestart.run(params, needs, attempt(), live());
    const { spec } = deploymentIn(practice);
    practice.cluster.apply({
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "web", namespace: "shop" },
      spec: { ...JSON.parse(JSON.stringify(spec)), paused: true },
    });

    expect(await k8sRestart.run(params, needs, attempt("r-1/act", 2), live())).toEqual({
      ok: true,
      output,
      summary: "Restarting 3 pods of deployment shop/web.",
    });
  });

  test("refuses a deployment whose rollouts are paused", async () => {
    const { needs } = await clusterWorld({}, { spec: { paused: true } });

    expect(await k8sRestart.run(params, needs, attempt(), live())).toMatchObject({
      ok: false,
      failure: { code: "E648" },
    });
  });
});
