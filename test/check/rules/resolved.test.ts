import { describe, expect, test } from "vitest";
import { resolved } from "../../../src/check/rules/resolved.ts";
import { judge, problems } from "./playbook-from.ts";

const FIX = '{ id: fix, kind: test.scale, verify: { kind: test.workload, that: "true" } }';

describe("stop with the outcome resolved", () => {
  test("is accepted after a verified change that surely happened", () => {
    expect(judge(resolved, steps(FIX, stop("")))).toEqual([]);
  });

  test("is accepted behind a guard that the change ran", () => {
    const maybe = FIX.replace("verify:", 'when: "1 < 2", verify:');
    expect(judge(resolved, steps(maybe, stop("")))).toEqual(["E138 steps.1.with.outcome"]);
    expect(judge(resolved, steps(maybe, stop(`when: 'ran("fix")',`)))).toEqual([]);
  });

  test("is refused when nothing was verified", () => {
    const unproved = '{ id: fix, kind: test.scale, verify: none, because: "none" }';
    const [found] = problems(resolved, steps(unproved, stop("")));
    expect(found).toMatchObject({ code: "E138", fix: "write outcome: nothing_to_do" });
  });
});

function steps(...list: string[]): string {
  return `steps:\n${list.map((step) => `  - ${step}`).join("\n")}`;
}

function stop(when: string): string {
  return `{ id: end, kind: stop, ${when} with: { outcome: resolved, reason: ok } }`;
}
