import { describe, expect, test } from "vitest";
import { compiled, failureOf, problemOf, valueOf } from "./incident.ts";

describe("arithmetic", () => {
  test.each([
    ["7 / 2", 3, "int"],
    ["-7 / 2", -3, "int"],
    ["7 / 2.0", 3.5, "number"],
    ["7 % 3", 1, "int"],
    ["2 * 3 + 4", 10, "int"],
    ["steps.depth.outputs.rate_in * 2", 106, "number"],
    ["1 + 0.5", 1.5, "number"],
    ["-params.max_pods", -20, "int"],
    ["0 * -1", 0, "int"],
    ["params.queue + '-workers'", "orders-workers", "text"],
    ["params.drain_in + duration('1h')", "1h10m", "duration"],
    ["params.drain_in - duration('30s')", "9m30s", "duration"],
    ["steps.look.outputs.body.count + 1", 4, "number"],
    ["steps.look.outputs.body.count - steps.look.outputs.body.count", 0, "number"],
    ["steps.look.outputs.body.items[1] + '!'", "two!", "text"],
    ["steps.look.outputs.body.count + steps.look.outputs.body.count", 6, "any"],
    ["steps.look.outputs.body.items[1] + steps.look.outputs.body.items[1]", "twotwo", "any"],
  ])("%s is %j", (source, value, shape) => {
    expect(valueOf(source)).toBe(value);
    expect(compiled(source).shape.is).toBe(shape);
  });

  test.each([
    ["1 / 0", "Division by zero"],
    ["1 % 0", "Division by zero"],
    ["1.0 / 0.0", "Division by zero"],
    ["0.0 / 0", "Division by zero"],
    ["ceil(1.0 / 0.0)", "Division by zero"],
    ["1.0 / 0 > 5", "Division by zero"],
    ["9007199254740991 + 1", "The result is too large for a whole number"],
    ["1e308 * 10.0", "The result is too large for a number"],
    [
      "params.drain_in - duration('1h')",
      "The result is a negative duration, which has no spelling",
    ],
    ["duration('999999999d') + duration('999999999d')", "The result is too long for a duration"],
    ["steps.look.outputs.body + steps.look.outputs.body", "Cannot add an object and an object"],
    [
      "steps.look.outputs.body.items[1] * 2",
      "steps.look.outputs.body.items[1] is a text, but should be a number",
    ],
  ])("%s has no value", (source, message) => {
    expect(failureOf(source)).toBe(message);
  });

  test("may pass through a negative duration on the way to an answer", () => {
    expect(valueOf("params.drain_in - duration('1h') < duration('0s')")).toBe(true);
  });

  test.each([
    ["params.queue + 1", "turn the other side into text: string(…)"],
    [
      "params.queue * 2",
      "convert one side: int(…), double(…), seconds(…) of a duration, size(…) of a list",
    ],
    [
      "params.zones + params.zones",
      "convert one side: int(…), double(…), seconds(…) of a duration, size(…) of a list",
    ],
    [
      "params.drain_in * 2",
      "convert one side: int(…), double(…), seconds(…) of a duration, size(…) of a list",
    ],
    ["1.5 % 2", "convert one side: int(…), double(…), seconds(…) of a duration, size(…) of a list"],
    ["-params.queue", "put the minus before a number"],
    ["9007199254740992", "write a number up to 9007199254740991"],
    ["5u", "write a text in quotes, or a plain number"],
  ])("%s is refused", (source, fix) => {
    expect(problemOf(source)).toMatchObject({ fix });
  });

  test("grows no text beyond what a field could take", () => {
    const text = `'${"x".repeat(1_000)}'`;
    expect(valueOf(`${text} + ${text} + ${text} == ''`)).toBe(false);
    const doubled = "params.note + params.note + params.note + params.note";
    const note = "x".repeat(2_100);
    expect(failureOf(doubled, { params: { note } })).toBe(
      "The expression makes a text of 8400 characters; it may make 8192",
    );
  });
});
