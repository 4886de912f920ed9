import { describe, expect, test } from "vitest";
import { failureOf, problemOf, valueOf } from "../incident.ts";

describe("functions of texts", () => {
  test.each([
    ["size(params.note)", 5],
    ["params.note.size()", 5],
    ["size(params.zones)", 2],
    ["params.labels.size()", 1],
    ["size(steps.look.outputs.body)", 3],
    ["size('')", 0],
    ["lower('ABC')", "abc"],
    ["lower(params.env)", "prod"],
    ["string(12)", "12"],
    ["string(1.5)", "1.5"],
    ["string(true)", "true"],
    ["string(params.drain_in)", "10m"],
    ["string(steps.look.outputs.body.count)", "3"],
    ["string(params.queue)", "orders"],
    ["params.queue.contains('der')", true],
    ["params.queue.startsWith('ord')", true],
    ["params.queue.endsWith('ord')", false],
    ["params.zones.join(', ')", "a, b"],
    ["[].join(', ')", ""],
    ["['', 'a', ''].join('-')", "-a-"],
    ["glob(params.queue, 'or*s')", true],
    ["glob(params.queue, 'or')", false],
    ["string(duration('90s'))", "1m30s"],
    ["duration(steps.look.outputs.body.items[1] == 'two' ? '1d' : '1s')", "1d"],
  ])("%s is %j", (source, value) => {
    expect(valueOf(source)).toBe(value);
  });

  test.each([
    ["size(steps.look.outputs.body.count)", "size(…) was given a number"],
    ["string(steps.look.outputs.body)", "string(…) was given an object"],
    ["duration(params.queue)", "The text is not a duration such as 30s, 10m or 1h30m"],
    ["steps.look.outputs.body.items.join(',')", "join(…) met a number in the list"],
  ])("%s has no value", (source, message) => {
    expect(failureOf(source)).toBe(message);
  });

  test("knows no way to run a regular expression", () => {
    expect(problemOf("params.note.matches('(a+)+$')")).toMatchObject({
      code: "E207",
      fix: 'write glob(text, "a*"), or text.contains("a")',
    });
    expect(problemOf("matches(params.note, 'a')").code).toBe("E207");
  });

  test.each(["cel.bind(x, 1, x)", "params.bind(x, 1, x)"])(
    "%s cannot bind a variable",
    (source) => {
      expect(problemOf(source).code).toBe("E207");
    },
  );

  test.each([
    "timestamp('2026-01-01T00:00:00Z')",
    "bytes('a')",
    "dyn(1)",
    "type(1)",
    "uint(1)",
    "params.note.substring(1)",
    "params.note.indexOf('a')",
    "params.note.trim()",
    "b'a'.json()",
    "optional.of(1)",
  ])("%s is not part of the language", (source) => {
    expect(["E201", "E207"]).toContain(problemOf(source).code);
  });
});
