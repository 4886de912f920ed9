import { expect } from "vitest";
import type { Expression, ExpressionProblem, Facts, Values } from "../../src/expr/expression.ts";
import { createScope } from "../../src/expr/scope.ts";
import type { JsonValue } from "../../src/model/json.ts";
import {
  ANY,
  BOOL,
  ID,
  INT,
  NAME,
  NUMBER,
  object,
  type Shape,
  TEXT,
} from "../../src/model/shape.ts";

const DURATION: Shape = { is: "duration" };
const STATUS: Shape = { is: "text", sort: "choice", of: ["waiting", "done", "skipped", "failed"] };

function step(outputs: Readonly<Record<string, Shape>>, optional: readonly string[] = []): Shape {
  const error = object({ code: NAME, message: TEXT });
  return object({ status: STATUS, outputs: object(outputs, optional), error }, ["error"]);
}

/** The names of a playbook that drains a queue, as the checker would put them in scope. */
export const scope = createScope({
  params: object({
    queue: NAME,
    workflow: ID,
    env: { is: "text", sort: "choice", of: ["prod", "staging"] },
    note: TEXT,
    max_pods: INT,
    drain_in: DURATION,
    waits: { is: "list", of: DURATION },
    zones: { is: "list", of: NAME },
    labels: { is: "map", of: TEXT },
  }),
  steps: object({
    depth: step(
      { backlog: INT, rate_in: NUMBER, rate_out: NUMBER, rate_per_pod: NUMBER, owner: TEXT },
      ["owner"],
    ),
    workers: step({ replicas: INT, ready: INT }),
    locks: step({
      held: {
        is: "list",
        of: object({ key: NAME, owner_dead: BOOL, age: DURATION, note: TEXT }, ["note"]),
      },
    }),
    look: step({ body: ANY }),
  }),
  run: object({ id: ID }),
});

export const values: Values = {
  params: {
    queue: "orders",
    workflow: "wf:9/1",
    env: "prod",
    note: "Two 🙂",
    max_pods: 20,
    drain_in: "10m",
    waits: ["30s", "60s"],
    zones: ["a", "b"],
    labels: { team: "payments" },
  },
  steps: {
    depth: {
      status: "done",
      outputs: { backlog: 18_420, rate_in: 53, rate_out: 48.5, rate_per_pod: 6 },
    },
    workers: { status: "done", outputs: { replicas: 8, ready: 7 } },
    locks: {
      status: "done",
      outputs: {
        held: [
          { key: "l1", owner_dead: true, age: "5m" },
          { key: "l2", owner_dead: false, age: "2h", note: "batch" },
        ],
      },
    },
    look: { status: "done", outputs: { body: { count: 3, items: [1, "two", null], none: null } } },
  },
  run: { id: "r-7f3k" },
};

export function compiled(source: string): Expression {
  const result = scope.compile(source);
  if (!result.ok) throw new Error(`${source}: ${result.problem.message}`);
  return result.expression;
}

export function problemOf(source: string): ExpressionProblem {
  const result = scope.compile(source);
  if (result.ok) throw new Error(`${source} compiles`);
  return result.problem;
}

/** The part of the source that a problem underlines. */
export function underlined(source: string): string {
  const { span } = problemOf(source);
  return source.slice(span.start, span.end);
}

export function valueOf(source: string, given: Values = values): JsonValue {
  const result = compiled(source).evaluate(given);
  if (!result.ok) throw new Error(`${source}: ${result.failure.message}`);
  return result.value;
}

export function failureOf(source: string, given: Values = values): string {
  const result = compiled(source).evaluate(given);
  if (result.ok) throw new Error(`${source} gives ${JSON.stringify(result.value)}`);
  expect(result.failure.code).toBe("E210");
  expect(result.failure.remedy).not.toBe("");
  return result.failure.message;
}

export function guardsOf(source: string, known: Facts = new Set()): readonly string[] {
  return compiled(source)
    .unguarded(known)
    .map(({ guard }) => guard);
}
