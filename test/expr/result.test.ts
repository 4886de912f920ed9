import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../src/model/json.ts";
import { failureOf, valueOf } from "./incident.ts";

const BODY = "steps.look.outputs.body";
const TOO_MUCH = /needs more than 50,000 rounds/;

function given(body: JsonValue) {
  return { params: { note: "x" }, steps: { look: { outputs: { body } } } };
}

describe("a result", () => {
  test("that is a text has at most 8,192 characters", () => {
    const fits = "x".repeat(8_192);
    expect(valueOf(BODY, given(fits))).toBe(fits);
    expect(failureOf(BODY, given(`${fits}x`))).toBe(
      "The expression makes a text of 8193 characters; it may make 8192",
    );
  });

  test("that is a list may hold a foreach's worth of objects", () => {
    const items = Array.from({ length: 1_000 }, (_, index) => ({
      id: index,
      key: "k".repeat(300),
    }));
    expect(valueOf(BODY, given(items))).toEqual(items);
  });

  test("is bounded by what it is when written out, not by how it was made", () => {
    const items = Array.from({ length: 1_000 }, (_, index) => index);
    expect(failureOf(`${BODY}.map(x, ${BODY})`, given(items))).toMatch(TOO_MUCH);
    expect(failureOf(BODY, given(["x".repeat(1_100_000)]))).toMatch(TOO_MUCH);
    expect(failureOf(BODY, given({ ["k".repeat(1_100_000)]: 1 }))).toMatch(TOO_MUCH);
  });
});
