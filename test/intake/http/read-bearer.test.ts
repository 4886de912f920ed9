import { describe, expect, test } from "vitest";
import { readBearer } from "../../../src/intake/http/read-bearer.ts";

describe("a header Authorization", () => {
  test.each(["Bearer pk_1", "bearer pk_1", "BEARER\tpk_1"])("holds a key in %j", (header) => {
    expect(readBearer(header)).toEqual({ ok: true, value: "pk_1" });
  });

  test.each([
    ["Bearer  pk_1", "more than one space"],
    ["Bearer pk_1 ", "a space inside or behind"],
    ["Bearer pk_1 pk_2", "a space inside or behind"],
    ["Bearerpk_1", "no space behind"],
    ["Bearer", "holds nothing"],
    ["Bearer  ", "holds nothing"],
    ['Bearer "pk_1"', "quotes or brackets"],
    ["Bearer <pk_1>", "quotes or brackets"],
    ["pk_1", "does not begin with the word Bearer"],
    ["Basic cGs6MQ==", "does not begin with the word Bearer"],
    ["", "does not begin with the word Bearer"],
  ])("in the form of %j is refused, and what is wrong with it is said: %s", (header, what) => {
    expect(readBearer(header)).toEqual({ ok: false, what: expect.stringContaining(what) });
  });
});
