import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { climbs, slotNames, targetOf } from "../../../src/steps/http/target.ts";

const wellFormed = fc.string({ unit: "binary", minLength: 1, maxLength: 50 });

describe("the target of a request", () => {
  test("is the path with its slots filled, and the query behind it", () => {
    const target = targetOf({
      path: "/v1/{queue}/jobs/{job}",
      slots: { queue: "orders eu", job: 17 },
      query: { state: "failed", all: true },
    });

    expect(target).toBe("/v1/orders%20eu/jobs/17?state=failed&all=true");
  });

  test("has no question mark without a query", () => {
    expect(targetOf({ path: "/v1", slots: {}, query: {} })).toBe("/v1");
  });

  test("takes nothing in a value for a slot, a pattern or a replacement", () => {
    const slots = { a: "{b}", b: "$&$1" };

    expect(targetOf({ path: "/{a}/{b}", slots, query: {} })).toBe("/%7Bb%7D/%24%26%241");
  });

  test("has the segments and the query that were written, whatever the values are", () => {
    fc.assert(
      fc.property(wellFormed, wellFormed, (slot, value) => {
        const [path = "", query = "", ...rest] = targetOf({
          path: "/a/{x}/b",
          slots: { x: slot },
          query: { q: value },
        }).split("?");

        expect(rest).toEqual([]);
        expect(path.split("/").map(decodeURIComponent)).toEqual(["", "a", slot, "b"]);
        expect(query.split("=").map(decodeURIComponent)).toEqual(["q", value]);
        expect(path + query).toMatch(/^[!-~]*$/);
        expect(path + query).not.toContain("#");
      }),
    );
  });

  test("names its slots in order", () => {
    expect(slotNames("/{b}/x/{a}")).toEqual(["b", "a"]);
  });

  test("is a programming error when a slot has no value", () => {
    expect(() => targetOf({ path: "/{a}", slots: {}, query: {} })).toThrow("{a} has no value");
  });
});

describe("a path climbs", () => {
  const through = (x: string) => climbs({ path: "/a/{x}", slots: { x }, query: {} });

  test.each(["..", ".", "../b", "b/../c", "b\\..", "./b", "b/."])("through a slot of %j", (x) => {
    expect(through(x)).toBe(true);
  });

  test.each(["...", "a.b", "..a", "%2e%2e", "a..b", ".hidden"])("not through %j", (x) => {
    expect(through(x)).toBe(false);
  });

  test("when two slots make the segment together, or when its author wrote it", () => {
    expect(climbs({ path: "/{x}{y}", slots: { x: ".", y: "." }, query: {} })).toBe(true);
    expect(climbs({ path: "/a/../b", slots: {}, query: {} })).toBe(true);
  });

  test("whenever a URL parser would take a segment away", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(".", "/", "\\", "a", "%"), minLength: 1 }),
        (x) => {
          const target = targetOf({ path: "/a/{x}/b", slots: { x }, query: {} });
          const parsed = new URL(target, "http://a.example").pathname;
          expect(parsed === target || through(x)).toBe(true);
        },
      ),
    );
  });
});
