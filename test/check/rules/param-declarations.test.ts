import { describe, expect, test } from "vitest";
import { paramDeclarations } from "../../../src/check/rules/param-declarations.ts";
import { judge } from "./playbook-from.ts";

describe("a param's declaration", () => {
  test.each([
    "{ type: int, default: 3, min: 1, max: 5 }",
    "{ type: enum, of: [prod, staging], default: prod }",
    "{ type: duration, default: 10m, max: 1h }",
    "{ type: list of name, default: [a, b] }",
    "{ type: bool, default: false }",
  ])("%s is accepted", (param) => {
    expect(judge(paramDeclarations, `params: { x: ${param} }`)).toEqual([]);
  });

  test.each([
    ["{ type: enum }", "E118 params.x"],
    ["{ type: name, of: [a] }", "E118 params.x.of"],
    ['{ type: enum, of: ["a b"] }', "E118 params.x.of.0"],
    ["{ type: int, min: 1.5 }", "E118 params.x.min"],
    ["{ type: int, min: 9, max: 1 }", "E118 params.x.min"],
    ["{ type: name, max: 3 }", "E118 params.x.max"],
    ["{ type: duration, max: soon }", "E118 params.x.max"],
    ["{ type: int, max: 5, default: 6 }", "E118 params.x.default"],
    ["{ type: enum, of: [a], default: b }", "E118 params.x.default"],
    ["{ type: name, default: a b }", "E118 params.x.default"],
    ["{ type: name, default: [a] }", "E118 params.x.default"],
  ])("%s is refused", (param, expected) => {
    expect(judge(paramDeclarations, `params: { x: ${param} }`)).toEqual([expected]);
  });
});
