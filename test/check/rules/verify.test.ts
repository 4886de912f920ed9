import { describe, expect, test } from "vitest";
import { verify } from "../../../src/check/rules/verify.ts";
import { judge } from "./playbook-from.ts";

describe("verify", () => {
  test("is asked of each changing step", () => {
    expect(judge(verify, step("kind: test.scale"))).toEqual(["E130 steps.0.id"]);
  });

  test("is satisfied by a read kind with a condition", () => {
    const read = "{ kind: test.workload, that: after.ready > before.ready }";
    expect(judge(verify, step(`kind: test.scale, verify: ${read}`))).toEqual([]);
  });

  test("may be left out for a stated reason only", () => {
    expect(judge(verify, step("kind: test.scale, verify: none"))).toEqual(["E130 steps.0.verify"]);
    expect(judge(verify, step('kind: test.scale, verify: none, because: "seen below"'))).toEqual(
      [],
    );
  });

  test("is refused on a step that changes nothing", () => {
    const read = "{ kind: test.workload, that: after.ready > 0 }";
    expect(judge(verify, step(`kind: test.workload, verify: ${read}`))).toEqual([
      "E113 steps.0.verify",
    ]);
  });

  test("is welcome on a question, because the manual step behind it may be looked at", () => {
    const read = "{ kind: test.workload, that: after.ready > 0 }";
    expect(judge(verify, step(`kind: ask, verify: ${read}`))).toEqual([]);
  });

  test("refuses a kind that changes something, as does wait_until", () => {
    const change = "{ kind: test.scale, that: after.after > 0 }";
    expect(judge(verify, step(`kind: test.scale, verify: ${change}`))).toEqual([
      "E137 steps.0.verify.kind",
    ]);
    const poll = "{ kind: test.reset, with: {}, that: now.events > 0 }";
    expect(judge(verify, step(`kind: wait_until, with: ${poll}`))).toEqual([
      "E137 steps.0.with.kind",
    ]);
  });

  test("does not take a reason without need", () => {
    expect(judge(verify, step("kind: wait, because: why not"))).toEqual(["E113 steps.0.because"]);
  });
});

function step(fields: string): string {
  return `steps: [{ id: a, ${fields} }]`;
}
