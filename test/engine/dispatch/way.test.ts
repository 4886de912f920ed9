import { describe, expect, test } from "vitest";
import { nextWay, type Way } from "../../../src/engine/dispatch/way.ts";

describe("the way of wakes", () => {
  test.each<[was: Way, sharedIs: string, openForMs: number, next: Way]>([
    ["opening", "not well", 0, "opening"],
    ["opening", "not well", 4_999, "opening"],
    ["opening", "not well", 5_000, "local"],
    ["opening", "well", 0, "shared"],
    ["opening", "well", 9_000, "shared"],
    ["shared", "well", 9_000, "shared"],
    ["shared", "not well", 100, "local"],
    ["local", "not well", 9_000, "local"],
    ["local", "well", 9_000, "shared"],
  ])("is %s, shared is %s after %i ms: %s", (was, sharedIs, openForMs, next) => {
    expect(nextWay(was, sharedIs === "well", openForMs)).toBe(next);
  });
});
