import { describe, expect, test } from "vitest";
import { connections } from "../../../src/check/rules/connections.ts";
import { judge, problems } from "./playbook-from.ts";
import { SMALL_WORLD } from "./world-of.ts";

describe("a connection", () => {
  test("that is known and of the right type is accepted", () => {
    expect(judge(connections, get("queue-api"), SMALL_WORLD)).toEqual([]);
  });

  test("that is unknown gets a suggestion", () => {
    const [found] = problems(connections, get("queue-apy"), SMALL_WORLD);
    expect(found).toMatchObject({
      code: "E125",
      at: ["steps", 0, "with", "connection"],
      fix: 'did you mean "queue-api"?',
    });
  });

  test("of another type is refused by its type", () => {
    const [found] = problems(connections, get("metrics"), SMALL_WORLD);
    expect(found?.message).toBe(
      '"metrics" is a connection of type prometheus; http is wanted here',
    );
  });

  test("is looked up inside verify and wait_until too", () => {
    const steps = `
      steps:
        - id: a
          kind: test.scale
          verify: { kind: http.get, with: { connection: nope, path: / }, that: "true" }
        - { id: b, kind: wait_until, with: { kind: http.get, with: { connection: nope, path: / }, that: "true" } }`;
    expect(judge(connections, steps, SMALL_WORLD)).toEqual([
      "E125 steps.0.verify.with.connection",
      "E125 steps.1.with.with.connection",
    ]);
  });

  test("of the guard must be a Prometheus", () => {
    const guard = "{ query: up, connection: queue-api, that: value > 0 }";
    expect(judge(connections, `safety: { mode: auto, guard: ${guard} }`, SMALL_WORLD)).toEqual([
      "E125 safety.guard.connection",
    ]);
  });
});

function get(connection: string): string {
  return `steps: [{ id: a, kind: http.get, with: { connection: ${connection}, path: / } }]`;
}
