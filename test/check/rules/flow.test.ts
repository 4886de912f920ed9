import { describe, expect, test } from "vitest";
import { flow } from "../../../src/check/rules/flow.ts";
import { judge, problems } from "./playbook-from.ts";

const LOOK = "{ id: look, kind: test.queue_stats, with: { queue: a } }";
const MAYBE = '{ id: maybe, kind: test.queue_stats, when: "1 < 2", with: { queue: a } }';

describe("a value from another step", () => {
  test("may be used when that step surely ran", () => {
    expect(judge(flow, steps(LOOK, stopWhen("steps.look.outputs.backlog > 3")))).toEqual([]);
  });

  test("needs a guard when that step may have been skipped", () => {
    const [found] = problems(flow, steps(MAYBE, stopWhen("steps.maybe.outputs.backlog > 3")));
    expect(found).toMatchObject({
      code: "E206",
      at: ["steps", 1, "when"],
      span: { start: 0, end: "steps.maybe".length },
      fix: 'when: ran("maybe") && (steps.maybe.outputs.backlog > 3)',
    });
  });

  test.each([
    'ran("maybe") && steps.maybe.outputs.backlog > 3',
    '!ran("maybe") || steps.maybe.outputs.backlog > 3',
    'ran("maybe") ? steps.maybe.outputs.backlog > 3 : false',
  ])("is fine behind the guard in %s", (when) => {
    expect(judge(flow, steps(MAYBE, stopWhen(when)))).toEqual([]);
  });

  test("is guarded in the whole step by its when", () => {
    const stop = (when: string) =>
      `{ id: end, kind: stop, ${when} with: { outcome: nothing_to_do, reason: "\${{ steps.maybe.outputs.backlog }} left" } }`;
    expect(judge(flow, steps(MAYBE, stop("")))).toEqual(["E206 steps.1.with.reason"]);
    expect(judge(flow, steps(MAYBE, stop("when: 'ran(\"maybe\")',")))).toEqual([]);
  });

  test("is certain when a step that surely ran depended on it", () => {
    const relies = `{ id: relies, kind: wait, when: 'ran("maybe")' }`;
    const uses = `{ id: uses, kind: ask, when: 'ran("relies")', with: { question: "\${{ steps.maybe.outputs.backlog }} left?" } }`;
    expect(judge(flow, steps(MAYBE, relies, uses))).toEqual([]);
  });

  test("does not exist before that step, nor in a sibling branch that does not need it", () => {
    expect(judge(flow, steps(stopWhen("steps.look.outputs.backlog > 3"), LOOK))).toEqual([
      "E206 steps.0.when",
    ]);
    const branch = (needs: string) =>
      `{ id: b, kind: wait, ${needs} when: steps.look.outputs.backlog > 3 }`;
    expect(judge(flow, steps(`{ parallel: [${LOOK}, ${branch("")}] }`))).toEqual([
      "E206 steps.0.parallel.1.when",
    ]);
    expect(judge(flow, steps(`{ parallel: [${LOOK}, ${branch("needs: [look],")}] }`))).toEqual([]);
  });

  test("is uncertain when the run survives that step's failure", () => {
    const shaky = LOOK.replace("with:", "on_failure: continue, with:");
    expect(judge(flow, steps(shaky, stopWhen("steps.look.outputs.backlog > 3")))).toEqual([
      "E206 steps.1.when",
    ]);
  });

  test("is uncertain in the step's own rescue", () => {
    const rescue = stopWhen("steps.look.outputs.backlog > 3");
    const rescued = LOOK.replace("with:", `on_failure: [${rescue}], with:`);
    expect(judge(flow, steps(rescued))).toEqual(["E206 steps.0.on_failure.0.when"]);
  });

  test("is available to the undo of the step itself", () => {
    const undo = "{ kind: test.reset, with: { id: a, reason: x } }";
    const scale = `{ id: s, kind: test.scale, when: "1 < 2", undo: ${undo.replace("reason: x", 'reason: "${{ steps.s.outputs.before }} pods"')} }`;
    expect(judge(flow, steps(scale))).toEqual([]);
  });

  test("that its kind may leave out needs has() even when the step ran", () => {
    expect(judge(flow, steps(LOOK, stopWhen('steps.look.outputs.oldest == "x"')))).toEqual([
      "E206 steps.1.when",
    ]);
    const guarded = 'has(steps.look.outputs.oldest) && steps.look.outputs.oldest == "x"';
    expect(judge(flow, steps(LOOK, stopWhen(guarded)))).toEqual([]);
  });
});

function steps(...list: string[]): string {
  return `steps:\n${list.map((step) => `  - ${step}`).join("\n")}`;
}

function stopWhen(when: string): string {
  return `{ id: end, kind: stop, when: '${when}', with: { outcome: nothing_to_do, reason: ok } }`;
}
