import { describe, expect, test } from "vitest";
import { waits } from "../../../src/check/rules/waits.ts";
import { judge, problems } from "./playbook-from.ts";

describe("waits", () => {
  test("may fill the deadline", () => {
    expect(judge(waits, sequence("10m", "5m", "5m"))).toEqual([]);
  });

  test("may not add up to more than the deadline, and the sum is shown", () => {
    const [found] = problems(waits, sequence("10m", "6m", "5m"));
    expect(found).toMatchObject({
      code: "E135",
      message: "The run may take 10m, its waits 11m: s0 for 6m + s1 for 5m",
      fix: "write deadline: 11m or more, or shorten a wait",
    });
  });

  test("of parallel branches count once, along the longest chain of needs", () => {
    const branches = (needs: string) => `
      safety: { mode: auto, deadline: 10m }
      steps:
        - parallel:
            - { id: a, kind: wait, with: { for: 6m } }
            - { id: b, kind: wait, with: { for: 6m }${needs} }`;
    expect(judge(waits, branches(""))).toEqual([]);
    expect(judge(waits, branches(", needs: [a]"))).toEqual(["E135 safety.deadline"]);
  });

  test("include approvals, questions, and the verifies of each round of a foreach", () => {
    const found = problems(
      waits,
      `
      safety: { mode: auto, deadline: 10m }
      steps:
        - { id: q, kind: ask, with: { expires: 4m } }
        - id: a
          kind: test.scale
          approve: { by: [x], expires: 3m }
          foreach: { items: "[]", max: 4, at_once: 2 }
          verify: { kind: test.workload, that: "true", within: 2m }`,
    );
    expect(found[0]?.message).toBe(
      "The run may take 10m, its waits 11m: q expires 4m + a approve 3m + a verify 4m",
    );
  });
});

function sequence(deadline: string, ...lengths: string[]): string {
  const steps = lengths.map(
    (length, index) => `{ id: s${index}, kind: wait, with: { for: ${length} } }`,
  );
  return `{ safety: { mode: auto, deadline: ${deadline} }, steps: [${steps.join(", ")}] }`;
}
