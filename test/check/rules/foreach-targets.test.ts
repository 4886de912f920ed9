import { describe, expect, test } from "vitest";
import { foreachTargets } from "../../../src/check/rules/foreach-targets.ts";
import { judge } from "./playbook-from.ts";

const items = "steps.locks.outputs.held";

describe("the targets of a changing foreach", () => {
  test("may not be an empty list that looks like success", () => {
    expect(judge(foreachTargets, step("test.clear_lock", ""))).toEqual([
      "E136 steps.0.foreach.items",
    ]);
  });

  test.each([`size(${items}) > 0`, `size( ${items} )>0 && true`, `${items} != []`])(
    "are safe behind when: %s",
    (when) => {
      expect(judge(foreachTargets, step("test.clear_lock", `when: "${when}",`))).toEqual([]);
    },
  );

  test("may be empty when the step only reads", () => {
    expect(judge(foreachTargets, step("test.workload", ""))).toEqual([]);
  });

  test("may not be more than safety.max_targets", () => {
    const found = judge(
      foreachTargets,
      `{ safety: { mode: auto, max_targets: 2 }, ${step("test.clear_lock", `when: "size(${items}) > 0",`)} }`,
    );
    expect(found).toEqual(["E134 steps.0.foreach.max"]);
  });
});

function step(kind: string, when: string): string {
  return `steps: [{ id: clear, kind: ${kind}, ${when} foreach: { items: ${items}, max: 5 } }]`;
}
