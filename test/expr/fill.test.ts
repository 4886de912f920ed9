import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileTree } from "../../src/expr/fill.ts";
import { createScope } from "../../src/expr/scope.ts";
import type { JsonValue } from "../../src/model/json.ts";
import { ANY, object, TEXT } from "../../src/model/shape.ts";
import { hostileJson, hostileText } from "./hostile-values.ts";
import { scope, values } from "./incident.ts";

function fill(value: JsonValue, given = values) {
  const compiled = compileTree(value, scope);
  if (!compiled.ok) throw new Error(compiled.problems.map(({ message }) => message).join());
  return compiled.tree.evaluate(given);
}

describe("a value with holes", () => {
  test("is filled wherever a text stands, and kept elsewhere", () => {
    const value = {
      name: "worker-${{ params.queue }}",
      replicas: "${{ params.max_pods }}",
      args: ["--env", "${{ params.env }}", 3, null, true],
      nested: { deep: ["${{ params.waits }}"] },
    };
    expect(fill(value)).toEqual({
      ok: true,
      value: {
        name: "worker-orders",
        replicas: 20,
        args: ["--env", "prod", 3, null, true],
        nested: { deep: [["30s", "60s"]] },
      },
    });
  });

  test("has no holes in its keys", () => {
    const value = { "${{ params.queue }}": 1, "${{": 2 };
    expect(fill(value)).toEqual({ ok: true, value });
  });

  test("tells where each template stands", () => {
    const compiled = compileTree(
      { a: ["x", "${{ params.queue }}"], b: "${{ params.note }}!" },
      scope,
    );
    const templates = compiled.ok ? compiled.tree.templates : [];
    expect(templates.map(({ at, template }) => [at, template.whole])).toEqual([
      [["a", 1], true],
      [["b"], false],
    ]);
  });

  test("reports every problem at its path", () => {
    const compiled = compileTree({ a: ["${{ params.x }}"], b: "x ${{ nope }}", c: "${{" }, scope);
    const problems = compiled.ok ? [] : compiled.problems;
    expect(problems.map(({ code, at, span, level }) => [code, at, span, level])).toEqual([
      ["E201", ["a", 0], { start: 11, end: 12 }, "error"],
      ["E201", ["b"], { start: 6, end: 10 }, "error"],
      ["E202", ["c"], { start: 0, end: 3 }, "error"],
    ]);
  });

  test("fails as a whole when one hole fails", () => {
    expect(fill({ a: "fine", b: ["${{ 1 / 0 }}"] })).toMatchObject({
      ok: false,
      failure: { code: "E210" },
    });
  });
});

describe("whatever a label holds", () => {
  const airlock = createScope({ params: object({ label: TEXT, other: TEXT, any: ANY }) });

  const tree = compileTree(
    {
      whole: "${{ params.label }}",
      mixed: "<${{ params.label }}|${{ params.other }}>",
      any: "${{ params.any }}",
      list: ["literal", "${{ params.label }}"],
      literal: { kept: ["as", 1, "is"] },
    },
    airlock,
  );
  const evaluate = tree.ok ? tree.tree.evaluate : undefined;

  test("a step receives the same fields, with exactly that value in its own", () => {
    fc.assert(
      fc.property(hostileText, hostileText, hostileJson, (label, other, any) => {
        expect(evaluate?.({ params: { label, other, any } })).toEqual({
          ok: true,
          value: {
            whole: label,
            mixed: `<${label}|${other}>`,
            any,
            list: ["literal", label],
            literal: { kept: ["as", 1, "is"] },
          },
        });
      }),
      { numRuns: 500 },
    );
  });

  test("a value without holes comes out as it went in, and no prototype changes", () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    fc.assert(
      fc.property(hostileJson, (value) => {
        fc.pre(!JSON.stringify(value).includes("${{"));
        expect(fill(value)).toEqual({ ok: true, value });
      }),
    );
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  });

  test("__proto__ is a field like others", () => {
    const value = JSON.parse('{"__proto__": "${{ params.queue }}", "a": 1}');
    expect(JSON.stringify(fill(value))).toBe('{"ok":true,"value":{"__proto__":"orders","a":1}}');
  });
});
