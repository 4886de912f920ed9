import { expect, test } from "vitest";
import { mergePatch } from "../../../../src/drills/practice-cluster/patch/merge-patch.ts";

test("a merge patch merges maps, removes by null and replaces the rest", () => {
  const target = { a: { b: 1, c: 2 }, list: [1, 2], kept: true };

  expect(mergePatch(target, { a: { b: null, d: 3 }, list: [9] })).toEqual({
    a: { c: 2, d: 3 },
    list: [9],
    kept: true,
  });
});

test("a merge patch puts a map in the place of a value", () => {
  expect(mergePatch({ a: 1 }, { a: { b: null, c: 1 } })).toEqual({ a: { c: 1 } });
});

test("a merge patch leaves a key with a dangerous name a key", () => {
  const patched = mergePatch({}, JSON.parse('{"__proto__":{"polluted":1}}'));

  expect(Object.hasOwn(Object(patched), "__proto__")).toBe(true);
  expect(Reflect.get({}, "polluted")).toBeUndefined();
});
