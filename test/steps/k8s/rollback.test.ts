import { describe, expect, test } from "vitest";
import { k8sRollback } from "../../../src/steps/k8s/rollback.ts";
import { k8sRolloutHistory } from "../../../src/steps/k8s/rollout-history.ts";
import type { World } from "../../drills/practice-cluster/practice-world.ts";
import { exerciseStepKind } from "../../contract/step-kind.ts";
import {
  attempt,
  clusterWorld,
  deploymentIn,
  live,
  meddle,
  movingWorld,
  observedWorld,
  WEB,
} from "./world.ts";

const params = k8sRollback.params.parse(WEB);

function imageIn(world: World): string | undefined {
  return deploymentIn(world).spec.template.spec.containers[0]?.image;
}

/** A deployment that has been shop/web:1 and is shop/web:2 now. */
async function secondRevision() {
  const world = await clusterWorld();
  meddle(world.practice, { image: "shop/web:2" });
  for (let round = 0; round < 5; round++) await world.practice.pass(1_000);
  return world;
}

describe("k8s.rollback", () => {
  exerciseStepKind(k8sRollback, {
    filled: WEB,
    startWorld: async (_given, mood) => {
      const { practice, needs, reached } = await movingWorld("answers");
      meddle(practice, { image: "shop/web:2" });
      await practice.cluster.until(() => practice.cluster.list("replicasets", "shop").length === 2);
      await practice.cluster.settled();
      if (mood === "hangs_up") practice.cluster.breakWith({ is: "answer_lost" });
      return {
        needs,
        received: () => (reached() === 0 ? [] : [params]),
        done: () =>
          imageIn(practice) === "shop/web:2" ? [] : [{ revision: 1, image: imageIn(practice) }],
      };
    },
  });

  test("goes back to the revision before, and its undo forward again", async () => {
    const { practice, needs } = await secondRevision();

    const done = await k8sRollback.run(params, needs, attempt(), live());
    for (let round = 0; round < 5; round++) await practice.pass(1_000);
    expect(done).toMatchObject({ ok: true, output: { from: 2, to: 1, image: "shop/web:1" } });
    expect(imageIn(practice)).toBe("shop/web:1");
    expect(practice.cluster.list("replicasets", "shop")).toHaveLength(2);
    if (!done.ok || k8sRollback.undo.is !== "possible") throw new Error("it did not run");
    await k8sRollback.undo.run(params, done.output, needs, attempt("r-1/act/undo"), live());

    expect(imageIn(practice)).toBe("shop/web:2");
  });

  test("does not roll forward over what somebody has deployed since", async () => {
    const { practice, needs } = await secondRevision();
    const done = await k8sRollback.run(params, needs, attempt(), live());
    meddle(practice, { image: "shop/web:3" });
    await practice.pass(1_000);
    if (!done.ok || k8sRollback.undo.is !== "possible") throw new Error("it did not run");

    expect(
      await k8sRollback.undo.run(params, done.output, needs, attempt("r-1/act/undo"), live()),
    ).toMatchObject({ ok: false, failure: { code: "E645" } });
    expect(imageIn(practice)).toBe("shop/web:3");
  });

  test("says which revisions there are when it does not find the one it should", async () => {
    const { needs } = await secondRevision();

    expect(
      await k8sRollback.run({ ...params, revision: 7 }, needs, attempt(), live()),
    ).toMatchObject({
      ok: false,
      failure: { code: "E642", message: "Deployment shop/web has no revision 7; it knows: 1, 2" },
    });
  });

  test("finds no earlier revision where there was none", async () => {
    const { needs } = await clusterWorld();

    expect(await k8sRollback.plan(params, needs, live())).toMatchObject({
      ok: false,
      failure: { code: "E642", message: expect.stringContaining("no earlier revision") },
    });
  });
});

describe("k8s.rollout_history", () => {
  exerciseStepKind(k8sRolloutHistory, { filled: WEB, startWorld: observedWorld });

  test("lists what the pods have been, newest first", async () => {
    const { needs } = await secondRevision();

    const result = await k8sRolloutHistory.run(params, needs, attempt(), live());

    expect(result).toMatchObject({
      ok: true,
      output: {
        current: 2,
        previous: 1,
        revisions: [
          { revision: 2, images: ["shop/web:2"], current: true },
          { revision: 1, images: ["shop/web:1"], current: false },
        ],
      },
    });
  });
});
