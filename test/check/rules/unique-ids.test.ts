import { describe, expect, test } from "vitest";
import { uniqueIds } from "../../../src/check/rules/unique-ids.ts";
import { judge } from "./playbook-from.ts";

describe("step ids", () => {
  test("are accepted when each is used once", () => {
    expect(judge(uniqueIds, "steps: [{ id: a, kind: wait }, { id: b, kind: wait }]")).toEqual([]);
  });

  test("are refused where one stands twice, also across parallel and on_failure", () => {
    const found = judge(
      uniqueIds,
      `
      steps:
        - parallel: [{ id: a, kind: wait }, { id: b, kind: wait }]
        - { id: c, kind: wait, on_failure: [{ id: a, kind: wait }] }
        - { id: b, kind: wait }`,
    );
    expect(found).toEqual(["E115 steps.1.on_failure.0.id", "E115 steps.2.id"]);
  });
});
