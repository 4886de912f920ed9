import { describe, expect, test } from "vitest";
import { k8sScale } from "../../../src/steps/k8s/scale.ts";
import { exerciseLastingEffect } from "../../contract/lasting-effect.ts";
import { exerciseStepKind } from "../../contract/step-kind.ts";
import {
  attempt,
  clusterWorld,
  deploymentIn,
  lastingWorld,
  live,
  meddle,
  observedWorld,
  WEB,
} from "./world.ts";

const params = k8sScale.params.parse({ ...WEB, replicas: 5 });

describe("k8s.scale", () => {
  exerciseStepKind(k8sScale, {
    filled: { ...WEB, replicas: 5 },
    startWorld: (given, mood) =>
      observedWorld(given, mood, {
        done: (world) => {
          const { replicas } = deploymentIn(world).spec;
          return replicas === 3 ? [] : [{ replicas }];
        },
      }),
  });

  exerciseLastingEffect(k8sScale, {
    filled: { ...WEB, replicas: 5 },
    startWorld: () =>
      lastingWorld(
        (practice) => deploymentIn(practice).spec,
        (practice) => meddle(practice, { replicas: 9 }),
      ),
  });

  test("has arrived when as many pods are available, and says how far it is", async () => {
    const { practice, needs } = await clusterWorld();

    const result = await k8sScale.run(params, needs, attempt(), live());
    const output = { before: 3, replicas: 5 };
    expect(result).toMatchObject({ ok: true, output });
    await practice.cluster.settled();
    const early = await k8sScale.settled?.(params, output, needs, live());
    await practice.pass(1_000);
    const late = await k8sScale.settled?.(params, output, needs, live());

    expect(early).toEqual({ is: "pending", progress: "3 of 5 pods available" });
    expect(late).toMatchObject({ is: "settled", output });
  });

  test("refuses what an autoscaler decides about, and says what to change instead", async () => {
    const { practice, needs } = await clusterWorld();
    practice.cluster.apply({
      apiVersion: "autoscaling/v2",
      kind: "HorizontalPodAutoscaler",
      metadata: { name: "web-hpa", namespace: "shop" },
      spec: {
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
        minReplicas: 2,
        maxReplicas: 10,
      },
    });

    expect(await k8sScale.plan(params, needs, live())).toMatchObject({
      ok: false,
      failure: {
        code: "E647",
        message: expect.stringContaining("HorizontalPodAutoscaler shop/web-hpa (2 to 10 pods)"),
        remedy: expect.stringContaining("k8s.autoscale"),
      },
    });
  });

  test("refuses what a ScaledObject decides about", async () => {
    const { practice, needs } = await clusterWorld();
    practice.cluster.apply({
      apiVersion: "keda.sh/v1alpha1",
      kind: "ScaledObject",
      metadata: { name: "web-jobs", namespace: "shop" },
      spec: {
        scaleTargetRef: { name: "web" },
        minReplicaCount: 2,
        maxReplicaCount: 20,
        triggers: [{ type: "redis", metadata: { listName: "jobs", listLength: "10" } }],
      },
    });

    expect(await k8sScale.run(params, needs, attempt(), live())).toMatchObject({
      ok: false,
      failure: { code: "E647", message: expect.stringContaining("ScaledObject shop/web-jobs") },
    });
    expect(deploymentIn(practice).spec.replicas).toBe(3);
  });

  test("goes back to the size before, also when a lost answer made it run twice", async () => {
    const { practice, needs } = await clusterWorld();
    const mend = practice.cluster.breakWith({ is: "answer_lost", verbs: ["patch"] });
    const lost = await k8sScale.run(params, needs, attempt(), live());
    mend();
    const found = await k8sScale.run(params, needs, attempt("r-1/act", 2), live());
    expect(lost).toMatchObject({ ok: false, failure: { code: "E601", retry: "later" } });
    if (!found.ok || k8sScale.undo.is !== "possible") throw new Error("it did not run");

    await k8sScale.undo.run(params, found.output, needs, attempt("r-1/act/undo"), live());

    expect(deploymentIn(practice).spec.replicas).toBe(3);
  });

  test("does not take back what somebody has changed since", async () => {
    const { practice, needs } = await clusterWorld();
    const done = await k8sScale.run(params, needs, attempt(), live());
    if (!done.ok || k8sScale.undo.is !== "possible") throw new Error("it did not run");
    meddle(practice, { replicas: 8 });

    expect(
      await k8sScale.undo.run(params, done.output, needs, attempt("r-1/act/undo"), live()),
    ).toMatchObject({
      ok: false,
      failure: { code: "E645", message: expect.stringContaining("practice wrote last") },
    });
    expect(deploymentIn(practice).spec.replicas).toBe(8);
  });

  test("says which deployment was probably meant", async () => {
    const { needs } = await clusterWorld();

    const result = await k8sScale.run({ ...params, deployment: "wep" }, needs, attempt(), live());

    expect(result).toMatchObject({
      ok: false,
      failure: { code: "E642", remedy: "Did you mean shop/web?" },
    });
  });

  test("says in a plan what an admission rule would refuse", async () => {
    const { practice, needs } = await clusterWorld();
    practice.cluster.breakWith({
      is: "denied",
      webhook: "freeze.example.com",
      message: "change freeze until Monday",
      verbs: ["patch"],
    });

    expect(await k8sScale.plan(params, needs, live())).toMatchObject({
      ok: false,
      failure: { code: "E643", message: expect.stringContaining("change freeze until Monday") },
    });
  });

  test.each([
    [{ replicas: 30, max: 20 }, "must be from 0 to 20, as min and max say"],
    [{ replicas: 5, namespace: "Shop" }, "must be up to 63 lower case letters, digits and dashes"],
    [{ replicas: 5, deployment: "web/scale" }, "must be a name: letters, digits, dot, dash"],
  ])("refuses %j", (part, why) => {
    const { error } = k8sScale.params.safeParse({ ...WEB, ...part });

    expect(error?.issues[0]?.message).toContain(why);
  });
});
