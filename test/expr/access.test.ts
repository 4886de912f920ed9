import { describe, expect, test } from "vitest";
import { compiled, failureOf, problemOf, underlined, valueOf } from "./incident.ts";

describe("reading a value", () => {
  test.each([
    ["params.queue", "orders"],
    ["params['queue']", "orders"],
    ["params.zones[1]", "b"],
    ["params.labels.team", "payments"],
    ["params.labels['te' + 'am']", "payments"],
    ["steps.look.outputs.body.items[1]", "two"],
    ["steps.look.outputs.body.none", null],
    ["steps.look.outputs.body['count']", 3],
    ["steps.locks.outputs.held[0].age", "5m"],
    ["params.waits", ["30s", "60s"]],
  ])("%s gives %j", (source, value) => {
    expect(valueOf(source)).toEqual(value);
  });

  test.each([
    ["params.zones[2]", "params.zones[2] is missing"],
    ["params.zones[-1]", "params.zones[-1] is missing"],
    ["params.labels.owner", "params.labels.owner is missing"],
    ["steps.look.outputs.body.nothing.at.all", "steps.look.outputs.body.nothing.at.all is missing"],
    ["steps.look.outputs.body.count.x", "steps.look.outputs.body.count.x is missing"],
    ["steps.depth.outputs.owner", "steps.depth.outputs.owner is missing"],
  ])("%s fails cleanly when it is not there", (source, message) => {
    expect(failureOf(source)).toBe(message);
  });

  test.each([
    ["params.queue.x", "x"],
    ["params.zones.x", "x"],
    ["params.zones['a']", "'a'"],
    ["params.labels[1]", "1"],
    ["params[params.queue]", "params.queue"],
  ])("%s is refused at %s", (source, part) => {
    expect(problemOf(source).code).toBe("E203");
    expect(underlined(source)).toBe(part);
  });

  test("of a list at its cap is fine, of a longer one is not", () => {
    const zones = Array.from({ length: 1_000 }, () => "z");
    expect(valueOf("size(params.zones)", { params: { zones } })).toBe(1_000);
    expect(failureOf("size(params.zones)", { params: { zones: [...zones, "z"] } })).toBe(
      "params.zones has 1001 items; an expression may walk 1000",
    );
  });
});

describe("a value that may be missing", () => {
  test.each([
    ["steps.depth.outputs.?owner.orValue('nobody')", "nobody"],
    ["steps.locks.outputs.held[1].?note.orValue('none')", "batch"],
    ["steps.look.outputs.?body.deeper.still.orValue(0)", 0],
    ["steps.look.outputs.?body.count.orValue(0)", 3],
    ["params.labels.?owner.orValue('x')", "x"],
    ["has(steps.depth.outputs.owner)", false],
    ["has(steps.locks.outputs.held[1].note)", true],
    ["has(params.labels.team)", true],
    ["has(params.labels.toString)", false],
    ["has(steps.look.outputs.body.none)", true],
    ["has(steps.look.outputs.body.a.b.c)", false],
  ])("%s is %j", (source, value) => {
    expect(valueOf(source)).toBe(value);
  });

  test("does not excuse what stands before .?", () => {
    const given = { steps: { depth: { status: "skipped" } } };
    expect(failureOf("steps.depth.outputs.?owner.orValue('x')", given)).toBe(
      "steps.depth.outputs is missing",
    );
    expect(valueOf("steps.depth.?outputs.owner.orValue('x')", given)).toBe("x");
  });

  test("takes the type of both possibilities", () => {
    expect(compiled("steps.depth.outputs.?rate_in.orValue(0)").shape.is).toBe("number");
    expect(compiled("params.?drain_in.orValue(duration('5m'))").shape.is).toBe("duration");
    expect(valueOf("params.?drain_in.orValue(duration('5m'))", { params: {} })).toBe("5m");
  });

  test.each([
    ["steps.depth.outputs.?owner", "E206", "add .orValue(…) with what to use instead"],
    ["steps.depth.outputs.?owner + 'x'", "E206", "add .orValue(…) with what to use instead"],
    [
      "params.queue.orValue('x')",
      "E203",
      "remove .orValue(…), or write .? before the field that may be missing",
    ],
    ["params.?queue.orValue(1)", "E203", "give a value of the same type"],
    ["has(params)", "E203", "write it like has(steps.look.outputs.owner)"],
    ["has(params.zones[0])", "E203", "write it like has(steps.look.outputs.owner)"],
    ["params.zones[?0]", "E207", "write .?field.orValue(…), or guard with size(…)"],
  ])("%s is refused", (source, code, fix) => {
    expect(problemOf(source)).toMatchObject({ code, fix });
  });
});
