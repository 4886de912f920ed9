import { describe, expect, test } from "vitest";
import { k8sDeletePods } from "../../../src/steps/k8s/delete-pods.ts";
import { k8sPods } from "../../../src/steps/k8s/pods.ts";
import { exerciseLastingEffect } from "../../contract/lasting-effect.ts";
import { exerciseStepKind } from "../../contract/step-kind.ts";
import { attempt, clusterWorld, live, movingWorld, WEB } from "./world.ts";

const base = { connection: "prod", namespace: "shop", at_most: 3 };

async function foundPods({ needs }: Pick<Awaited<ReturnType<typeof movingWorld>>, "needs">) {
  const looked = k8sPods.params.parse(WEB);
  const result = await k8sPods.run(looked, needs, attempt(), live());
  if (!result.ok) throw new Error("no pods were found");
  return result.output.refs;
}

describe("k8s.delete_pods", () => {
  exerciseStepKind(k8sDeletePods, {
    filled: { ...base, pods: [{ name: "web-0", uid: "u-0" }] },
    startWorld: async (given, mood) => {
      const world = await movingWorld("answers");
      const { practice, needs, reached } = world;
      const seen = reached();
      practice.cluster.apply({
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name: "web-0", namespace: "shop" },
        spec: { containers: [{ name: "app", image: "shop/web:1" }] },
      });
      const pod = practice.cluster.get("pods", "web-0", "shop");
      for (const one of given.pods) Object.assign(one, { uid: pod?.metadata.uid });
      if (mood === "hangs_up") practice.cluster.breakWith({ is: "answer_lost" });
      const isEnding = () => {
        const now = practice.cluster.get("pods", "web-0", "shop");
        return now === undefined || now.metadata.deletionTimestamp !== undefined;
      };
      return {
        needs,
        received: () => (reached() === seen ? [] : [given]),
        done: () => (isEnding() ? [{ deleted: ["web-0"] }] : []),
      };
    },
  });

  exerciseLastingEffect(k8sDeletePods, {
    filled: { ...base, pods: [{ name: "web-0", uid: "u-0" }] },
    startWorld: async (given) => {
      const world = await clusterWorld();
      const [one] = await foundPods(world);
      for (const pod of given.pods) Object.assign(pod, one);
      return {
        needs: world.needs,
        state: async () => {
          await world.practice.pass(2_000);
          return world.practice.cluster.list("pods", "shop").map(({ metadata }) => metadata.uid);
        },
        meddle: async () => undefined,
      };
    },
  });

  test("deletes the pods that were seen, and not those that took their place", async () => {
    const world = await clusterWorld();
    const { practice, needs } = world;
    const refs = await foundPods(world);
    const params = k8sDeletePods.params.parse({ ...base, pods: refs });

    const first = await k8sDeletePods.run(params, needs, attempt(), live());
    await practice.pass(2_000);
    const after = practice.cluster.list("pods", "shop").map(({ metadata }) => metadata.uid);
    const second = await k8sDeletePods.run(params, needs, attempt("r-1/act", 2), live());
    await practice.pass(2_000);

    expect(first).toMatchObject({ ok: true, output: { deleted: 3, gone: 0 } });
    expect(second).toMatchObject({ ok: true, output: { deleted: 0, gone: 3 } });
    expect(practice.cluster.list("pods", "shop").map(({ metadata }) => metadata.uid)).toEqual(
      after,
    );
  });

  test("takes another pod of the same name for one that is gone", async () => {
    const world = await clusterWorld();
    const [pod] = await foundPods(world);
    const pods = [{ name: pod?.name, uid: "00000000-0000-4000-8000-000000000000" }];
    const params = k8sDeletePods.params.parse({ ...base, pods });

    const result = await k8sDeletePods.run(params, world.needs, attempt(), live());

    expect(result).toMatchObject({ ok: true, output: { deleted: 0, gone: 1 } });
  });

  test("does not wait for the programs to end when it is forced", async () => {
    const world = await clusterWorld();
    const [pod] = await foundPods(world);
    const params = k8sDeletePods.params.parse({ ...base, pods: [pod], force: true });

    await k8sDeletePods.run(params, world.needs, attempt(), live());

    expect(world.practice.cluster.get("pods", pod?.name ?? "", "shop")).toBeUndefined();
  });

  test("refuses more than at_most, and none at all", () => {
    const pods = ["a", "b", "c", "d"].map((name) => ({ name, uid: `u-${name}` }));
    const many = k8sDeletePods.params.safeParse({ ...base, pods });
    const none = k8sDeletePods.params.safeParse({ ...base, pods: [] });

    expect(many.error?.issues[0]?.message).toBe("must be at most 3, as at_most says, and not 4");
    expect(none.success).toBe(false);
  });
});
