import { describe, expect, test } from "vitest";
import { people } from "../../../src/check/rules/people.ts";
import { judge, problems } from "./playbook-from.ts";
import { SMALL_WORLD } from "./world-of.ts";

describe("people", () => {
  test("are not looked up without a directory", () => {
    expect(judge(people, "owner: nobody")).toEqual([]);
  });

  test("that own a playbook must exist", () => {
    const [found] = problems(people, "owner: team-payment", SMALL_WORLD);
    expect(found).toMatchObject({
      code: "E123",
      at: ["owner"],
      fix: 'did you mean "team-payments"?',
    });
  });

  test("that approve may be persons, teams or groups, and must exist", () => {
    const found = judge(people, approve("by: [ada, team-payments, both, nobody]"), SMALL_WORLD);
    expect(found).toEqual(["E123 steps.0.approve.by.3"]);
  });

  test("that approve must be as many as are asked for", () => {
    expect(judge(people, approve("by: [both], count: 2"), SMALL_WORLD)).toEqual([]);
    const [found] = problems(people, approve("by: [team-payments], count: 2"), SMALL_WORLD);
    expect(found).toMatchObject({
      code: "E139",
      at: ["steps", 0, "approve", "count"],
      message: "2 people must approve, and of team-payments 1 may",
    });
  });

  test("that are asked a question must exist", () => {
    const found = judge(
      people,
      "steps: [{ id: a, kind: ask, with: { of: [ben, nobody] } }]",
      SMALL_WORLD,
    );
    expect(found).toEqual(["E123 steps.0.with.of.1"]);
  });
});

function approve(block: string): string {
  return `steps: [{ id: a, kind: test.scale, approve: { ${block} } }]`;
}
