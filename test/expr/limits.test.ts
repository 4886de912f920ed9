import { describe, expect, test } from "vitest";
import { LIMITS } from "../../src/expr/limits.ts";
import { createScope } from "../../src/expr/scope.ts";
import { INT, type Shape } from "../../src/model/shape.ts";
import { HOSTILE, hostileScope, hostileValues } from "./adversarial.ts";

const numbers: Shape = { is: "list", of: INT };
const scope = createScope({ a: numbers, b: numbers });

function outcome(source: string, a: number, b: number): string {
  const compiled = scope.compile(source);
  if (!compiled.ok) return compiled.problem.message;
  const count = (length: number) => Array.from({ length }, (_, index) => index);
  const result = compiled.expression.evaluate({ a: count(a), b: count(b) });
  return result.ok ? "ok" : result.failure.message;
}

const TOO_MUCH =
  "The expression needs more than 50,000 rounds through its lists, or looks at too much text";

describe("the work of one evaluation", () => {
  test("may be 50,000 rounds of nested loops", () => {
    const source = "a.all(x, b.all(y, x + y >= 0))";
    expect(LIMITS.rounds).toBe(50_000);
    expect(outcome(source, 1_000, 49)).toBe("ok");
    expect(outcome(source, 49, 1_000)).toBe("ok");
    expect(outcome(source, 1_000, 51)).toBe(TOO_MUCH);
    expect(outcome(source, 1_000, 1_000)).toBe(TOO_MUCH);
  });

  test("counts a search with in as a loop", () => {
    const source = "a.all(x, !(x - 2000 in b))";
    expect(outcome(source, 1_000, 40)).toBe("ok");
    expect(outcome(source, 1_000, 60)).toBe(TOO_MUCH);
  });

  test("allows fewer rounds of a longer body", () => {
    const body = Array.from({ length: 80 }, () => "y").join(" + ");
    const source = `a.all(x, b.all(y, ${body} >= 0))`;
    expect(outcome(source, 200, 20)).toBe("ok");
    expect(outcome(source, 1_000, 49)).toBe(TOO_MUCH);
  });

  test("cannot be hidden behind a side that decides", () => {
    expect(outcome("a.all(x, b.all(y, x + y >= 0)) || true", 1_000, 1_000)).toBe(TOO_MUCH);
    expect(outcome("a.exists(x, b.all(y, x + y >= 0))", 1_000, 1_000)).toBe("ok");
  });

  test("is charged for failures that another item makes up for", () => {
    expect(outcome("a.exists(x, b.exists(y, 1 / (x - x) > 0))", 40, 40)).toBe("Division by zero");
    expect(outcome("a.exists(x, b.exists(y, 1 / (x - x) > 0))", 60, 60)).toBe(TOO_MUCH);
  });
});

describe("an expression that tries to take long", () => {
  test.each(HOSTILE.map((source) => [source.slice(0, 60), source]))(
    "ends in a small value or a failure: %s",
    (_, source) => {
      const compiled = hostileScope.compile(source);
      if (!compiled.ok) throw new Error(compiled.problem.message);
      const result = compiled.expression.evaluate(hostileValues);
      const size = result.ok ? JSON.stringify(result.value).length : result.failure.message.length;
      expect(size).toBeLessThan(1_500_000);
    },
  );
});
