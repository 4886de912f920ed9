import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import type { JsonValue } from "../../src/model/json.ts";
import { flowText } from "../../src/rehearsal/flow-text.ts";

test.each<[JsonValue, string]>([
  [["depth", "scale"], "[depth, scale]"],
  [{ pods: 6, ok: true, note: null }, "{ pods: 6, ok: true, note: null }"],
  ["340", '"340"'],
  [{}, "{}"],
  [[], "[]"],
])("writes %j as an author would", (value, text) => {
  expect(flowText(value)).toBe(text);
});

test("reads back as the same value", () => {
  const values = fc
    .jsonValue({ maxDepth: 3 })
    .map((value) => JSON.parse(JSON.stringify(value)) as JsonValue);

  fc.assert(
    fc.property(values, (value) => {
      expect(parse(flowText(value))).toEqual(value);
    }),
  );
});
