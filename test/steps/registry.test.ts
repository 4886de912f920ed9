import { describe, expect, test } from "vitest";
import { KINDS, kinds } from "../../src/steps/registry.ts";
import { exerciseKind } from "../contract/kind.ts";

describe("every registered kind", () => {
  for (const kind of KINDS) exerciseKind(kind);
});

describe("the registry", () => {
  test("finds each kind by the name that playbooks use, and none by another", () => {
    for (const kind of KINDS) expect(kinds.get(kind.kind)).toBe(kind);
    expect(kinds.get("http.delete")).toBeUndefined();
    expect(kinds.get("__proto__")).toBeUndefined();
  });

  test("has no two kinds of one name", () => {
    expect(kinds.size).toBe(KINDS.length);
  });
});
