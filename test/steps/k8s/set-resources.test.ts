import { describe, expect, test } from "vitest";
import { k8sSetResources } from "../../../src/steps/k8s/set-resources.ts";
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
  observedWorld,
  WEB,
} from "./world.ts";

const filled = { ...WEB, limits: { memory: "2Gi" }, requests: { memory: "512Mi" } };
const params = k8sSetResources.params.parse(filled);

function resourcesIn(world: World) {
  const { limits = {}, requests = {} } =
    deploymentIn(world).spec.template.spec.containers[0]?.resources ?? {};
  return { limits, requests };
}

describe("k8s.set_resources", () => {
  exerciseStepKind(k8sSetResources, {
    filled: { ...filled, container: "app" },
    startWorld: (given, mood) =>
      observedWorld(given, mood, {
        done: (world) => {
          const { limits, requests } = resourcesIn(world);
          if (limits["memory"] === undefined) return [];
          const { memory } = limits;
          return [
            { resources: { "limits.memory": memory, "requests.memory": requests["memory"] } },
          ];
        },
      }),
  });

  exerciseLastingEffect(k8sSetResources, {
    filled,
    startWorld: () =>
      lastingWorld(
        resourcesIn,
        (practice) => meddle(practice, { resources: { limits: { memory: "4Gi" } } }),
        (practice) => meddle(practice, { resources: { limits: { memory: "1Gi", cpu: "1" } } }),
      ),
  });

  test("changes what it names, and its undo restores that and nothing else", async () => {
    const resources = { limits: { memory: "1Gi", cpu: "1" } };
    const { practice, needs } = await clusterWorld({}, { resources });

    const result = await k8sSetResources.run(params, needs, attempt(), live());
    expect(resourcesIn(practice)).toEqual({
      limits: { memory: "2Gi", cpu: "1" },
      requests: { memory: "512Mi" },
    });
    if (!result.ok || k8sSetResources.undo.is !== "possible") throw new Error("it did not run");
    const undone = attempt("r-1/act/undo");
    await k8sSetResources.undo.run(params, result.output, needs, undone, live());

    expect(resourcesIn(practice)).toEqual({ limits: { memory: "1Gi", cpu: "1" }, requests: {} });
  });

  test("does not take back what somebody has changed since", async () => {
    const { practice, needs } = await clusterWorld();
    const result = await k8sSetResources.run(params, needs, attempt(), live());
    const more = { ...params, limits: { memory: "4Gi" } };
    await k8sSetResources.run(more, needs, attempt("r-2/act"), live());
    if (!result.ok || k8sSetResources.undo.is !== "possible") throw new Error("it did not run");

    expect(
      await k8sSetResources.undo.run(params, result.output, needs, attempt("undo"), live()),
    ).toMatchObject({ ok: false, failure: { code: "E645" } });
    expect(resourcesIn(practice).limits).toEqual({ memory: "4Gi" });
  });

  test.each([
    [{ limits: { memory: "2 GB" } }, "must be"],
    [{}, "must name cpu or memory"],
  ])("refuses %j", (part, why) => {
    const { error } = k8sSetResources.params.safeParse({ ...WEB, ...part });

    expect(error?.issues[0]?.message).toContain(why);
  });
});
