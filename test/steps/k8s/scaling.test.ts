import { describe, expect, test } from "vitest";
import { OBJECTS } from "../../../src/integrations/kubernetes/parse.ts";
import { isSameScaling, newScaler, scalingOf } from "../../../src/steps/k8s/scaling.ts";

const PLACE = {
  name: "web",
  uid: "u-1",
  resourceVersion: "1",
  creationTimestamp: "2026-01-05T09:00:00Z",
};
const BY_CPU = { min: 2, max: 20, target: 70, address: "", list: "" };
const BY_LIST = { min: 0, max: 20, target: 10, address: "redis:6379", list: "jobs" };

describe("what an autoscaler goes by", () => {
  test("is the same after a cluster has kept it, by processor", () => {
    const written = Object.assign(newScaler("hpa", "web", BY_CPU, {}), { metadata: PLACE });
    const found = OBJECTS.horizontalpodautoscalers.parse(written);

    expect(scalingOf({ by: "hpa", name: "web", found })).toEqual(BY_CPU);
  });

  test("is the same after a cluster has kept it, by a list", () => {
    const written = Object.assign(newScaler("keda", "web", BY_LIST, {}), { metadata: PLACE });
    const found = OBJECTS.scaledobjects.parse(written);

    expect(scalingOf({ by: "keda", name: "web", found })).toEqual(BY_LIST);
  });

  const cpu = { type: "Resource", resource: { name: "cpu", target: { averageUtilization: 70 } } };
  test.each([
    [[]],
    [[{ type: "Pods" }]],
    [[cpu, { type: "Pods" }]],
    [[{ type: "Resource", resource: { name: "memory", target: { averageUtilization: 70 } } }]],
    [[{ type: "Resource", resource: { name: "cpu", target: {} } }]],
  ])("is more than one step could give back with %j", (metrics) => {
    const found = OBJECTS.horizontalpodautoscalers.parse({
      metadata: PLACE,
      spec: { scaleTargetRef: { name: "web" }, maxReplicas: 9, metrics },
    });

    expect(scalingOf({ by: "hpa", name: "web", found })).toBeUndefined();
  });

  test.each([
    [[]],
    [[{ type: "prometheus", metadata: { query: "up" } }]],
    [[{ type: "redis", metadata: { listName: "jobs", listLength: "many" } }]],
    [[{ type: "redis", metadata: { listLength: "5" } }]],
  ])("is more than one step could give back with triggers %j", (triggers) => {
    const found = OBJECTS.scaledobjects.parse({
      metadata: PLACE,
      spec: { scaleTargetRef: { name: "web" }, triggers },
    });

    expect(scalingOf({ by: "keda", name: "web", found })).toBeUndefined();
  });

  test.each([
    { ...BY_CPU, min: 1 },
    { ...BY_CPU, max: 21 },
    { ...BY_CPU, target: 71 },
    { ...BY_CPU, address: "redis:6379" },
    { ...BY_CPU, list: "jobs" },
  ])("is not the same as %j", (other) => {
    expect([isSameScaling(BY_CPU, { ...BY_CPU }), isSameScaling(BY_CPU, other)]).toEqual([
      true,
      false,
    ]);
  });
});
