import { expect, test } from "vitest";
import { changes } from "../../../src/model/effect-class.ts";
import { CLUSTER_CHANGES, CLUSTER_KINDS, CLUSTER_LOOKS } from "../../../src/steps/k8s/kinds.ts";

test("those that look change nothing, and the others may all be repeated", () => {
  expect(CLUSTER_LOOKS.filter(({ effect }) => changes(effect))).toEqual([]);
  expect(new Set(CLUSTER_CHANGES.map(({ effect }) => effect))).toEqual(new Set(["idempotent"]));
});

test("each names the rights that it needs, and none asks for all", () => {
  for (const kind of CLUSTER_KINDS) {
    const rights = kind.rights(kind.example);
    expect(rights.length).toBeGreaterThan(0);
    expect(JSON.stringify(rights)).not.toContain("*");
  }
});
