import { describe, expect, test } from "vitest";
import { strategicMerge } from "../../../../src/drills/practice-cluster/patch/strategic-merge.ts";

const POD = {
  containers: [
    { name: "app", image: "web:1", env: [{ name: "A", value: "1" }], args: ["x", "y"] },
    { name: "side", image: "side:1" },
  ],
};

describe("a strategic merge patch", () => {
  test("merges containers and their environment by name", () => {
    const env = [{ name: "B", value: "2" }];

    expect(strategicMerge(POD, { containers: [{ name: "app", env }] })).toEqual({
      containers: [
        { ...POD.containers[0], env: [{ name: "A", value: "1" }, ...env] },
        POD.containers[1],
      ],
    });
  });

  test("deletes one thing of a list", () => {
    const env = [{ name: "A", $patch: "delete" }];
    const patched = strategicMerge(POD, { containers: [{ name: "app", env }] });

    expect(patched).toMatchObject({ containers: [{ env: [] }, {}] });
  });

  test("replaces a list or a map when it says so", () => {
    const containers = [{ $patch: "replace" }, { name: "other", image: "o:1" }];

    expect(strategicMerge(POD, { containers })).toEqual({
      containers: [{ name: "other", image: "o:1" }],
    });
    expect(strategicMerge({ a: { b: 1 } }, { a: { $patch: "replace", c: 2 } })).toEqual({
      a: { c: 2 },
    });
  });

  test("replaces lists of plain values", () => {
    expect(strategicMerge(POD, { containers: [{ name: "app", args: ["z"] }] })).toMatchObject({
      containers: [{ args: ["z"] }, {}],
    });
  });

  test("adds to finalizers, and takes away those that it names", () => {
    expect(strategicMerge({ finalizers: ["a"] }, { finalizers: ["b"] })).toEqual({
      finalizers: ["a", "b"],
    });
    const taken = { "$deleteFromPrimitiveList/finalizers": ["a"] };
    expect(strategicMerge({ finalizers: ["a", "b"] }, taken)).toEqual({ finalizers: ["b"] });
  });

  test("keeps only the keys that it retains", () => {
    const patch = { strategy: { $retainKeys: ["type"], type: "Recreate" } };

    expect(strategicMerge({ strategy: { type: "x", rollingUpdate: {} } }, patch)).toEqual({
      strategy: { type: "Recreate" },
    });
  });

  test("orders a list as it asks, and leaves no order behind", () => {
    const order = [{ name: "side" }, { name: "app" }];
    const patched = strategicMerge(POD, { "$setElementOrder/containers": order });

    expect(patched).toEqual({ containers: POD.containers.toReversed() });
  });

  test("removes by null", () => {
    expect(strategicMerge({ a: 1, b: 2 }, { a: null })).toEqual({ b: 2 });
  });
});
