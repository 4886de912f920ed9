import { describe, expect, test } from "vitest";
import { createScope } from "../../src/expr/scope.ts";
import { compileTemplate } from "../../src/expr/template.ts";
import { hostileScope, hostileValues } from "./adversarial.ts";
import { compiled, problemOf, scope, values } from "./incident.ts";

const WRONG: readonly string[] = [
  "",
  "1 +",
  "a = 1",
  "a & b",
  "not a",
  "'open",
  "'it's'",
  "'a\nb'",
  "for",
  "params.zones.filter(1, true)",
  "a; b",
  "a b",
  "a?.b",
  "${{ a }}",
  "1".repeat(5_000),
  Array.from({ length: 150 }, () => "1").join("+"),
  `${"(".repeat(30)}1${")".repeat(30)}`,
  `[${"1,".repeat(60)}1]`,
  "nothing",
  "alert",
  "True",
  "queue",
  "steps.dept",
  "steps.depth.backlog",
  "steps.depth.outputs.backlg",
  "params.zones.x",
  "params.queue.x",
  "params.zones['a']",
  "params.zones[?0]",
  "params.env == 'prd'",
  "steps.depth.status == 'x'",
  "params.queue + 1",
  "params.queue * 2",
  "-params.queue",
  "params.queue == 3",
  "params.drain_in > '5m'",
  "params.drain_in > 300",
  "params.zones > 3",
  "true < false",
  "params.queue == true",
  "3 in params.zones",
  "'a' in params.queue",
  "3 in params.labels",
  "params.max_pods && true",
  "params.queue && true",
  "params.zones && true",
  "params.drain_in && true",
  "true ? 1 : 'a'",
  "[1, 'a']",
  "{params.queue: 1}",
  "5u",
  "9007199254740992",
  "params.zones.map(x, params.zones.map(y, params.zones.map(z, z)))",
  "params.zones.map(params, 1)",
  "params.zones.map(1)",
  "params.queue.map(x, x)",
  "params.zones.map(x, x.y)",
  "steps.depth.outputs.?owner",
  "params.queue.orValue('x')",
  "params.?queue.orValue(1)",
  "has(params)",
  "ran(scale)",
  "ran('scal')",
  "params.queue.matches('a*')",
  "cel.bind(x, 1, x)",
  "contains('a')",
  "params.queue.lower()",
  "celi(1.5)",
  "zzz(1)",
  "params.queue.zzz()",
  "ceil('a')",
  "size()",
  "duration('soon')",
  "int('many')",
  "percent(1, 0)",
  "size(null)",
  "lower(null)",
];

const FAILING: readonly string[] = [
  "1 / 0",
  "9007199254740991 + 1",
  "1e308 * 10.0",
  "params.drain_in - duration('1h')",
  "duration('999999999d') + duration('999999999d')",
  "steps.look.outputs.body + steps.look.outputs.body",
  "steps.look.outputs.body.items[1] * 2",
  "steps.look.outputs.body.items[1] < 2 || steps.look.outputs.body.items[1] < steps.look.outputs.body.count",
  "1 in steps.look.outputs.body.count",
  "steps.look.outputs.body.count && true",
  "steps.look.outputs.body.count.map(x, x)",
  "steps.look.outputs.body.items.join(',')",
  "params.zones[2]",
  "params.labels.owner",
  "size(steps.look.outputs.body.count)",
  "string(steps.look.outputs.body)",
  "duration(params.queue) > duration('1s')",
  "int(params.queue)",
  "percent(1, params.max_pods - 20)",
];

const TOO_MUCH: readonly string[] = [
  "n.all(x, n.all(y, x + y >= 0))",
  "n.map(x, big.contains('b'))",
  "[big].map(x, x)",
  "big + big",
  "wide.map(x, x)",
];

describe("the words of a refused expression", () => {
  test.each(WRONG.map((source) => [source.slice(0, 60), source]))("%s", (_, source) => {
    const { message, fix } = problemOf(source);
    expect(isPhrase(message, source)).toBe(true);
    expect(fix).toMatch(/^[^A-Z].*[^.]$/);
  });

  test("a text whose hole is refused", () => {
    for (const text of ["${{ params.queue", "all ${{ params.zones }}"]) {
      const result = compileTemplate(text, scope);
      const problems = result.ok ? [] : result.problems;
      expect(problems).toHaveLength(1);
      expect(problems.every(({ message }) => isPhrase(message, text))).toBe(true);
      expect(problems.every(({ fix }) => /^[^A-Z].*[^.]$/.test(fix))).toBe(true);
    }
  });

  test("a name where none is known", () => {
    const result = createScope({}).compile("a");
    expect(result).toMatchObject({
      problem: { fix: "write the value itself; no names are known here" },
    });
  });
});

describe("the words of an expression that has no value", () => {
  test.each(FAILING)("%s", (source) => {
    expectFailure(compiled(source).evaluate(values), source);
  });

  test.each(TOO_MUCH)("%s, which is too much", (source) => {
    const result = hostileScope.compile(source);
    if (!result.ok) throw new Error(result.problem.message);
    expectFailure(result.expression.evaluate(hostileValues), source);
  });
});

function expectFailure(
  result: ReturnType<ReturnType<typeof compiled>["evaluate"]>,
  source: string,
) {
  const failure = result.ok ? undefined : result.failure;
  expect(isPhrase(failure?.message ?? "", source)).toBe(true);
  expect(failure?.remedy).toMatch(/^[A-Z].*\.$/);
}

/** A capital letter first, unless something from the source stands there, and no full stop. */
function isPhrase(message: string, source: string): boolean {
  const [first = ""] = message.split(" ");
  const isCode = /[^A-Za-z]/.test(first) || source.includes(first);
  return (/^[A-Z]/.test(message) || isCode) && !message.endsWith(".");
}
