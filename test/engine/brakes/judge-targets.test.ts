import { expect, test } from "vitest";
import { judgeTargets } from "../../../src/engine/brakes/judge-targets.ts";

test("a run changes no more targets than its playbook says, the same one as often as it likes", () => {
  expect(judgeTargets("scale", ["cart"], ["cart"], 1)).toBeUndefined();
  expect(judgeTargets("scale", ["cart", "shop"], [], 2)).toBeUndefined();
  expect(judgeTargets("scale", ["shop"], ["cart"], 1)).toMatchObject({
    code: "E345",
    message: '"scale" would bring the targets of this run to 2, and safety.max_targets is 1',
  });
});

test("a change of nothing that anybody can name is a mistake", () => {
  expect(judgeTargets("scale", [], [], 5)).toMatchObject({ code: "E346", retry: "never" });
});
