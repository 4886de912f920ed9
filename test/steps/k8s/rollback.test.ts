import { describe, expect, test } from "vitest";
import { k8sRollback } from "../../../src/steps/k8s/rollback.ts";
import type { World } from "../../drills/practice-cluster/practice-world.ts";
import { exerciseLastingEffect } from "../../contract/lasting-effect.ts";
import { exerciseStepKind } from "../../contract/step-kind.ts";
import {
  attempt,
  clusterWorld,
  deploymentIn,
  lastingWorld,
  live,
  meddle,
  movingWorld,
  secondRevision,
  WEB,
} from "./world.ts";

const params = k8sRollback.params.parse(WEB);

function imageIn(world: World): string | undefined {
  return deploymentIn(world).spec.template.spec.containers[0]?.image;
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

  exerciseLastingEffect(k8sRollback, {
    filled: WEB,
    startWorld: () =>
      lastingWorld(
        imageIn,
        (practice) => meddle(practice, { image: "shop/web:3" }),
        (practice) => meddle(practice, { image: "shop/web:2" }),
      ),
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
