import { describe, expect, test } from "vitest";
import { k8sAutoscale } from "../../../src/steps/k8s/autoscale.ts";
import type { World } from "../../drills/practice-cluster/practice-world.ts";
import { exerciseLastingEffect } from "../../contract/lasting-effect.ts";
import { exerciseStepKind } from "../../contract/step-kind.ts";
import { attempt, clusterWorld, live, observedWorld, WEB } from "./world.ts";

const byCpu = { ...WEB, min: 2, max: 20, cpu_percent: 70 };
const byList = {
  ...WEB,
  min: 0,
  max: 20,
  redis_address: "redis:6379",
  redis_list: "jobs",
  list_length: 10,
};
const undone = attempt("r-1/act/undo");

const hpaIn = ({ cluster }: World) => cluster.get("horizontalpodautoscalers", "web", "shop");
const scaledIn = ({ cluster }: World) => cluster.get("scaledobjects", "web", "shop");

type Cluster = Pick<Awaited<ReturnType<typeof clusterWorld>>, "needs" | "practice">;

async function done(world: Cluster, given: object, key?: string) {
  const params = k8sAutoscale.params.parse(given);
  const result = await k8sAutoscale.run(params, world.needs, attempt(key), live());
  if (!result.ok || k8sAutoscale.undo.is !== "possible") throw new Error(JSON.stringify(result));
  const { undo } = k8sAutoscale;
  const { output } = result;
  return { output, takeBack: () => undo.run(params, output, world.needs, undone, live()) };
}

describe("k8s.autoscale", () => {
  exerciseStepKind(k8sAutoscale, {
    filled: byList,
    startWorld: (given, mood) =>
      observedWorld(given, mood, {
        received: (world) => {
          const { metadata } = scaledIn(world)?.spec.triggers[0] ?? {};
          if (metadata === undefined) return [];
          const { address: redis_address, listName: redis_list, listLength } = metadata;
          return [{ ...given, redis_address, redis_list, list_length: Number(listLength) }];
        },
        done: (world) => {
          const { spec } = scaledIn(world) ?? {};
          const { metadata = {} } = spec?.triggers[0] ?? {};
          if (spec === undefined) return [];
          const { address, listName: list } = metadata;
          const { minReplicaCount: min, maxReplicaCount: max } = spec;
          return [{ scaling: { min, max, target: Number(metadata["listLength"]), address, list } }];
        },
      }),
  });

  describe.each([
    ["by processor", byCpu, { ...byCpu, max: 40 }],
    ["by a list", byList, { ...byList, list_length: 5 }],
  ])("%s", (_name, filled, theirs) => {
    exerciseLastingEffect(k8sAutoscale, {
      filled,
      startWorld: async () => {
        const { practice, needs } = await clusterWorld();
        return {
          needs,
          state: async () => [hpaIn(practice)?.spec, scaledIn(practice)?.spec],
          meddle: () => done({ practice, needs }, theirs, "r-2/act"),
        };
      },
    });
  });

  test("makes an autoscaler that says whose it is, and its undo deletes it", async () => {
    const world = await clusterWorld();

    const { output, takeBack } = await done(world, byCpu);
    expect(output).toMatchObject({ by: "hpa", name: "web", now: { min: 2, max: 20, target: 70 } });
    expect(hpaIn(world.practice)).toMatchObject({
      metadata: { labels: { "app.kubernetes.io/managed-by": "pitcrew" } },
      spec: { minReplicas: 2, maxReplicas: 20 },
    });
    expect(await takeBack()).toMatchObject({ ok: true });

    expect(hpaIn(world.practice)).toBeUndefined();
  });

  test("changes the one that is there, and its undo gives back what it went by", async () => {
    const world = await clusterWorld();
    await done(world, byCpu);

    const { output, takeBack } = await done(world, { ...byCpu, max: 40 }, "r-2/act");
    expect(output.before).toMatchObject({ max: 20 });
    expect(hpaIn(world.practice)?.spec.maxReplicas).toBe(40);
    expect(await takeBack()).toMatchObject({ ok: true });

    expect(hpaIn(world.practice)?.spec.maxReplicas).toBe(20);
  });

  test("does not delete what somebody has changed since", async () => {
    const world = await clusterWorld();
    const { takeBack } = await done(world, byCpu);
    await done(world, { ...byCpu, max: 50 }, "r-2/act");

    expect(await takeBack()).toMatchObject({ ok: false, failure: { code: "E645" } });
    expect(hpaIn(world.practice)?.spec.maxReplicas).toBe(50);
  });

  test("does not set a second autoscaler against the first", async () => {
    const world = await clusterWorld();
    await done(world, byList);
    const params = k8sAutoscale.params.parse(byCpu);

    const result = await k8sAutoscale.run(params, world.needs, attempt("r-2/act"), live());

    expect(result).toMatchObject({
      ok: false,
      failure: { code: "E647", message: expect.stringContaining("ScaledObject shop/web") },
    });
  });

  test.each([
    [{ min: 2, max: 1, cpu_percent: 70 }, "must be at most 1"],
    [{ min: 2, max: 9 }, "must be given, or a list in Redis"],
    [{ min: 2, max: 9, redis_list: "jobs" }, "must be given together with redis_address"],
    [{ min: 0, max: 9, cpu_percent: 70 }, "must be at least 1"],
  ])("refuses %j", (part, why) => {
    const { error } = k8sAutoscale.params.safeParse({ ...WEB, ...part });

    expect(error?.issues[0]?.message).toContain(why);
  });
});
