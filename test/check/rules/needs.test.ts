import { describe, expect, test } from "vitest";
import { needs } from "../../../src/check/rules/needs.ts";
import { judge, problems } from "./playbook-from.ts";

describe("needs", () => {
  test("may name a sibling branch", () => {
    expect(judge(needs, branches("a:", "b: [a]"))).toEqual([]);
  });

  test("means nothing in a sequence", () => {
    const found = judge(needs, "steps: [{ id: a, kind: wait }, { id: b, kind: wait, needs: [a] }]");
    expect(found).toEqual(["E113 steps.1.needs"]);
  });

  test("suggests the sibling that was meant", () => {
    const [found] = problems(needs, branches("depth:", "b: [depht]"));
    expect(found).toMatchObject({ code: "E116", fix: 'did you mean "depth"?' });
  });

  test("refuses a branch that waits for itself", () => {
    const [found] = problems(needs, branches("a: [a]", "b:"));
    expect(found?.message).toBe('"a" cannot wait for itself');
  });

  test("shows the circle when branches wait for each other", () => {
    const [found] = problems(needs, branches("a: [c]", "b: [a]", "c: [b]"));
    expect(found?.message).toBe("These branches wait for each other: a -> c -> b -> a");
  });

  test("finds a circle that the first branch only leads to", () => {
    expect(judge(needs, branches("a: [b]", "b: [c]", "c: [b]"))).toEqual([
      "E116 steps.0.parallel.1.needs",
    ]);
  });
});

function branches(...lines: string[]): string {
  const steps = lines.map((line) => {
    const [id, list = ""] = line.split(":");
    const needed = list.trim() === "" ? "" : `, needs: ${list.trim()}`;
    return `{ id: ${id}, kind: wait${needed} }`;
  });
  return `steps: [{ parallel: [${steps.join(", ")}] }]`;
}
