import { describe, expect, test } from "vitest";
import { settleRollout } from "../../../src/steps/k8s/settle-rollout.ts";
import { clusterWorld, live, meddle, WEB } from "./world.ts";

describe("a rollout that is waited for", () => {
  test("is settled once the new pods are there, and pending before, with how far it is", async () => {
    const { practice, needs } = await clusterWorld();
    const ask = () => settleRollout(WEB, { now: 1 }, "Done.", needs, live());
    expect(await ask()).toEqual({ is: "settled", output: { now: 1 }, summary: "Done." });

    meddle(practice, { image: "shop/web:2" });

    expect(await ask()).toEqual({ is: "pending", progress: "1 of 3 pods replaced" });
    for (let round = 0; round < 10; round++) await practice.pass(1_000);
    expect(await ask()).toMatchObject({ is: "settled" });
  });

  test("reads no pods once it is over", async () => {
    const { needs, reached } = await clusterWorld();

    await settleRollout(WEB, null, "Done.", needs, live());

    expect(reached()).toBe(1);
  });

  test("has failed where its deployment is gone", async () => {
    const { practice, needs } = await clusterWorld();
    practice.cluster.remove("deployments", "web", "shop");

    expect(await settleRollout(WEB, null, "Done.", needs, live())).toMatchObject({
      is: "failed",
      failure: { code: "E642" },
    });
  });
});
