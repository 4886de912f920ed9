import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../../../src/model/json.ts";
import {
  jsonPatch,
  readOperations,
} from "../../../../src/drills/practice-cluster/patch/json-patch.ts";

describe("a JSON patch", () => {
  test.each<[string, JsonValue, unknown, JsonValue]>([
    ["adds to a map", { a: 1 }, { op: "add", path: "/b", value: 2 }, { a: 1, b: 2 }],
    ["adds into a list", { l: [1, 3] }, { op: "add", path: "/l/1", value: 2 }, { l: [1, 2, 3] }],
    ["adds to the end of a list", { l: [1] }, { op: "add", path: "/l/-", value: 2 }, { l: [1, 2] }],
    ["replaces", { a: { b: 1 } }, { op: "replace", path: "/a/b", value: 2 }, { a: { b: 2 } }],
    ["replaces in a list", { l: [1, 2] }, { op: "replace", path: "/l/0", value: 9 }, { l: [9, 2] }],
    ["removes", { a: 1, b: 2 }, { op: "remove", path: "/a" }, { b: 2 }],
    ["removes from a list", { l: [1, 2] }, { op: "remove", path: "/l/0" }, { l: [2] }],
    ["moves", { a: 1 }, { op: "move", from: "/a", path: "/b" }, { b: 1 }],
    ["copies", { a: 1 }, { op: "copy", from: "/a", path: "/b" }, { a: 1, b: 1 }],
    [
      "tests what is equal",
      { a: { b: [1] } },
      { op: "test", path: "/a", value: { b: [1] } },
      { a: { b: [1] } },
    ],
    [
      "reads escaped names",
      { "a/b~": 1 },
      { op: "replace", path: "/a~1b~0", value: 2 },
      { "a/b~": 2 },
    ],
  ])("%s", (_, target, operation, patched) => {
    expect(apply(target, operation)).toEqual({ ok: true, value: patched });
  });

  test.each<[string, unknown, string]>([
    [
      "a place that is not there",
      { op: "replace", path: "/no/where", value: 1 },
      "missing path: /no/where",
    ],
    ["a name that every map seems to have", { op: "remove", path: "/toString" }, "missing path"],
    ["a list beyond its end", { op: "add", path: "/l/7", value: 1 }, "missing path: /l/7"],
    ["a test that fails", { op: "test", path: "/a", value: 2 }, "testing value /a failed"],
  ])("refuses %s", (_, operation, message) => {
    expect(apply({ a: 1, l: [] }, operation)).toEqual({
      ok: false,
      message: expect.stringContaining(message),
    });
  });

  test("is refused as a whole when it is no list of operations", () => {
    expect(readOperations([{ op: "explode", path: "/a" }]).success).toBe(false);
  });
});

function apply(target: JsonValue, operation: unknown) {
  return jsonPatch(target, readOperations([operation]).data ?? []);
}
