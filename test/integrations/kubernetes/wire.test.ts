import { describe, expect, test } from "vitest";
import {
  listQuery,
  logQuery,
  pathOf,
  pathOfAll,
  refusalOf,
  removalBody,
  writeQuery,
} from "../../../src/integrations/kubernetes/wire.ts";
import { DISGUISED_TEXTS } from "../../contract/hostile-texts.ts";

const well = DISGUISED_TEXTS.filter((text) => text.isWellFormed());

describe("a request to a cluster", () => {
  test.each([
    ["pods", "/api/v1/namespaces/shop/pods/web"],
    ["deployments", "/apis/apps/v1/namespaces/shop/deployments/web"],
    [
      "horizontalpodautoscalers",
      "/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers/web",
    ],
    ["scaledobjects", "/apis/keda.sh/v1alpha1/namespaces/shop/scaledobjects/web"],
    ["podmetrics", "/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods/web"],
  ] as const)("for one of the %s goes to %s", (resource, path) => {
    expect(pathOf(resource, { namespace: "shop", name: "web" })).toBe(path);
    expect(pathOfAll(resource, "shop")).toBe(path.slice(0, -"/web".length));
  });

  test("keeps whatever a name is as one part of its path", () => {
    for (const name of well) {
      const parts = pathOf("pods", { namespace: "shop", name }).split(/[/?#]/);

      expect(parts.slice(0, 6)).toEqual(["", "api", "v1", "namespaces", "shop", "pods"]);
      expect(parts.slice(6).map(decodeURIComponent)).toEqual([name]);
    }
  });

  test("keeps whatever stands in a choice as one value of its query", () => {
    for (const container of well.filter((text) => text !== "")) {
      const asked = new URLSearchParams(logQuery({ container, lines: 5 }, 1_000));

      expect(Object.fromEntries(asked)).toEqual({ container, tailLines: "5", limitBytes: "1000" });
    }
  });

  test("chooses by labels, by terms and by fields, page by page", () => {
    const requirements = [
      { key: "tier", operator: "In", values: ["a", "b"] },
      { key: "old", operator: "NotIn", values: ["yes"] },
      { key: "app", operator: "Exists", values: [] },
      { key: "gone", operator: "DoesNotExist", values: [] },
    ] as const;
    const choice = {
      namespace: "shop",
      labels: { app: "web" },
      requirements,
      fields: { "involvedObject.name": "web" },
    };

    expect(Object.fromEntries(new URLSearchParams(listQuery(choice, "page-2")))).toEqual({
      limit: "50",
      labelSelector: "app=web,tier in (a,b),old notin (yes),app,!gone",
      fieldSelector: "involvedObject.name=web",
      continue: "page-2",
    });
  });

  test("says who writes, and whether it is only tried", () => {
    expect(writeQuery("dry_run")).toBe("fieldManager=pitcrew&dryRun=All");
    expect(writeQuery("for_real")).toBe("fieldManager=pitcrew");
  });

  test("deletes only what was seen", () => {
    expect(removalBody({ uid: "u-1", resourceVersion: "7", graceSeconds: 0 }, "dry_run")).toEqual({
      apiVersion: "v1",
      kind: "DeleteOptions",
      preconditions: { uid: "u-1", resourceVersion: "7" },
      gracePeriodSeconds: 0,
      dryRun: ["All"],
    });
  });
});

describe("a refusal", () => {
  test("is told in the cluster's own words", () => {
    const status = { kind: "Status", reason: "Conflict", message: "the object has been modified" };

    expect(refusalOf(JSON.stringify(status))).toEqual({
      reason: "Conflict",
      message: "the object has been modified",
    });
  });

  test.each(["<html>Bad gateway</html>", "{", "null", '{"kind":"Pod"}'])(
    "of somebody before it is told as it came: %s",
    (text) => {
      expect(refusalOf(text)).toEqual({ reason: "", message: text });
    },
  );

  test("is cut where it is endless", () => {
    expect(refusalOf("x".repeat(100_000)).message).toHaveLength(500);
  });
});
