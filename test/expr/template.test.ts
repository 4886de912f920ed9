import { describe, expect, test } from "vitest";
import type { Values } from "../../src/expr/expression.ts";
import { compileTemplate, type Template } from "../../src/expr/template.ts";
import { scope, values } from "./incident.ts";

function templateOf(text: string): Template {
  const compiled = compileTemplate(text, scope);
  if (!compiled.ok) throw new Error(compiled.problems.map(({ message }) => message).join());
  return compiled.template;
}

const fill = (text: string, given: Values = values) => templateOf(text).evaluate(given);

describe("a template", () => {
  test.each([
    ["${{ params.max_pods }}", 20],
    ["${{ params.zones }}", ["a", "b"]],
    ["${{ params.drain_in }}", "10m"],
    ["${{ steps.look.outputs.body.none }}", null],
    ["worker-${{ params.queue }}", "worker-orders"],
    ["${{ params.max_pods }} of ${{ steps.depth.outputs.rate_out }}", "20 of 48.5"],
    ["${{ params.max_pods > 3 }}!", "true!"],
    ["in ${{ params.drain_in }}", "in 10m"],
    ["${{ params.queue }}${{ params.queue }}", "ordersorders"],
    ["${{ steps.look.outputs.body.count }} left", "3 left"],
    [" ${{ params.max_pods }}", " 20"],
    ["no hole", "no hole"],
    ["", ""],
  ])("%s gives %j", (text, value) => {
    expect(fill(text)).toEqual({ ok: true, value });
  });

  test("is whole when it is one hole and nothing else", () => {
    expect(templateOf("${{ params.max_pods }}").whole).toBe(true);
    expect(templateOf(" ${{ params.max_pods }}").whole).toBe(false);
    expect(templateOf("${{ params.queue }}${{ params.queue }}").whole).toBe(false);
    expect(templateOf("text").whole).toBe(false);
  });

  test("shows its holes and where they stand", () => {
    const { holes } = templateOf("a ${{ params.queue }} b ${{ params.note }}");
    expect(holes.map(({ span, expression }) => [span, expression.sort])).toEqual([
      [{ start: 2, end: 21 }, "name"],
      [{ start: 24, end: 42 }, "text"],
    ]);
  });

  test("reports each broken hole at its own place in the text", () => {
    const text = "${{ params.quee }} and ${{ max_pods }}";
    const compiled = compileTemplate(text, scope);
    expect(compiled.ok).toBe(false);
    const problems = compiled.ok ? [] : compiled.problems;
    expect(problems.map(({ span }) => text.slice(span.start, span.end))).toEqual([
      "quee",
      "max_pods",
    ]);
  });

  test("joins only what has one spelling", () => {
    expect(compileTemplate("zones ${{ params.zones }}", scope)).toMatchObject({
      ok: false,
      problems: [{ code: "E203", span: { start: 6, end: 25 } }],
    });
    expect(fill("body ${{ steps.look.outputs.body }}")).toMatchObject({
      ok: false,
      failure: { code: "E210" },
    });
    expect(fill("none ${{ steps.look.outputs.body.none }}")).toMatchObject({ ok: false });
  });

  test("never looks at what a hole gave again", () => {
    const note = "${{ params.queue }} }} ${{";
    expect(fill("${{ params.note }}", { params: { note } })).toEqual({ ok: true, value: note });
    expect(fill("> ${{ params.note }} <", { params: { note } })).toEqual({
      ok: true,
      value: `> ${note} <`,
    });
  });

  test("grows to 8 KB and no further", () => {
    const text = "${{ params.note }}${{ params.note }}";
    expect(fill(text, { params: { note: "x".repeat(4_096) } }).ok).toBe(true);
    expect(fill(text, { params: { note: "x".repeat(4_097) } })).toMatchObject({
      ok: false,
      failure: { code: "E210" },
    });
  });

  test("fails as its first failing hole does", () => {
    expect(fill("${{ 1 / 0 }} of ${{ params.max_pods }}")).toMatchObject({
      ok: false,
      failure: { code: "E210", message: "Division by zero" },
    });
  });
});
