import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compiled, failureOf, problemOf, valueOf } from "../incident.ts";

describe("functions of numbers", () => {
  test.each([
    ["min(3, 2)", 2, "int"],
    ["min(3, 2.5)", 2.5, "number"],
    ["max(3, steps.depth.outputs.rate_out)", 48.5, "number"],
    ["clamp(5, 1, 3)", 3, "int"],
    ["clamp(0, 1, 3)", 1, "int"],
    ["clamp(2, 1, 3.5)", 2, "number"],
    ["clamp(9, 8, 3)", 3, "int"],
    ["ceil(2.1)", 3, "int"],
    ["ceil(-0.5)", 0, "int"],
    ["ceil(2)", 2, "int"],
    ["floor(-2.1)", -3, "int"],
    ["round(2.5)", 3, "int"],
    ["round(-2.5)", -3, "int"],
    ["percent(1, 8)", 12.5, "number"],
    ["seconds(params.drain_in)", 600, "number"],
    ["seconds(duration('1500ms'))", 1.5, "number"],
    ["int('42')", 42, "int"],
    ["int(-2.9)", -2, "int"],
    ["int(7)", 7, "int"],
    ["double('1.5e2')", 150, "number"],
    ["double(3)", 3, "number"],
    ["int(steps.look.outputs.body.count)", 3, "int"],
  ])("%s is %d", (source, value, shape) => {
    expect(valueOf(source)).toBe(value);
    expect(compiled(source).shape.is).toBe(shape);
  });

  test.each([
    ["ceil(steps.depth.outputs.rate_in * 1e300)", "The result is too large for a whole number"],
    ["percent(params.max_pods, 0)", "percent(part, whole) has no result when the whole is 0"],
    ["int(params.queue)", "The value is not a number such as 12 or -1.5"],
    ["double(params.queue + 'NaN')", "The value is not a number such as 12 or -1.5"],
    ["int(steps.look.outputs.body)", "The value is not a number such as 12 or -1.5"],
  ])("%s has no value", (source, message) => {
    expect(failureOf(source)).toBe(message);
  });

  test.each([
    "int('0x1F')",
    "int('')",
    "double('Infinity')",
    "double(' 1')",
    "duration('5 minutes')",
  ])("%s is found out before any run", (source) => {
    expect(problemOf(source).code).toBe("E203");
  });

  test("say what they take", () => {
    expect(problemOf("ceil(params.queue)")).toMatchObject({
      code: "E203",
      message: "ceil(…) does not take a text",
      fix: "ceil(…) takes a number",
    });
    expect(problemOf("min(1)").fix).toBe("min(…) takes a number, then a number");
    expect(problemOf("seconds(5)").fix).toBe("seconds(…) takes a duration");
  });

  const number = fc.integer({ min: -1_000, max: 1_000 });

  test("clamp keeps what lies within its bounds", () => {
    const three = fc.tuple(number, number, number).map((some) => some.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(three, ([low, value, high]) => {
        expect(valueOf(`clamp(${value}, ${low}, ${high})`)).toBe(value);
        expect(valueOf(`clamp(${low}, ${value}, ${high})`)).toBe(value);
        expect(valueOf(`clamp(${high}, ${low}, ${value})`)).toBe(value);
      }),
    );
  });

  test("clamp never leaves its upper bound, whatever goes in", () => {
    fc.assert(
      fc.property(number, number, number, (value, low, high) => {
        const result = valueOf(`clamp(${value}, ${low}, ${high})`);
        expect(result).toBeLessThanOrEqual(high);
      }),
    );
  });
});
