import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Expression, ExpressionProblem, Values } from "../../src/expr/expression.ts";
import type { JsonValue } from "../../src/model/json.ts";
import { anyExpression } from "./any-expression.ts";
import { hostileJson, hostileText } from "./hostile-values.ts";
import { scope, values } from "./incident.ts";

const SYMBOLS = "( ) { } [ ] . ? : , ! & | = < > + - * / % ' \" \\ a b in 0 1 $ \n".split(" ");

/** The incident's values with some of them replaced by anything at all. */
const brokenValues: fc.Arbitrary<Values> = fc
  .record({
    label: hostileJson,
    body: hostileJson,
    backlog: hostileJson,
    held: hostileJson,
    rest: fc.constantFrom<Values>(values, {}, { params: null, steps: [] }),
  })
  .map(({ label, body, backlog, held, rest }) => ({
    ...rest,
    params: {
      queue: label,
      note: label,
      max_pods: backlog,
      drain_in: label,
      waits: held,
      zones: held,
      labels: body,
    },
    steps: {
      depth: { status: "done", outputs: { backlog, rate_in: backlog } },
      locks: { status: "done", outputs: { held } },
      look: { status: "done", outputs: { body } },
    },
  }));

describe("for all expressions and values", () => {
  test("compiling and evaluating end in a value or a failure, never in an exception", () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    let evaluated = 0;
    fc.assert(
      fc.property(anyExpression, fc.oneof(brokenValues, fc.constant(values)), (source, given) => {
        const compiled = scope.compile(source);
        if (compiled.ok) evaluated += 1;
        expect(
          compiled.ok
            ? runsCleanly(compiled.expression, given)
            : isHelpful(compiled.problem, source),
        ).toBe(true);
      }),
      { numRuns: 3_000 },
    );
    expect(evaluated).toBeGreaterThan(200);
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  });

  test("any text at all is an expression or a problem", () => {
    const text = fc.oneof(hostileText, fc.string({ unit: fc.constantFrom(...SYMBOLS) }));
    fc.assert(
      fc.property(text, (source) => {
        const compiled = scope.compile(source);
        expect(compiled.ok || /^E20[1-8]$/.test(compiled.problem.code)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test("data nested beyond any parser's limit is stopped, not followed", () => {
    let body: JsonValue = 1;
    for (let depth = 0; depth < 100_000; depth += 1) body = [body];
    const given = { steps: { look: { outputs: { body } } } };
    for (const source of [
      "steps.look.outputs.body",
      "steps.look.outputs.body == [steps.look.outputs.body]",
    ]) {
      const compiled = scope.compile(source);
      const result = compiled.ok && compiled.expression.evaluate(given);
      expect(result).toMatchObject({
        ok: false,
        failure: { message: "The data is nested more than 64 deep" },
      });
    }
  });
});

/** Gives plain JSON or a failure with its code, and the same one when it is asked again. */
function runsCleanly(expression: Expression, given: Values): boolean {
  const result = expression.evaluate(given);
  if (!isDeepStrictEqual(result, expression.evaluate(given))) return false;
  if (!result.ok) return result.failure.code === "E210" && result.failure.remedy !== "";
  return isDeepStrictEqual(JSON.parse(JSON.stringify(result.value)), result.value);
}

/** Says something, and underlines some of the source. */
function isHelpful({ span, message, fix }: ExpressionProblem, source: string): boolean {
  return message !== "" && fix !== "" && span.start < span.end && span.end <= source.length;
}
